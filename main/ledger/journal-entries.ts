import { z } from 'zod';
import type { CoverageEntry } from '../../shared/model/coverage.ts';
import type { LedgerBatch } from '../../shared/model/ledger.ts';
import type { Account, Unit } from '../../shared/model/place.ts';
import type { PriceBook } from '../../shared/model/price.ts';
import { accountSchema, coverageSchema, priceBookSchema } from './manifest.ts';

/** What a scan set out to do: the first line of its journal. Times are ISO 8601 in UTC. */
export interface ScanStart {
  readonly version: 1;
  readonly sample: boolean;
  readonly organisation: string | null;
  readonly profiles: readonly string[];
  readonly startedAt: string;
  readonly asOf: string;
  /** What was asked for, in the words of whoever reads. */
  readonly request: unknown;
  /** Moments that were to be read after this one. */
  readonly later: readonly string[];
  readonly accounts: readonly Account[];
  readonly regions: readonly string[];
  readonly units: readonly Unit[];
  /** How the calls before the first unit ended: of profiles that did not open, of the plan, of the price list. */
  readonly coverage: {
    readonly unopened: readonly CoverageEntry[];
    readonly plan: readonly CoverageEntry[];
    readonly prices: readonly CoverageEntry[];
  };
  /** Sent before the first unit, by `service:Operation`. */
  readonly requests: Readonly<Record<string, number>>;
  readonly priceBook: PriceBook;
}

/** A unit whose every call has ended. */
export interface FinishedUnit extends Unit {
  readonly keys: number;
  readonly coverage: readonly CoverageEntry[];
  /** Sent by this reading so far, over all units, by `service:Operation`. */
  readonly requests: Readonly<Record<string, number>>;
}

const requests = z.record(z.string(), z.number().int().nonnegative());
const unit = z.object({ accountId: z.string(), region: z.string() });
const entries = z.array(coverageSchema);

export const scanStart = z.object({
  version: z.literal(1),
  sample: z.boolean(),
  organisation: z.string().nullable(),
  profiles: z.array(z.string()),
  startedAt: z.string(),
  asOf: z.string(),
  request: z.unknown(),
  later: z.array(z.string()),
  accounts: z.array(accountSchema),
  regions: z.array(z.string()),
  units: z.array(unit),
  coverage: z.object({ unopened: entries, plan: entries, prices: entries }),
  requests,
  priceBook: priceBookSchema,
}) satisfies z.ZodType<ScanStart>;

export const finishedUnit = unit.extend({
  keys: z.number().int().nonnegative(),
  coverage: entries,
  requests,
}) satisfies z.ZodType<FinishedUnit>;

/** Rows as they were handed over; the check of their line stands for their shape. */
export const rowsLine = z.custom<LedgerBatch>(
  (batch) =>
    typeof batch === 'object' &&
    batch !== null &&
    'keys' in batch &&
    'clusters' in batch &&
    'keyStores' in batch,
);
