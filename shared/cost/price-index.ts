import type { Price, PriceBook, PriceItem } from '../model/price.ts';

export type PriceIndex = (item: PriceItem, region: string) => Price | null;

const indexes = new WeakMap<PriceBook, PriceIndex>();

/** Look-up by item and region, built once for each book; of two prices for the same thing the first counts, as in `findPrice`. */
export function priceIndex(book: PriceBook): PriceIndex {
  const made = indexes.get(book);
  if (made) return made;
  const byItem = new Map<string, Map<string, Price>>();
  for (const price of book.prices) {
    const byRegion = byItem.get(price.item) ?? new Map<string, Price>();
    if (!byRegion.has(price.region)) byRegion.set(price.region, price);
    byItem.set(price.item, byRegion);
  }
  const index: PriceIndex = (item, region) => byItem.get(item)?.get(region) ?? null;
  indexes.set(book, index);
  return index;
}
