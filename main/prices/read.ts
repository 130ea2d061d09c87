import type { PriceBook, PriceGap } from '../../shared/model/price.ts';
import type { PriceSettings } from '../../shared/model/settings.ts';
import { AwsCallError } from '../aws/error.ts';
import { type Partition, partitionOfRegion } from '../aws/partition.ts';
import type { AwsSession, CallGate } from '../aws/reader.ts';
import { bookOf } from './book.ts';
import { keepPrices, keptPrices, PriceCacheError } from './cache.ts';
import { gapsOf } from './gaps.ts';
import { type PriceList, readList } from './list.ts';

export interface PriceReading {
  readonly book: PriceBook;
  /** Why a list was not read, or not whole; or why it could not be kept. The book is whole either way. */
  readonly failure: AwsCallError | PriceCacheError | null;
}

export interface PriceReader {
  readonly session: AwsSession;
  readonly gate: CallGate;
}

export interface PriceSource {
  /** In the order in which they are asked; one answer for each partition's list is enough. */
  readonly readers: readonly PriceReader[];
  /** Where a partition's list is kept for 24 hours. The sample's prices are not AWS's: it has files of its own. */
  readonly cacheFile: (partition: string) => string;
  /** Regions whose prices are wanted. */
  readonly regions: readonly string[];
  readonly settings: PriceSettings;
  readonly now: () => Date;
  /** Asks AWS even where a list was kept less than 24 hours ago. */
  readonly refresh?: boolean;
}

/** Sessions that are tried for one list where each is refused: the list is the same for all of them. */
const TRIES = 3;

/**
 * The prices of these regions: AWS's lists, kept or live; the bundled table for each price that they lack; then the
 * user's own. The commercial list holds GovCloud's prices too, but only a commercial session can read it; China has a
 * list of its own, in CNY, which is not converted (facts section 4).
 */
export async function readPriceBook(source: PriceSource): Promise<PriceReading> {
  const { regions, settings, now } = source;
  const lists = new Map(regions.map((region) => [listOf(region), [] as string[]]));
  for (const region of regions) lists.get(listOf(region))?.push(region);
  const prices: PriceList['prices'][number][] = [];
  const gaps: PriceGap[] = [];
  let failure: PriceReading['failure'] = null;
  for (const [partition, wanted] of lists) {
    const read = await oneList(source, partition);
    prices.push(...read.prices);
    failure ??= read.failure;
    gaps.push(...gapsOf(partition, wanted, read));
  }
  const today = now().toISOString().slice(0, 10);
  return { book: bookOf(prices, regions, settings, today, gaps), failure };
}

/** Whose list has the prices of a region: its partition's, and for GovCloud the commercial one. */
function listOf(region: string): string {
  const { id } = partitionOfRegion(region);
  return id === 'aws-us-gov' ? 'aws' : id;
}

type Read = PriceList & { readonly failure: PriceReading['failure']; readonly asked: boolean };

const NOTHING: Read = { prices: [], otherCurrencies: {}, failure: null, asked: false };

async function oneList({ readers, cacheFile, now, refresh }: PriceSource, partition: string): Promise<Read> {
  const path = cacheFile(partition);
  const kept = refresh ? null : await keptPrices(path, now());
  if (kept !== null) return { ...kept, failure: null, asked: true };
  const able = readers.filter(({ session }) => canRead(partitionOfRegion(session.homeRegion), partition));
  let read: Read = NOTHING;
  for (const { session, gate } of able.slice(0, TRIES)) {
    const next = { ...(await readList(session, gate, now())), asked: true };
    if (!read.asked || next.failure === null) read = next;
    if (!refused(next.failure)) break;
  }
  const empty = read.prices.length === 0 && Object.keys(read.otherCurrencies).length === 0;
  if (read.failure !== null || empty) return read;
  try {
    await keepPrices(path, read, now());
    return read;
  } catch (error) {
    if (error instanceof PriceCacheError) return { ...read, failure: error };
    throw error;
  }
}

function canRead(partition: Partition, list: string): boolean {
  return partition.id === list && partition.pricingRegions.length > 0;
}

/** What another profile may be allowed. */
function refused(failure: PriceReading['failure']): boolean {
  if (!(failure instanceof AwsCallError)) return false;
  return ['denied', 'scp', 'expired', 'badCredentials'].includes(failure.outcome);
}
