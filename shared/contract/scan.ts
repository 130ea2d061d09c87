import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import { DEPTHS } from '../model/policy.ts';
import type { ScanEvent } from '../model/progress.ts';
import type { BrokenScan } from '../model/snapshot.ts';
import { base, snapshotRef } from './base.ts';

const region = z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-[0-9]+$/);

/** The bounds are those of AWS's AssumeRole. */
export const organisationRole = z.object({
  /** As in the role's ARN, with its path: `audit/KeyReader`. */
  name: z
    .string()
    .max(576)
    .regex(/^[\w+=,.@-]+(\/[\w+=,.@-]+)*$/),
  externalId: z
    .string()
    .regex(/^[\w+=,.@:/-]{2,1224}$/)
    .optional(),
  /** What CloudTrail shows. */
  sessionName: z
    .string()
    .regex(/^[\w+=,.@-]{2,64}$/)
    .optional(),
  sessionTags: z
    .array(z.object({ key: z.string().min(1).max(128), value: z.string().max(256) }))
    .max(50)
    .default([]),
});

/** 12 digits, a pattern of the account's name (`*`, `?`), or the id of an organisational unit. */
const accounts = z.array(z.string().min(1).max(128)).min(1);

const profilesSource = z.object({
  kind: z.literal('profiles'),
  profiles: z.array(z.string().min(1)).min(1),
  /** Also every account of the profiles' organisation, through this role in each. */
  organisationRole: organisationRole.optional(),
});

/** What may be left out of a source. */
const limits = {
  /** Only these accounts; left out: every account that is reached. */
  accounts: accounts.optional(),
  excludeAccounts: accounts.optional(),
  /** Only these regions; left out: every region that is enabled. */
  regions: z.array(region).min(1).optional(),
};

export const preflightRequest = z.object({ source: profilesSource, ...limits });
export type PreflightRequest = z.input<typeof preflightRequest>;

export const scanRequest = z.object({
  source: z.discriminatedUnion('kind', [z.object({ kind: z.literal('sample') }), profilesSource]),
  ...limits,
  /** Share of AWS's request quotas to use, 0–1; left out: as the settings have it. */
  quotaShare: z.number().gt(0).max(1).optional(),
  /** Ask every key for its rotations, also where an earlier snapshot knows them. */
  fresh: z.boolean().default(false),
  /** `full`: also key policies, grants and backups. */
  depth: z.enum(DEPTHS).default('standard'),
  /** Carry on from the last snapshot what CloudTrail says has not changed. */
  sinceLast: z.boolean().default(false),
  /** When the scan has ended, ask in the background for the last use of its keys. */
  lastUse: z.boolean().default(false),
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
  /** Scans that were broken off, the latest first: a kill, a lost machine, a session that expired. */
  broken: base.output(type<readonly BrokenScan[]>()),
  /** Goes on with a broken scan: only what is missing is read. */
  resume: base.input(z.object({ scan: snapshotRef })).output(job),
  discard: base.input(z.object({ scan: snapshotRef })).output(type<void>()),
};
