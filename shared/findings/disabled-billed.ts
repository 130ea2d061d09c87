import type { FindingRule } from './facts.ts';
import { openingOf } from './words.ts';

/** Disabling a key does not end its charge; only scheduling its deletion does. */
export const disabledBilled: FindingRule = ({ disabledBilled: { keys, amount } }) => {
  if (keys === 0) return [];
  return [
    {
      rule: 'key.disabledBilled',
      severity: 'low',
      title: `${openingOf(keys, 'disabled key')} ${keys === 1 ? 'is' : 'are'} still billed`,
      evidence: 'assumed: AWS exempts only keys scheduled for deletion',
      amount,
      due: null,
      target: { view: 'keys', filter: { state: ['Disabled'] } },
    },
  ];
};
