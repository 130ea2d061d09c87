import type { PriceItem } from './price.ts';

/** A price of the user's own, for one region or for all (`*`). */
export interface PriceOverride {
  readonly item: PriceItem;
  readonly region: string;
  /** US dollars for one unit of the item: a key-month, an HSM-hour, a request. */
  readonly usd: number;
}

export interface PriceSettings {
  /** Put in place of a list or bundled price; one that names a region counts before one for all. */
  readonly overrides: readonly PriceOverride[];
  /** 0–100, taken off list and bundled prices, never off an override. */
  readonly discountPercent: number;
}

/** What the user has set; what is not set is its default. */
export interface Settings {
  readonly prices: PriceSettings;
  /** Days without a use after which a key counts as idle. */
  readonly idleDays: number;
  /** Share of AWS's request quotas to use, above 0 and up to 1. */
  readonly quotaShare: number;
}

export const DEFAULT_SETTINGS: Settings = {
  prices: { overrides: [], discountPercent: 0 },
  idleDays: 180,
  quotaShare: 0.5,
};
