import { type Amount, sum } from '../model/amount.ts';
import { ENDED_HSM_TYPE, HSM1_SURELY_ENDED, type Hsm } from '../model/hsm.ts';
import type { LedgerCluster } from '../model/ledger.ts';
import { accountsOf, presentHsms } from './clusters.ts';
import type { FindingRule } from './facts.ts';
import { openingOf } from './words.ts';

function ended(entry: LedgerCluster): readonly Hsm[] {
  return presentHsms(entry).filter((hsm) => (hsm.type ?? entry.cluster.hsmType) === ENDED_HSM_TYPE);
}

function amountOf(entry: LedgerCluster): Amount {
  const ids = new Set(ended(entry).map((hsm) => hsm.id));
  return sum(entry.lines.filter((line) => line.subject !== null && ids.has(line.subject)));
}

/** HSMs of a type that AWS supports no longer. */
export const endOfSupport: FindingRule = (facts) => {
  if (facts.asOf < HSM1_SURELY_ENDED) return [];
  const clusters = facts.clusters.filter((entry) => ended(entry).length > 0);
  if (clusters.length === 0) return [];
  const count = clusters.reduce((total, entry) => total + ended(entry).length, 0);
  return [
    {
      rule: 'hsm.endOfSupport',
      severity: 'high',
      title: `${openingOf(count, 'HSM')} ${count === 1 ? 'is past its' : 'are past their'} end of support`,
      evidence: `${ENDED_HSM_TYPE} · ${accountsOf(clusters, facts)}`,
      amount: sum(clusters.map(amountOf)),
      due: null,
      target: { view: 'hsms' },
    },
  ];
};
