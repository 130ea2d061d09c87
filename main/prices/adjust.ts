import type { Price, PriceItem, PriceUnit } from '../../shared/model/price.ts';
import type { PriceOverride, PriceSettings } from '../../shared/model/settings.ts';
import { microUsd } from './micro-usd.ts';

/** Hundredths of a percent: two decimals of a discount count, so that the arithmetic stays in whole numbers. */
const WHOLE = 10_000;

/**
 * Prices as the user has set them: the discount off list and bundled prices, an override in the place of either, or
 * where there is none. A key-month and an HSM-hour are whole micro-USD after it, half a micro-USD rounded up; a
 * request, three micro-USD, keeps its fraction. `today` is the ISO date that an override carries.
 */
export function adjusted(
  prices: readonly Price[],
  regions: readonly string[],
  { overrides, discountPercent }: PriceSettings,
  today: string,
): readonly Price[] {
  const own = new Map<string, Price>();
  const named = overrides.filter(({ region }) => regions.includes(region));
  const general = overrides.filter(({ region }) => region === '*');
  for (const override of general) for (const region of regions) put(own, priceOf(override, region, today));
  for (const override of named) put(own, priceOf(override, override.region, today));
  const rest = prices.filter((price) => !own.has(place(price)));
  return [...rest.map((price) => discounted(price, discountPercent)), ...own.values()];
}

function discounted(price: Price, percent: number): Price {
  const off = Math.round(percent * 100);
  if (off === 0) return price;
  const exact = (price.microUsd * (WHOLE - off)) / WHOLE;
  return { ...price, microUsd: rounded(exact, price.unit), discountPercent: off / 100 };
}

function priceOf(override: PriceOverride, region: string, today: string): Price {
  const unit = unitOf(override.item);
  // By digits: 0.0000003 would be written as 3e-7 otherwise.
  const exact = microUsd(override.usd.toFixed(12)) ?? 0;
  return {
    item: override.item,
    region,
    unit,
    microUsd: rounded(exact, unit),
    source: 'override',
    sku: null,
    asOf: today,
    confidence: 'A',
  };
}

function rounded(exact: number, unit: PriceUnit): number {
  return unit === 'request' ? exact : Math.round(exact);
}

function unitOf(item: PriceItem): PriceUnit {
  if (item === 'kms.key') return 'key-month';
  return item === 'kms.request' ? 'request' : 'hsm-hour';
}

function put(into: Map<string, Price>, price: Price): void {
  into.set(place(price), price);
}

function place({ item, region }: Price): string {
  return `${item} ${region}`;
}
