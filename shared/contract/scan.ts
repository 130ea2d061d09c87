import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { ScanEvent } from '../model/progress.ts';
import { base } from './base.ts';

const region = z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-[0-9]+$/);

export const scanRequest = z.object({
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('sample') }),
    z.object({ kind: z.literal('profiles'), profiles: z.array(z.string().min(1)).min(1) }),
  ]),
  /** Only these regions; left out: every region that is enabled. */
  regions: z.array(region).min(1).optional(),
  /** Share of AWS's request quotas to use, 0–1. */
  quotaShare: z.number().gt(0).max(1).default(0.5),
});
export type ScanRequest = z.input<typeof scanRequest>;

const job = z.object({ jobId: z.string() });

export const scan = {
  start: base.input(scanRequest).output(job),
  /** The scan that runs now, so that a reloaded page finds it again. */
  current: base.output(type<{ jobId: string | null }>()),
  watch: base.input(job).output(eventIterator(type<ScanEvent>())),
  /** `keep`: what was read so far becomes a snapshot whose coverage says "cancelled". */
  cancel: base.input(job.extend({ keep: z.boolean() })).output(type<{ snapshotId: string | null }>()),
};
