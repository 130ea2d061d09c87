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
  readonly scope: Scope;
  readonly counts: Counts;
  readonly runRate: RunRate;
  readonly priceBook: PriceBook;
  readonly coverage: readonly CoverageEntry[];
  /** Requests sent, attempts included, by `service:Operation`. */
  readonly requests: Readonly<Record<string, number>>;
  readonly files: readonly SnapshotFile[];
}
