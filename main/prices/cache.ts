import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { PriceItem } from '../../shared/model/price.ts';
import type { PriceList } from './list.ts';

/** List prices change a few times a year. */
const HOLDS_MS = 24 * 60 * 60 * 1000;

const file = z.object({
  version: z.literal(1),
  readAt: z.iso.datetime(),
  prices: z.array(
    z.object({
      item: z.custom<PriceItem>((value) => typeof value === 'string' && /^(kms\.|hsm\.)./.test(value)),
      region: z.string(),
      unit: z.enum(['key-month', 'hsm-hour', 'request']),
      microUsd: z.number().positive(),
      source: z.literal('list'),
      sku: z.string().nullable(),
      asOf: z.iso.date(),
      confidence: z.enum(['A', 'T', 'I']),
    }),
  ),
  otherCurrencies: z.record(z.string(), z.string()).default({}),
});

/** The list prices could not be kept for the next scan; this one has them. */
export class PriceCacheError extends Error {
  override readonly name = 'PriceCacheError';
  readonly path: string;
  readonly action: string;

  constructor(path: string, cause: unknown) {
    super(`The list prices could not be kept in ${path}`, { cause });
    this.path = path;
    this.action = `Make ${dirname(path)} writable`;
  }
}

/** The list kept less than 24 hours ago; null where there is none, or none that can be understood. */
export async function keptPrices(path: string, now: Date): Promise<PriceList | null> {
  let kept: z.infer<typeof file>;
  try {
    kept = file.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // A cache is allowed to be missing, old or torn: the prices are read again, and the file replaced.
    return null;
  }
  const age = now.getTime() - Date.parse(kept.readAt);
  if (age < 0 || age >= HOLDS_MS) return null;
  return { prices: kept.prices, otherCurrencies: kept.otherCurrencies };
}

/** Written beside and renamed, so that a reader never meets half a file. Throws PriceCacheError. */
export async function keepPrices(path: string, list: PriceList, now: Date): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const { prices, otherCurrencies } = list;
    await writeFile(part, JSON.stringify({ version: 1, readAt: now.toISOString(), prices, otherCurrencies }));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw new PriceCacheError(path, error);
  }
}
