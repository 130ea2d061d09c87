import { RUN_RATE_HOURS } from '../model/amount.ts';
import type { LineItem } from '../model/cost.ts';
import type { Hsm, HsmCluster } from '../model/hsm.ts';
import type { PriceBook } from '../model/price.ts';
import { weakest } from './confidence.ts';
import { free, priced } from './line-item.ts';
import { priceIndex } from './price-index.ts';

/** One line for each HSM, whose id is the subject, in the order given; one line at 0 for a cluster that holds none. */
export function priceCluster(cluster: HsmCluster, book: PriceBook): readonly LineItem[] {
  if (cluster.hsms.length === 0)
    return [free({ rule: 'hsm.emptyCluster', confidence: 'T', quantity: 0, subject: cluster.id })];
  return cluster.hsms.map((hsm) => priceHsm(hsm, cluster, book));
}

function priceHsm(hsm: Hsm, cluster: HsmCluster, book: PriceBook): LineItem {
  const about = { quantity: 1, subject: hsm.id } as const;
  if (hsm.state === 'DELETED' || hsm.state === 'DELETE_IN_PROGRESS')
    return free({ ...about, rule: 'hsm.notBilled', confidence: 'I' });
  const price = priceIndex(book)(`hsm.${hsm.type ?? cluster.hsmType}`, cluster.region);
  const hours = RUN_RATE_HOURS;
  const confidence = hsm.state === 'ACTIVE' && cluster.state !== 'UNINITIALIZED' ? 'A' : 'I';
  if (price === null) {
    const line = { ...about, rule: 'hsm.noPrice', confidence: weakest('T', confidence) } as const;
    return priced(line, null, 0, hours);
  }
  const billed = hsm.state === 'ACTIVE' || hsm.state === 'DEGRADED';
  return billed
    ? priced({ ...about, rule: 'hsm.hour', confidence }, price, hours, hours)
    : priced({ ...about, rule: 'hsm.pending', confidence }, price, 0, hours);
}
