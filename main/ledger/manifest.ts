import { z } from 'zod';
import type { CoverageEntry } from '../../shared/model/coverage.ts';
import { UNREAD_OUTCOMES } from '../../shared/model/outcome.ts';
import type { PriceItem } from '../../shared/model/price.ts';
import { type Manifest, SCHEMA_VERSION } from '../../shared/model/snapshot.ts';
import { SnapshotBrokenError, SnapshotTooNewError } from './errors.ts';

const micro = z.number().int();
const count = z.number().int().nonnegative();
const amount = z.object({ lowMicroUsd: micro, highMicroUsd: micro.nullable() });

export const accountSchema = z.object({
  id: z.string(),
  name: z.string(),
  partition: z.string(),
  profile: z.string(),
});

const price = z.object({
  item: z.custom<PriceItem>((item) => typeof item === 'string'),
  region: z.string(),
  unit: z.enum(['key-month', 'hsm-hour', 'request']),
  microUsd: z.number(),
  source: z.enum(['list', 'bundled', 'override']),
  sku: z.string().nullable(),
  asOf: z.string(),
  confidence: z.enum(['A', 'T', 'I']),
  discountPercent: z.number().min(0).max(100).optional(),
});

const priceGap = z.object({ regions: z.array(z.string()), reason: z.string(), action: z.string() });

export const priceBookSchema = z.object({
  currency: z.literal('USD'),
  source: z.enum(['list', 'bundled']),
  asOf: z.string(),
  prices: z.array(price),
  gaps: z.array(priceGap).optional(),
});

export const coverageSchema = z.object({
  accountId: z.string(),
  region: z.string(),
  operation: z.string(),
  outcome: z.enum(['read', ...UNREAD_OUTCOMES]),
  more: z.literal(true).optional(),
  count,
  example: z.string().nullable(),
  action: z.string().nullable(),
}) satisfies z.ZodType<CoverageEntry>;

const file = z.object({
  name: z.string().regex(/^[a-z][a-z-]*\.parquet$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: count,
  rows: count,
});

/** The order of these fields is the order in which the file is written. */
const manifestSchema = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  id: z.string(),
  sample: z.boolean(),
  startedAt: z.string(),
  finishedAt: z.string(),
  asOf: z.string(),
  complete: z.boolean(),
  resumed: count.exactOptional(),
  supersedes: z.string().exactOptional(),
  scope: z.object({
    organisation: z.string().nullable(),
    profiles: z.array(z.string()),
    accounts: z.array(accountSchema),
    regions: z.array(z.string()),
    units: count,
  }),
  delta: z
    .object({
      since: z.string().nullable(),
      carried: count,
      reread: count,
      full: z.array(z.object({ reason: z.string(), units: count })),
    })
    .optional(),
  counts: z.object({
    customerKeys: count,
    awsManagedKeys: count,
    unknownKeys: count,
    clusters: count,
    hsms: count,
  }),
  runRate: z.object({ keys: amount, hsms: amount, total: amount }),
  bill: z.object({ month: z.string().regex(/^\d{4}-\d{2}$/), soFar: amount, expected: amount }).optional(),
  requests: z.record(z.string(), count),
  files: z.array(file),
  priceBook: priceBookSchema,
  coverage: z.array(coverageSchema),
}) satisfies z.ZodType<Manifest>;

const versioned = z.object({ schemaVersion: z.number().int() });

/**
 * A manifest from the text of its file; `id` is the name of its folder.
 * Throws SnapshotTooNewError for a later schema version, SnapshotBrokenError for everything else that is not one.
 */
export function parseManifest(id: string, text: string): Manifest {
  const json = parseJson(id, text);
  const version = versioned.safeParse(json);
  if (version.success && version.data.schemaVersion > SCHEMA_VERSION)
    throw new SnapshotTooNewError(id, version.data.schemaVersion);
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) throw new SnapshotBrokenError(id, z.prettifyError(parsed.error), parsed.error);
  if (parsed.data.id !== id)
    throw new SnapshotBrokenError(id, `its manifest names ${JSON.stringify(parsed.data.id)}`);
  return parsed.data;
}

function parseJson(id: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SnapshotBrokenError(id, 'its manifest is not JSON', error);
  }
}

/** Pretty JSON with its fields in one order, so that the same facts give the same bytes. Throws ZodError on a manifest that could not be read back. */
export function manifestText(manifest: Manifest): string {
  const ordered = manifestSchema.parse(manifest);
  const requests = Object.fromEntries(
    Object.entries(ordered.requests).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  );
  return `${JSON.stringify({ ...ordered, requests }, null, 2)}\n`;
}
