import type { Price, PriceBook } from '../../shared/model/price.ts';
import { AwsCallError } from '../aws/error.ts';
import type { AwsSession, CallGate } from '../aws/reader.ts';
import { BUNDLED_AS_OF, bundledPrices } from './bundled.ts';
import { keepPrices, keptPrices, PriceCacheError } from './cache.ts';
import { priceIn } from './item.ts';

export interface PriceReading {
  readonly book: PriceBook;
  /** Why the list was not read, or not whole; or why it could not be kept. The book is whole either way. */
  readonly failure: AwsCallError | PriceCacheError | null;
}

export interface PriceSource {
  readonly session: AwsSession;
  readonly gate: CallGate;
  /** Where the list is kept for 24 hours. One file for each list: the sample's prices are not AWS's. */
  readonly cacheFile: string;
  /** Regions whose prices are wanted. */
  readonly regions: readonly string[];
  readonly now: () => Date;
}

const SERVICES = ['awskms', 'CloudHSM'] as const;

/** The prices of these regions: AWS's list, from the cache or live; the bundled table for each that the list lacks. */
export async function readPriceBook(source: PriceSource): Promise<PriceReading> {
  const { session, gate, cacheFile, regions, now } = source;
  const kept = await keptPrices(cacheFile, now());
  if (kept !== null) return { book: bookOf(kept, regions), failure: null };

  const { prices, failure } = await readList(session, gate, now());
  const book = bookOf(prices, regions);
  if (failure !== null || prices.length === 0) return { book, failure };
  try {
    await keepPrices(cacheFile, prices, now());
    return { book, failure: null };
  } catch (error) {
    if (error instanceof PriceCacheError) return { book, failure: error };
    throw error;
  }
}

/** Every region at once: some two hundred items, fewer calls than one for each region. */
async function readList(
  session: AwsSession,
  gate: CallGate,
  now: Date,
): Promise<{ prices: readonly Price[]; failure: AwsCallError | null }> {
  const found = new Map<string, Price[]>();
  let failure: AwsCallError | null = null;
  for (const service of SERVICES) {
    try {
      for await (const page of session.getProducts(gate, service, {})) {
        for (const item of page) note(found, priceIn(item, service, now));
      }
    } catch (error) {
      if (!(error instanceof AwsCallError)) throw error;
      failure ??= error;
    }
  }
  const prices = [...found.values()].flatMap(agreed);
  return { prices, failure };
}

function note(found: Map<string, Price[]>, price: Price | null): void {
  if (price === null) return;
  const place = `${price.item} ${price.region}`;
  found.set(place, [...(found.get(place) ?? []), price]);
}

/** Two products that name different prices for one thing leave it without a list price, rather than with a guess. */
function agreed(prices: readonly Price[]): readonly Price[] {
  const [first] = prices;
  return first !== undefined && prices.every((price) => price.microUsd === first.microUsd) ? [first] : [];
}

function bookOf(list: readonly Price[], regions: readonly string[]): PriceBook {
  const live = list.filter((price) => regions.includes(price.region));
  const isLive = (price: Price) => live.some((one) => one.item === price.item && one.region === price.region);
  const rest = bundledPrices(regions).prices.filter((price) => !isLive(price));
  const latest = live.reduce((newest, price) => (price.asOf > newest ? price.asOf : newest), '');
  return {
    currency: 'USD',
    source: live.length > 0 ? 'list' : 'bundled',
    asOf: latest === '' ? BUNDLED_AS_OF : latest,
    prices: [...live, ...rest],
  };
}
