import { accountsOf, presentHsms } from './clusters.ts';
import type { FindingRule } from './facts.ts';
import { openingOf } from './words.ts';

/**
 * One HSM, so no redundancy. Medium: if it fails, its cluster stands still, but AWS keeps a backup, and a test cluster
 * may be meant so.
 */
export const singleHsm: FindingRule = (facts) => {
  const alone = facts.clusters.filter((cluster) => presentHsms(cluster).length === 1);
  if (alone.length === 0) return [];
  return [
    {
      rule: 'hsm.single',
      severity: 'medium',
      title: `${openingOf(alone.length, 'cluster')} ${alone.length === 1 ? 'has' : 'have'} a single HSM`,
      evidence: `no second HSM if it fails · ${accountsOf(alone, facts)}`,
      amount: null,
      due: null,
      target: { view: 'hsms' },
    },
  ];
};
