/** What a price is for: `kms.key` per key-month (rotations bill at the same line), `hsm.<type>` per HSM-hour, requests per call. */
export type PriceItem = 'kms.key' | 'kms.request' | `hsm.${string}`;
export type PriceUnit = 'key-month' | 'hsm-hour' | 'request';

/** How sure the figure is: A = AWS's own word, T = third party, I = assumed (shown as such). */
export type Confidence = 'A' | 'T' | 'I';

export interface Price {
  readonly item: PriceItem;
  readonly region: string;
  readonly unit: PriceUnit;
  /** Micro-USD for one unit; an integer for keys and HSM-hours, a fraction for requests ($0.000003 = 3). */
  readonly microUsd: number;
  /** `list`: AWS Price List; `bundled`: the table shipped with this version; `override`: the user's own. */
  readonly source: 'list' | 'bundled' | 'override';
  readonly sku: string | null;
  /** ISO date of the price list, of the bundled table, or of the override. */
  readonly asOf: string;
  readonly confidence: Confidence;
  /** The user's discount, already taken off `microUsd`; left out where there is none. */
  readonly discountPercent?: number | undefined;
}

/** Regions without a price from a list, and why, ready to be shown. */
export interface PriceGap {
  readonly regions: readonly string[];
  readonly reason: string;
  readonly action: string;
}

export interface PriceBook {
  readonly currency: 'USD';
  /** `list` where at least one price was read live. */
  readonly source: 'list' | 'bundled';
  readonly asOf: string;
  readonly prices: readonly Price[];
  /** Left out where every list that was wanted could be read in US dollars. */
  readonly gaps?: readonly PriceGap[] | undefined;
}

export function findPrice(book: PriceBook, item: PriceItem, region: string): Price | undefined {
  return book.prices.find((price) => price.item === item && price.region === region);
}
