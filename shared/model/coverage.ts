import type { Outcome } from './outcome.ts';

/** How the calls of one operation ended in one unit; one entry for each outcome seen. */
export interface CoverageEntry {
  readonly accountId: string;
  readonly region: string;
  /** `service:Operation`, e.g. `kms:DescribeKey`. */
  readonly operation: string;
  readonly outcome: Outcome;
  /** How many things were asked for (keys, or 1 for a listing), not how many attempts were made. */
  readonly count: number;
  /** The ARN or text that shows one case; null for `read`. */
  readonly example: string | null;
  /** What to do about it; null for `read`. */
  readonly action: string | null;
  /** Of a listing that ended midway: some of it came, and more exists. */
  readonly more?: true | undefined;
}
