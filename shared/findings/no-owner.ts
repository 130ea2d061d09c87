import { KEY_KINDS } from '../model/key.ts';
import type { FindingRule } from './facts.ts';
import { openingOf } from './words.ts';

/** Keys that nobody can be asked about. AWS managed keys take no tags, and are left out. */
export const noOwner: FindingRule = ({ unowned: { keys, amount } }) => {
  if (keys === 0) return [];
  const kind = KEY_KINDS.filter((one) => one !== 'awsManaged' && one !== 'unknown');
  return [
    {
      rule: 'key.noOwner',
      severity: 'low',
      title: `${openingOf(keys, 'billed key')} ${keys === 1 ? 'has' : 'have'} no owner tag`,
      evidence: 'no owner, team, service owner or squad in its tags',
      amount,
      due: null,
      target: { view: 'keys', filter: { owner: [null], kind } },
    },
  ];
};
