import { sum } from '../model/amount.ts';
import type { LedgerCluster } from '../model/ledger.ts';
import { accountsOf, presentHsms } from './clusters.ts';
import type { FindingFacts, FindingRule } from './facts.ts';
import { openingOf } from './words.ts';

/** Where the key stores of a unit were not read, nobody can say that a cluster serves none. */
function storesWereRead({ cluster }: LedgerCluster, facts: FindingFacts): boolean {
  return !facts.coverage.some(
    (entry) =>
      entry.operation === 'kms:DescribeCustomKeyStores' &&
      entry.outcome !== 'read' &&
      entry.accountId === cluster.accountId &&
      entry.region === cluster.region,
  );
}

/** HSMs that no key store uses may serve programs directly, which AWS cannot see: hence "unknown", not "waste". */
export const unlinkedCluster: FindingRule = (facts) => {
  const linked = new Set(facts.keyStores.map((store) => store.clusterId));
  const unlinked = facts.clusters.filter(
    (entry) => presentHsms(entry).length > 0 && !linked.has(entry.cluster.id) && storesWereRead(entry, facts),
  );
  if (unlinked.length === 0) return [];
  const count = unlinked.reduce((total, entry) => total + presentHsms(entry).length, 0);
  return [
    {
      rule: 'hsm.unlinked',
      severity: 'unknown',
      title: `${openingOf(count, 'HSM')} ${count === 1 ? 'serves' : 'serve'} no key store`,
      evidence: `use is unknown: ask security · ${accountsOf(unlinked, facts)}`,
      amount: sum(unlinked.map((entry) => entry.amount)),
      due: null,
      target: { view: 'hsms' },
    },
  ];
};
