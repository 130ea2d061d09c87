import type { HsmInventory } from '../../../shared/contract/hsms.ts';
import { usd } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import { RUN_RATE_HOURS } from '../../../shared/model/amount.ts';
import type { Severity } from '../../../shared/model/finding.ts';
import type { HsmCluster } from '../../../shared/model/hsm.ts';
import type { LedgerCluster } from '../../../shared/model/ledger.ts';

const GONE = ['DELETED', 'DELETE_IN_PROGRESS'];

export function liveHsms(cluster: HsmCluster): number {
  return cluster.hsms.filter((hsm) => !GONE.includes(hsm.state)).length;
}

/** "hsm2m, FIPS". */
export function typeWords(cluster: HsmCluster): string {
  const type = cluster.hsmType.replace(/\.medium$/, '');
  const mode = { FIPS: 'FIPS', NON_FIPS: 'non-FIPS' }[cluster.mode ?? ''] ?? cluster.mode;
  return mode === null ? `${type}, mode unknown` : `${type}, ${mode}`;
}

/** "a, b", "a × 2": the zones of a cluster's HSMs, without the region that stands beside them. */
export function zoneWords(cluster: HsmCluster): string {
  const zones = new Map<string, number>();
  for (const { availabilityZone: zone, state } of cluster.hsms) {
    if (GONE.includes(state)) continue;
    const short = zone.startsWith(cluster.region) ? zone.slice(cluster.region.length) : zone;
    zones.set(short, (zones.get(short) ?? 0) + 1);
  }
  const order = [...zones].sort(([a], [b]) => a.localeCompare(b, 'en'));
  return order.map(([zone, hsms]) => (hsms === 1 ? zone : `${zone} × ${hsms}`)).join(', ');
}

export interface Serves {
  readonly words: string;
  /** Null where nothing needs care. */
  readonly severity: Severity | null;
  /** The key store whose keys are behind it. */
  readonly keyStoreId: string | null;
}

/**
 * What a cluster serves, and what needs care. hsm1.medium is past its end of support, and one HSM has no redundancy
 * (a key store needs two). What else uses a cluster is not visible to AWS: unknown, never "unused".
 */
export function serves({ cluster }: LedgerCluster, stores: HsmInventory['keyStores']): Serves {
  const store =
    stores.find((one) => one.clusterId === cluster.id && one.accountId === cluster.accountId) ?? null;
  const hsms = liveHsms(cluster);
  const keyStoreId = store?.id ?? null;
  if (hsms === 0)
    return {
      words: store ? `No HSM: key store ${store.name} cannot work` : 'No HSM, so no charge',
      severity: store ? 'high' : null,
      keyStoreId,
    };
  const link =
    store === null ? 'Not visible to AWS: ask security' : `Key store with ${plural(store.keys, 'KMS key')}`;
  const cares = [
    cluster.hsmType.startsWith('hsm1.') ? 'past end of support' : null,
    hsms === 1 ? 'one HSM, no redundancy' : null,
  ].filter((one) => one !== null);
  if (cares.length > 0) {
    const words = [store === null ? null : link, ...cares].filter((one) => one !== null).join('; ');
    return {
      words: words.charAt(0).toUpperCase() + words.slice(1),
      severity: cluster.hsmType.startsWith('hsm1.') ? 'high' : 'medium',
      keyStoreId,
    };
  }
  return { words: link, severity: store === null ? 'unknown' : null, keyStoreId };
}

/** "1,460 × $1.60"; hours of all its HSMs at one price, else that there are several; "—" without an HSM. */
export function hoursWords(clusters: readonly LedgerCluster[]): string {
  const billed = clusters.flatMap((one) => one.lines).filter((line) => line.rule === 'hsm.hour');
  const prices = [...new Set(billed.map((line) => line.price?.microUsd))];
  const [price] = prices;
  if (billed.length === 0 || price === undefined) return '—';
  const hours = billed.reduce((sum, line) => sum + line.quantity, 0) * RUN_RATE_HOURS;
  return prices.length > 1
    ? `${hours.toLocaleString('en-US')} hours`
    : `${hours.toLocaleString('en-US')} × ${usd(price)}`;
}
