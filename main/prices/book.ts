import type { Price, PriceBook, PriceGap } from '../../shared/model/price.ts';
import type { PriceSettings } from '../../shared/model/settings.ts';
import { adjusted } from './adjust.ts';
import { BUNDLED_AS_OF, bundledPrices } from './bundled.ts';

/** The list's price where it has one, the bundled one for the rest, then what the user has set. */
export function bookOf(
  list: readonly Price[],
  regions: readonly string[],
  settings: PriceSettings,
  today: string,
  gaps: readonly PriceGap[] = [],
): PriceBook {
  const live = list.filter((price) => regions.includes(price.region));
  const places = new Set(live.map(placeOf));
  const rest = bundledPrices(regions).prices.filter((price) => !places.has(placeOf(price)));
  const latest = live.reduce((newest, price) => (price.asOf > newest ? price.asOf : newest), '');
  const prices = adjusted([...live, ...rest], regions, settings, today);
  const open = gaps.flatMap((gap) => stillOpen(gap, prices));
  return {
    currency: 'USD',
    source: live.length > 0 ? 'list' : 'bundled',
    asOf: latest === '' ? BUNDLED_AS_OF : latest,
    prices,
    ...(open.length > 0 ? { gaps: open } : {}),
  };
}

function placeOf({ item, region }: Price): string {
  return `${item} ${region}`;
}

/** A region whose key price the user has set has no gap to tell. */
function stillOpen(gap: PriceGap, prices: readonly Price[]): readonly PriceGap[] {
  const regions = gap.regions.filter(
    (region) => !prices.some((price) => price.region === region && price.item === 'kms.key'),
  );
  return regions.length === 0 ? [] : [{ ...gap, regions }];
}
