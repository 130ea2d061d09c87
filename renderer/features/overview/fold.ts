import { plural } from '../../../shared/format/words.ts';
import { type Amount, sum } from '../../../shared/model/amount.ts';
import type { CostGroup } from '../../../shared/model/query.ts';

export interface Folded {
  readonly shown: readonly CostGroup[];
  /** What does not fit, as one bar that opens; null where all fits. */
  readonly rest: {
    readonly name: string;
    readonly group: CostGroup;
    readonly groups: readonly CostGroup[];
  } | null;
  /** "No owner tag", always last. */
  readonly none: CostGroup | null;
}

/** Groups by cost, dearest first; equal ones by name, so that the order never depends on how they came. */
export function ranked(groups: readonly CostGroup[]): readonly CostGroup[] {
  return groups.toSorted(
    (a, b) => b.amount.lowMicroUsd - a.amount.lowMicroUsd || a.name.localeCompare(b.name, 'en'),
  );
}

/** At most `limit` rows: the dearest by name, then "5 other accounts", then what has no name. */
export function fold(groups: readonly CostGroup[], limit: number, noun: string): Folded {
  const none = groups.find((group) => group.id === null) ?? null;
  const named = ranked(groups.filter((group) => group.id !== null));
  const room = limit - (none === null ? 0 : 1);
  if (named.length <= room) return { shown: named, rest: null, none };
  const groupsBehind = named.slice(room - 1);
  const name = plural(groupsBehind.length, `other ${noun}`);
  return {
    shown: named.slice(0, room - 1),
    rest: { name, group: together(name, groupsBehind), groups: groupsBehind },
    none,
  };
}

function together(name: string, groups: readonly CostGroup[]): CostGroup {
  const of = (pick: (group: CostGroup) => Amount) => sum(groups.map(pick));
  return {
    id: name,
    name,
    keys: groups.reduce((total, group) => total + group.keys, 0),
    hsms: groups.reduce((total, group) => total + group.hsms, 0),
    keyAmount: of((group) => group.keyAmount),
    hsmAmount: of((group) => group.hsmAmount),
    amount: of((group) => group.amount),
  };
}
