import type { Amount } from '../model/amount.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { disabledBilled } from './disabled-billed.ts';
import { emptyCluster } from './empty-cluster.ts';
import { endOfSupport } from './end-of-support.ts';
import type { FindingFacts, FindingRule } from './facts.ts';
import { noOwner } from './no-owner.ts';
import { nonFips } from './non-fips.ts';
import { pendingDeletion } from './pending-deletion.ts';
import { readInPart } from './read-in-part.ts';
import { singleHsm } from './single-hsm.ts';
import { unitsDenied } from './units-denied.ts';
import { unlinkedCluster } from './unlinked-cluster.ts';

const RULES: readonly FindingRule[] = [
  pendingDeletion,
  singleHsm,
  endOfSupport,
  unlinkedCluster,
  nonFips,
  emptyCluster,
  disabledBilled,
  noOwner,
  readInPart,
  unitsDenied,
];

/** What cannot be told may weigh as much as a medium finding, so these two share a rank and money decides. */
const RANK: Readonly<Record<Severity, number>> = { critical: 0, high: 1, medium: 2, unknown: 2, low: 3 };

/** The certain part of the money decides; where that is equal, more that is possible comes first, then no money at all. */
function byMoney(a: Amount | null, b: Amount | null): number {
  const low = (b?.lowMicroUsd ?? -1) - (a?.lowMicroUsd ?? -1);
  if (low !== 0) return low;
  const [mostA, mostB] = [a, b].map((amount) => amount?.highMicroUsd ?? Number.MAX_SAFE_INTEGER);
  return (mostB ?? 0) - (mostA ?? 0);
}

/** Of equal weight: what has a date comes first, the soonest before the later, and what cannot be told comes last. */
function byUrgency(a: Weighed, b: Weighed): number {
  const late = '9999';
  const [dueA, dueB] = [a.due ?? late, b.due ?? late];
  if (dueA !== dueB) return dueA < dueB ? -1 : 1;
  return Number(a.severity === 'unknown') - Number(b.severity === 'unknown');
}

type Weighed = Omit<Finding, 'target'>;

/** The weightier first; of two findings, always the same one. */
export function byWeight(a: Weighed, b: Weighed): number {
  return (
    RANK[a.severity] - RANK[b.severity] ||
    byMoney(a.amount, b.amount) ||
    byUrgency(a, b) ||
    a.rule.localeCompare(b.rule, 'en')
  );
}

/** Every finding, the weightiest first; the same facts give the same order. */
export function judge(facts: FindingFacts): readonly Finding[] {
  return RULES.flatMap((rule) => rule(facts)).sort(byWeight);
}
