import type { PriceBook } from '../model/price.ts';
import { plural } from './words.ts';

/** What stands between the amounts and AWS's list prices: a discount, prices of one's own. */
function ownPrices({ prices }: PriceBook): { readonly own: number; readonly discount: number | null } {
  const own = prices.filter(({ source }) => source === 'override').length;
  const discount =
    prices.find(({ discountPercent }) => discountPercent !== undefined)?.discountPercent ?? null;
  return { own, discount };
}

/** ", less 12 %, and 3 prices of your own"; nothing where the prices are AWS's. */
export function adjustedWords(book: PriceBook): string {
  const { own, discount } = ownPrices(book);
  const less = discount === null ? '' : `, less ${discount} %`;
  return own === 0 ? less : `${less}, and ${plural(own, 'price')} of your own`;
}

/** One sentence on what the amounts are before, and what was taken off. */
export function priceWords(book: PriceBook): string {
  const { own, discount } = ownPrices(book);
  const set = own === 0 ? '' : `, ${plural(own, 'price')} of your own in the place of the list's`;
  if (discount !== null)
    return `Amounts are list prices less a discount of ${discount} %${set}; before tax and credits.`;
  if (own > 0) return `Amounts are list prices${set}; before tax, discounts and credits.`;
  return 'Amounts are list prices before tax, discounts, credits and private price agreements.';
}

/** What the run rate leaves out, for the foot of the statement. */
export function leftOut(book: PriceBook): string {
  const { own, discount } = ownPrices(book);
  const set = own === 0 ? '' : ` · ${plural(own, 'price')} of your own`;
  if (discount !== null) return `Not in it: requests and taxes · a discount of ${discount} % is${set}`;
  return `Not in it: requests, taxes and discounts${set}`;
}
