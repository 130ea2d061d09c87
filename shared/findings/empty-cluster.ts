import { accountsOf, presentHsms } from './clusters.ts';
import type { FindingRule } from './facts.ts';
import { openingOf } from './words.ts';

const GOING = new Set(['DELETE_IN_PROGRESS', 'DELETED']);

/** A cluster without an HSM costs nothing and does nothing; its backups still hold keys. One that is going is left out. */
export const emptyCluster: FindingRule = (facts) => {
  const empty = facts.clusters.filter(
    (entry) => presentHsms(entry).length === 0 && !GOING.has(entry.cluster.state),
  );
  if (empty.length === 0) return [];
  return [
    {
      rule: 'hsm.empty',
      severity: 'low',
      title: `${openingOf(empty.length, 'cluster')} ${empty.length === 1 ? 'has' : 'have'} no HSM`,
      evidence: `free, yet it answers nothing · ${accountsOf(empty, facts)}`,
      amount: null,
      due: null,
      target: { view: 'hsms' },
    },
  ];
};
