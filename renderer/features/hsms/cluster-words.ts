import { usd } from '../../../shared/format/money.ts';
import { stateWord } from '../../../shared/format/words.ts';
import { RUN_RATE_HOURS } from '../../../shared/model/amount.ts';
import type { HsmCluster } from '../../../shared/model/hsm.ts';
import type { LedgerCluster } from '../../../shared/model/ledger.ts';

const GONE = ['DELETED', 'DELETE_IN_PROGRESS'];

export function liveHsms(cluster: HsmCluster): number {
  return cluster.hsms.filter((hsm) => !GONE.includes(hsm.state)).length;
}

/** "FIPS", "non-FIPS", "mode unknown"; a mode that AWS adds is shown as it is. */
export function modeWords({ mode }: HsmCluster): string {
  return { FIPS: 'FIPS', NON_FIPS: 'non-FIPS' }[mode ?? ''] ?? mode ?? 'mode unknown';
}

/** "hsm2m, FIPS". */
export function typeWords(cluster: HsmCluster): string {
  return `${cluster.hsmType.replace(/\.medium$/, '')}, ${modeWords(cluster)}`;
}

/** "CREATE_IN_PROGRESS" → "Create in progress". */
export function clusterState(state: string): string {
  return stateWord(state.toLowerCase().replaceAll('_', ' '));
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
