import type { CoverageEntry } from '../model/coverage.ts';
import type { Finding } from '../model/finding.ts';
import type { FindingRule } from './facts.ts';
import { inWords, opening } from './words.ts';

function unitOf({ accountId, region }: CoverageEntry): string {
  return `${accountId}/${region}`;
}

function units(entries: readonly CoverageEntry[]): number {
  return new Set(entries.map(unitOf)).size;
}

function isDenied({ outcome }: CoverageEntry): boolean {
  return outcome === 'denied' || outcome === 'scp';
}

function finding(rule: string, title: string, denied: readonly CoverageEntry[], call: string): Finding {
  const byPolicy = denied.every(({ outcome }) => outcome === 'scp');
  return {
    rule,
    severity: 'unknown',
    title,
    evidence: byPolicy ? `${call}, by a service control policy` : `${call}, not allowed`,
    amount: null,
    due: null,
    target: { view: 'coverage' },
  };
}

/**
 * Units whose keys or clusters AWS would not list: what they hold is in no figure. A unit that denies both is told
 * once, by its keys.
 */
export const unitsDenied: FindingRule = ({ coverage }) => {
  const keys = coverage.filter(({ operation }) => operation === 'kms:ListKeys');
  const deniedKeys = keys.filter(isDenied);
  const shut = new Set(deniedKeys.map(unitOf));
  const clusters = coverage.filter(({ operation }) => operation === 'cloudhsm:DescribeClusters');
  const deniedClusters = clusters.filter((entry) => isDenied(entry) && !shut.has(unitOf(entry)));
  const findings: Finding[] = [];
  if (deniedKeys.length > 0) {
    const count = units(deniedKeys);
    const title = `${opening(count)} of ${unitsInWords(units(keys))} ${count === 1 ? 'was' : 'were'} denied`;
    findings.push(finding('coverage.keysDenied', title, deniedKeys, 'ListKeys'));
  }
  if (deniedClusters.length > 0) {
    const title = `CloudHSM was denied in ${inWords(units(deniedClusters))} of ${unitsInWords(units(clusters))}`;
    findings.push(finding('coverage.clustersDenied', title, deniedClusters, 'DescribeClusters'));
  }
  return findings;
};

function unitsInWords(count: number): string {
  return `${inWords(count)} ${count === 1 ? 'unit' : 'units'}`;
}
