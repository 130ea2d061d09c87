import { type } from '@orpc/contract';
import { z } from 'zod';
import type { LastUseProgress } from '../model/last-use.ts';
import { base, snapshotRef } from './base.ts';
import { organisationRole } from './scan.ts';

export const lastUseRequest = z.object({
  /** Whose keys are asked for. */
  snapshot: snapshotRef,
  /** The role that the scan took in the organisation's other accounts, if it took one. */
  organisationRole: organisationRole.optional(),
  /** Share of AWS's five requests a second to use, 0–1; left out: as the settings have it. */
  quotaShare: z.number().gt(0).max(1).optional(),
});
export type LastUseRequest = z.input<typeof lastUseRequest>;

/** The pass over the last use of keys, in the background; what it learns is in `keys.lastUse` as it comes. */
export const lastUse = {
  start: base.input(lastUseRequest).output(type<{ started: true }>()),
  /** The pass that runs, or how the last one ended; null before the first. */
  current: base.output(type<LastUseProgress | null>()),
  /** Ends it; what came is kept. */
  cancel: base.output(type<{ cancelled: true }>()),
};
