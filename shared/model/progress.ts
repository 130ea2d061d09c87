import type { Amount } from './amount.ts';
import type { CoverageEntry } from './coverage.ts';
import type { Account } from './place.ts';
import type { KeyRow } from './query.ts';

export type UnitPhase =
  | 'waiting'
  | 'listing'
  | 'reading'
  | 'done'
  | 'denied'
  | 'off'
  | 'failed'
  | 'cancelled';

export interface UnitProgress {
  readonly accountId: string;
  readonly region: string;
  readonly phase: UnitPhase;
  /** Keys listed so far, of which `read` are described. */
  readonly listed: number;
  readonly read: number;
  /** AWS throttled this unit within the last few seconds. */
  readonly slowed: boolean;
}

export interface QuotaUse {
  readonly operation: string;
  /** Requests a second that AWS allows per account and region, and the part of it that we use. */
  readonly quotaPerSecond: number;
  readonly usedPerSecond: number;
  readonly sent: number;
}

/** The state of a scan, whole, so that a page that reloads needs nothing else. */
export interface ScanProgress {
  readonly jobId: string;
  readonly sample: boolean;
  readonly organisation: string | null;
  /** Which reading of how many, and the date that it is of: the sample's first run also reads its own past. */
  readonly pass: { readonly number: number; readonly of: number; readonly asOf: string };
  readonly phase: 'planning' | 'reading' | 'keeping' | 'finished' | 'failed' | 'cancelled';
  readonly startedAt: string;
  readonly elapsedMs: number;
  readonly accounts: readonly Account[];
  readonly regions: readonly string[];
  readonly units: readonly UnitProgress[];
  readonly keysListed: number;
  readonly keysRead: number;
  readonly keysPerSecond: number;
  readonly remainingMs: number | null;
  /** Of the keys and HSMs read so far. */
  readonly runRate: Amount;
  readonly quotas: readonly QuotaUse[];
  /** What was not answered so far; `read` entries are left out. */
  readonly unread: readonly CoverageEntry[];
  readonly requests: number;
}

export interface ScanFailure {
  readonly code: string;
  readonly message: string;
  readonly action: string | null;
}

/** Progress at most four times a second; rows in batches of at most 200. The last event is one of the last three. */
export type ScanEvent =
  | { readonly type: 'progress'; readonly progress: ScanProgress }
  | { readonly type: 'rows'; readonly rows: readonly KeyRow[] }
  /** `resume`: some units ended with the session; the broken scan of this id reads them once somebody has signed in. */
  | {
      readonly type: 'finished';
      readonly snapshotId: string;
      readonly complete: boolean;
      readonly resume?: string;
    }
  | { readonly type: 'cancelled'; readonly snapshotId: string | null }
  | { readonly type: 'failed'; readonly failure: ScanFailure };
