import type { Hsm } from '../model/hsm.ts';
import type { LedgerCluster } from '../model/ledger.ts';
import type { FindingFacts } from './facts.ts';
import { listed } from './words.ts';

/** HSMs that are there or on their way; one that is going counts no longer. */
export function presentHsms({ cluster }: LedgerCluster): readonly Hsm[] {
  return cluster.hsms.filter((hsm) => hsm.state !== 'DELETED' && hsm.state !== 'DELETE_IN_PROGRESS');
}

/** The accounts that hold the clusters, by name, each once. */
export function accountsOf(clusters: readonly LedgerCluster[], facts: FindingFacts): string {
  const names = clusters.map(({ cluster }) => facts.accountNames[cluster.accountId] ?? cluster.accountId);
  return listed([...new Set(names)].sort());
}
