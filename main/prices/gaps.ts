import type { PriceGap } from '../../shared/model/price.ts';
import { partitionOfRegion } from '../aws/partition.ts';
import type { PriceList } from './list.ts';

const OWN_PRICE = 'keyledger settings set prices.overrides.kms.key@REGION USD sets one of your own';

/** Regions that no list can price in US dollars, with the reason. What failed is told as a failure, not here. */
export function gapsOf(
  partition: string,
  wanted: readonly string[],
  read: PriceList & { readonly asked: boolean },
): readonly PriceGap[] {
  const gaps: PriceGap[] = [];
  const foreign = new Map<string, string[]>();
  for (const region of wanted) {
    const currency = read.otherCurrencies[region];
    if (currency === undefined || read.prices.some((price) => price.region === region)) continue;
    foreign.set(currency, [...(foreign.get(currency) ?? []), region]);
  }
  for (const [currency, regions] of foreign)
    gaps.push({
      regions,
      reason: `No price: the list is in ${currency}, which is not converted`,
      action: OWN_PRICE,
    });
  if (read.asked) return gaps;
  const govCloud = wanted.filter((region) => partitionOfRegion(region).id === 'aws-us-gov');
  if (govCloud.length > 0)
    gaps.push({
      regions: govCloud,
      reason:
        'No price: GovCloud prices are in the commercial list, which only a commercial profile can read',
      action: `Scan with a commercial profile as well; ${OWN_PRICE}`,
    });
  if (partition !== 'aws')
    gaps.push({
      regions: wanted,
      reason: `No price: no price list of ${partition} could be asked for`,
      action: OWN_PRICE,
    });
  return gaps;
}
