import type { Confidence, Price, PriceBook } from '../../shared/model/price.ts';
import { DEFAULT_REGIONS, OPT_IN_REGIONS } from '../../shared/model/region.ts';

/** The day on which the bundled figures were collected. */
export const BUNDLED_AS_OF = '2026-11-24';

/** The commercial regions. GovCloud, China and the Sovereign Cloud have prices of their own, which nobody confirmed. */
export const BUNDLED_REGIONS: readonly string[] = [
  ...DEFAULT_REGIONS,
  ...OPT_IN_REGIONS,
  // Named by AWS's SDK, and not known to be open yet.
  'me-west-1',
  'sa-west-1',
];

/** Where a third party showed the price of keys and requests; elsewhere the same figure is assumed. */
const SEEN = new Set(['us-east-1', 'us-west-2']);

/** HSM-hours were seen in us-east-1 only; they differ by region, so that nothing can be assumed elsewhere. */
const HSM_REGION = 'us-east-1';

/**
 * The prices shipped with this version, of `regions` or of every commercial region: $1 a key-month, $0.03 for 10,000
 * requests, $1.60 an HSM-hour in us-east-1. Where a price is missing, none is known.
 */
export function bundledPrices(regions: readonly string[] = BUNDLED_REGIONS): PriceBook {
  const known = regions.filter((region) => BUNDLED_REGIONS.includes(region));
  return { currency: 'USD', source: 'bundled', asOf: BUNDLED_AS_OF, prices: known.flatMap(pricesOf) };
}

function pricesOf(region: string): Price[] {
  const sureness: Confidence = SEEN.has(region) ? 'T' : 'I';
  const bundled = (price: Pick<Price, 'item' | 'unit' | 'microUsd' | 'confidence'>): Price => ({
    ...price,
    region,
    source: 'bundled',
    sku: null,
    asOf: BUNDLED_AS_OF,
  });
  const keys = [
    bundled({ item: 'kms.key', unit: 'key-month', microUsd: 1_000_000, confidence: sureness }),
    bundled({ item: 'kms.request', unit: 'request', microUsd: 3, confidence: sureness }),
  ];
  if (region !== HSM_REGION) return keys;
  return [
    ...keys,
    bundled({ item: 'hsm.hsm1.medium', unit: 'hsm-hour', microUsd: 1_600_000, confidence: 'T' }),
    bundled({ item: 'hsm.hsm2m.medium', unit: 'hsm-hour', microUsd: 1_600_000, confidence: 'T' }),
  ];
}
