import { type Amount, sum } from '../model/amount.ts';
import type { Hsm } from '../model/hsm.ts';
import type { LedgerCluster } from '../model/ledger.ts';
import { accountsOf, presentHsms } from './clusters.ts';
import type { FindingRule } from './facts.ts';
import { openingOf } from './words.ts';

const ENDED_TYPE = 'hsm1.medium';

/** The later of the two dates that are published (1 December 2025 and 31 March 2026): from here on both have passed. */
const SURELY_ENDED = '2026-03-31';

function ended(entry: LedgerCluster): readonly Hsm[] {
  return presentHsms(entry).filter((hsm) => (hsm.type ?? entry.cluster.hsmType) === ENDED_TYPE);
}

function amountOf(entry: LedgerCluster): Amount {
  const ids = new Set(ended(entry).map((hsm) => hsm.id));
  return sum(entry.lines.filter((line) => line.subject !== null && ids.has(line.subject)));
}

/** HSMs of a type that AWS supports no longer. */
export const endOfSupport: FindingRule = (facts) => {
  if (facts.asOf < SURELY_ENDED) return [];
  const clusters = facts.clusters.filter((entry) => ended(entry).length > 0);
  if (clusters.length === 0) return [];
  const count = clusters.reduce((total, entry) => total + ended(entry).length, 0);
  return [
    {
      rule: 'hsm.endOfSupport',
      severity: 'high',
      title: `${openingOf(count, 'HSM')} ${count === 1 ? 'is past its' : 'are past their'} end of support`,
      evidence: `${ENDED_TYPE} · ${accountsOf(clusters, facts)}`,
      amount: sum(clusters.map(amountOf)),
      due: null,
      target: { view: 'hsms' },
    },
  ];
};
