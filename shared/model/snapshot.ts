import type { Amount } from './amount.ts';
import type { CoverageEntry } from './coverage.ts';
import type { Account } from './place.ts';
import type { PriceBook } from './price.ts';

export const SCHEMA_VERSION = 1;

export interface Counts {
  readonly customerKeys: number;
  readonly awsManagedKeys: number;
  readonly unknownKeys: number;
  readonly clusters: number;
  readonly hsms: number;
}

export interface RunRate {
  readonly keys: Amount;
  readonly hsms: Amount;
  readonly total: Amount;
}

/**
 * What AWS charges for a calendar month in UTC by the hour, for the keys and HSMs that stand, in whole micro-USD:
 * up to the moment of the scan, and to the end of the month if nobody changes anything. Not a run rate of 730 hours.
 */
export interface MonthBill {
  /** `2026-11` */
  readonly month: string;
  readonly soFar: Amount;
  readonly expected: Amount;
}

export interface Scope {
  /** Shown as the organisation's name; null when unknown. */
  readonly organisation: string | null;
  readonly profiles: readonly string[];
  readonly accounts: readonly Account[];
  readonly regions: readonly string[];
  /** Accounts × regions that were planned. */
  readonly units: number;
}

export interface SnapshotFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
}

/** What a scan carried on from the last snapshot because CloudTrail says that it has not changed. */
export interface DeltaFacts {
  /** The snapshot that it was carried from; null where there was none. */
  readonly since: string | null;
  /** Keys. */
  readonly carried: number;
  readonly reread: number;
  /** Where everything was read all the same, and why, in units. */
  readonly full: readonly { readonly reason: string; readonly units: number }[];
}

/** manifest.json of an immutable snapshot folder. Times are ISO 8601 in UTC. */
export interface Manifest {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  /** Sortable by time, e.g. `20261124T091200Z-4be1c07d`. */
  readonly id: string;
  /** True when it was read from the sample organisation: said wherever a figure of it is shown. */
  readonly sample: boolean;
  readonly startedAt: string;
  readonly finishedAt: string;
  /** The moment the figures are as of: the start of the scan (in the sample, the organisation's own date). */
  readonly asOf: string;
  /** Every planned call was answered. */
  readonly complete: boolean;
  /** How many times the scan was broken off and gone on with; absent where it ran in one go. */
  readonly resumed?: number;
  /** The partial snapshot of the same scan that this one completes; absent where there is none. */
  readonly supersedes?: string;
  readonly scope: Scope;
  /** Of a scan since the last one; left out where everything was read. */
  readonly delta?: DeltaFacts | undefined;
  readonly counts: Counts;
  readonly runRate: RunRate;
  /** Left out of snapshots that were kept before bills were. */
  readonly bill?: MonthBill | undefined;
  readonly priceBook: PriceBook;
  readonly coverage: readonly CoverageEntry[];
  /** Requests sent, attempts included, by `service:Operation`. */
  readonly requests: Readonly<Record<string, number>>;
  readonly files: readonly SnapshotFile[];
}

/** A scan that was broken off and can be gone on with: its finished units are on disk, but it is no snapshot. */
export interface BrokenScan {
  /** The id that its snapshot will have. */
  readonly id: string;
  readonly sample: boolean;
  readonly organisation: string | null;
  readonly profiles: readonly string[];
  readonly startedAt: string;
  readonly asOf: string;
  /** Units that are read whole, of those planned, and the keys in them. */
  readonly units: { readonly finished: number; readonly planned: number };
  readonly keys: number;
  /** The partial snapshot that was kept of it when a session expired; null where nothing was. */
  readonly kept: string | null;
}
