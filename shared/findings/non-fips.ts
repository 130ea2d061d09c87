import { accountsOf, presentHsms } from './clusters.ts';
import type { FindingRule } from './facts.ts';
import { openingOf } from './words.ts';

/** NON_FIPS mode is a choice that cannot be undone in place; an empty cluster runs in no mode yet. */
export const nonFips: FindingRule = (facts) => {
  const clusters = facts.clusters.filter(
    (entry) => entry.cluster.mode === 'NON_FIPS' && presentHsms(entry).length > 0,
  );
  if (clusters.length === 0) return [];
  return [
    {
      rule: 'hsm.nonFips',
      severity: 'low',
      title: `${openingOf(clusters.length, 'cluster')} ${clusters.length === 1 ? 'runs' : 'run'} in non-FIPS mode`,
      evidence: `the mode of a cluster cannot be changed · ${accountsOf(clusters, facts)}`,
      amount: null,
      due: null,
      target: { view: 'hsms' },
    },
  ];
};
