import { type Amount, add, ZERO } from '../../model/amount.ts';
import type { FindingGroup, KeyHit, OwnerSaving, Severity } from '../../model/finding.ts';
import type { Excepted } from '../exceptions.ts';
import type { KeyRule } from './rule.ts';

/** What one rule said of one key, with what the sums need. */
export interface KeyFinding extends KeyHit {
  readonly arn: string;
  readonly owner: string | null;
  readonly amount: Amount;
}

const WORST: readonly Severity[] = ['critical', 'high', 'medium', 'unknown', 'low'];

/** The worst first, then the soonest, then the dearest, then by ARN. */
export function byUrgency(a: KeyFinding, b: KeyFinding): number {
  const severity = WORST.indexOf(a.severity) - WORST.indexOf(b.severity);
  if (severity !== 0) return severity;
  const [dueA, dueB] = [a.due ?? '9999', b.due ?? '9999'];
  if (dueA !== dueB) return dueA < dueB ? -1 : 1;
  const money = b.amount.lowMicroUsd - a.amount.lowMicroUsd;
  return money !== 0 ? money : a.arn < b.arn ? -1 : 1;
}

/** The open part of what a rule found; null where nothing is open. `found` is in the order of `byUrgency`. */
export function groupOf(
  rule: KeyRule,
  found: readonly KeyFinding[],
  excepted: Excepted,
): FindingGroup | null {
  if (excepted.rule(rule.id)) return null;
  const open = openOf(rule, found, excepted);
  const [first] = open;
  if (first === undefined) return null;
  const { about, steps, controls, saving } = rule;
  return {
    rule: rule.id,
    severity: first.severity,
    title: rule.title(open.length),
    evidence: first.evidence,
    amount: rule.carries ? total(open) : null,
    due: first.due,
    target: null,
    keys: open.length,
    saving,
    excepted: found.length - open.length,
    about,
    steps,
    controls,
  };
}

export function openOf(
  rule: KeyRule,
  found: readonly KeyFinding[],
  excepted: Excepted,
): readonly KeyFinding[] {
  if (excepted.rule(rule.id)) return [];
  const left = excepted.subjects(rule.id);
  return left.size === 0 ? found : found.filter(({ arn }) => !left.has(arn));
}

export function total(found: readonly KeyFinding[]): Amount {
  let low = 0;
  let high: number | null = 0;
  for (const { amount } of found) {
    low += amount.lowMicroUsd;
    high = high === null || amount.highMicroUsd === null ? null : high + amount.highMicroUsd;
  }
  return { lowMicroUsd: low, highMicroUsd: high };
}

/** The dearest first, "no owner tag" last. */
export function byOwner(found: readonly KeyFinding[]): readonly OwnerSaving[] {
  const owners = new Map<string | null, OwnerSaving>();
  for (const { owner, amount } of found) {
    const held = owners.get(owner) ?? { owner, keys: 0, amount: ZERO };
    owners.set(owner, { owner, keys: held.keys + 1, amount: add(held.amount, amount) });
  }
  return [...owners.values()].sort((a, b) => {
    if (a.owner === null || b.owner === null) return Number(a.owner === null) - Number(b.owner === null);
    return b.amount.lowMicroUsd - a.amount.lowMicroUsd || a.owner.localeCompare(b.owner, 'en');
  });
}
