import type { Price } from '../../shared/model/price.ts';
import { AwsCallError } from '../aws/error.ts';
import type { AwsSession, CallGate } from '../aws/reader.ts';
import { otherCurrency, priceIn } from './item.ts';

const SERVICES = ['awskms', 'CloudHSM'] as const;

/** What a price list says, of every region in it. */
export interface PriceList {
  readonly prices: readonly Price[];
  /** Regions whose prices are in another currency, each with it. */
  readonly otherCurrencies: Readonly<Record<string, string>>;
}

/** Every region at once: some two hundred items, fewer calls than one for each region. */
export async function readList(
  session: AwsSession,
  gate: CallGate,
  now: Date,
): Promise<PriceList & { readonly failure: AwsCallError | null }> {
  const found = new Map<string, Price[]>();
  const otherCurrencies: Record<string, string> = {};
  let failure: AwsCallError | null = null;
  for (const service of SERVICES) {
    try {
      for await (const page of session.getProducts(gate, service, {})) {
        for (const item of page) {
          const price = priceIn(item, service, now);
          if (price !== null) note(found, price);
          else noteCurrency(otherCurrencies, otherCurrency(item, service));
        }
      }
    } catch (error) {
      if (!(error instanceof AwsCallError)) throw error;
      failure ??= error;
    }
  }
  return { prices: [...found.values()].flatMap(agreed), otherCurrencies, failure };
}

function note(found: Map<string, Price[]>, price: Price): void {
  const place = `${price.item} ${price.region}`;
  found.set(place, [...(found.get(place) ?? []), price]);
}

function noteCurrency(into: Record<string, string>, other: ReturnType<typeof otherCurrency>): void {
  if (other !== null) into[other.region] = other.currency;
}

/** Two products that name different prices for one thing leave it without a list price, rather than with a guess. */
function agreed(prices: readonly Price[]): readonly Price[] {
  const [first] = prices;
  return first !== undefined && prices.every((price) => price.microUsd === first.microUsd) ? [first] : [];
}
