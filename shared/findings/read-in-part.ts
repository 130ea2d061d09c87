import type { FindingRule } from './facts.ts';
import { openingOf } from './words.ts';

/** Keys whose cost is a range: a call about them was not answered, or their region has no known price. */
export const readInPart: FindingRule = ({ ranged: { keys, amount } }) => {
  if (keys === 0) return [];
  const unpriced = amount.highMicroUsd === null;
  return [
    {
      rule: 'key.readInPart',
      severity: 'unknown',
      title: unpriced
        ? `${openingOf(keys, 'key')} cannot be priced in full`
        : `${openingOf(keys, 'key')} ${keys === 1 ? 'was' : 'were'} read in part`,
      evidence: unpriced
        ? 'details not read, or no key price for the region'
        : 'priced from at least to at most',
      amount,
      due: null,
      target: { view: 'keys', filter: { ranged: true } },
    },
  ];
};
