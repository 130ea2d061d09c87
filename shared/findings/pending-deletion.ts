import type { FindingRule } from './facts.ts';
import { opening, openingOf } from './words.ts';

/** Facts list at most this many. */
const LISTED = 100;

/** Data under a deleted key is lost for good; until the date, the deletion can be cancelled. */
export const pendingDeletion: FindingRule = ({ pendingDeletion: keys }) => {
  const first = keys[0];
  if (!first) return [];
  const dates = keys.flatMap((key) => key.deletionDate ?? []).sort();
  const more =
    keys.length >= LISTED ? `At least ${opening(keys.length)} keys` : openingOf(keys.length, 'key');
  const name = `${first.alias ?? first.arn} · ${first.accountName}`;
  return [
    {
      rule: 'key.pendingDeletion',
      severity: 'medium',
      title: `${more} ${keys.length === 1 ? 'is' : 'are'} pending deletion`,
      evidence: keys.length === 1 ? name : `first ${name}`,
      amount: null,
      due: dates[0] ?? null,
      target: { view: 'keys', filter: { state: ['PendingDeletion', 'PendingReplicaDeletion'] } },
    },
  ];
};
