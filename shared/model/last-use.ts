import type { Outcome } from './outcome.ts';
import type { ScanFailure } from './progress.ts';

/** What GetKeyLastUsage answers (facts section 6). Dates are ISO 8601 in UTC. */
export interface KeyUsage {
  readonly createdAt: string | null;
  /** The later of the start of AWS's tracking and the key's creation; nothing is known of before. */
  readonly trackedSince: string | null;
  /** The last successful cryptographic operation; null where none has been since `trackedSince`. */
  readonly last: {
    readonly at: string;
    readonly operation: string;
    readonly eventId: string | null;
  } | null;
}

/** What is known of one key's last use, kept between scans. */
export interface LastUseEntry {
  readonly arn: string;
  /** When AWS was last asked, and how that ended. */
  readonly askedAt: string;
  readonly outcome: Outcome;
  /** The last answer; a later refusal does not undo it. */
  readonly answer: { readonly checkedAt: string; readonly usage: KeyUsage } | null;
}

/**
 * `used`: within the idle days before it was checked. `idle`: used, but longer ago. `neverUsed`: proven, as tracking
 * began no later than the key. `unknown`: no use since tracking began, and the key is older than that.
 */
export const LAST_USE_GRADES = ['used', 'idle', 'neverUsed', 'unknown', 'notReadable', 'notAsked'] as const;
export type LastUseGrade = (typeof LAST_USE_GRADES)[number];

/** A key's last use as it is shown. AWS: never the sole ground for a deletion. */
export interface LastUse {
  readonly grade: LastUseGrade;
  /** Of the last use; null where none is known. */
  readonly at: string | null;
  readonly operation: string | null;
  /** Of the CloudTrail event that records it. */
  readonly eventId: string | null;
  readonly trackedSince: string | null;
  /** When AWS gave this answer. */
  readonly checkedAt: string | null;
  /** Whole days from the last use to the check; null where no use is known. */
  readonly idleDays: number | null;
  /** How the latest call ended; null where none was made. */
  readonly outcome: Outcome | null;
}

/** How far a pass over the last use of keys is. */
export interface LastUseProgress {
  readonly snapshotId: string;
  readonly startedAt: string;
  readonly keys: number;
  readonly asked: number;
  /** Those that AWS did not answer for. */
  readonly unread: number;
  readonly remainingMs: number | null;
  readonly phase: 'reading' | 'finished' | 'cancelled' | 'failed';
  /** Why, where it failed. */
  readonly failure: ScanFailure | null;
}
