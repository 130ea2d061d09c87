import type { AdvisedKind } from '../../../shared/advisor/kind.ts';
import { type Amount, sum } from '../../../shared/model/amount.ts';
import type { KeyKind } from '../../../shared/model/key.ts';
import type { CostGroups, KeyFilter } from '../../../shared/model/query.ts';

/** The kinds of key that the inventory knows behind each kind that is advised; none where AWS shows none. */
const KEY_KINDS_OF: Readonly<Record<AdvisedKind, readonly KeyKind[]>> = {
  awsOwned: [],
  awsManaged: ['awsManaged'],
  customer: ['customer', 'replica'],
  keyStore: ['cloudhsm'],
  external: ['external'],
  hsm: [],
};

/** The filter that shows the reader's own keys of a kind; null where such keys are not visible to AWS's API. */
export function ownFilter(kind: AdvisedKind): KeyFilter | null {
  const kinds = KEY_KINDS_OF[kind];
  return kinds.length === 0 ? null : { kind: kinds };
}

export interface Own {
  readonly keys: number;
  readonly amount: Amount;
}

/** How many keys of a kind there are, and what they cost a month; null where they are not visible. */
export function ownOf(kind: AdvisedKind, groups: CostGroups['kind']): Own | null {
  const kinds = KEY_KINDS_OF[kind];
  if (kinds.length === 0) return null;
  const mine = groups.filter(({ id }) => kinds.some((one) => one === id));
  return {
    keys: mine.reduce((total, one) => total + one.keys, 0),
    amount: sum(mine.map(({ amount }) => amount)),
  };
}
