import { counted, customerManaged, type KeyRule } from './rule.ts';

/** Keys that nobody can be asked about: their tags were read, and none names an owner. */
export const noOwner: KeyRule = {
  id: 'key.noOwner',
  saving: null,
  carries: true,
  about: 'Nobody can be asked about these keys, and nobody is charged for them.',
  steps: [
    'Find who made the key: CloudTrail records CreateKey with the caller; the key policy names who administers it.',
    'Tag it with its owner.',
  ],
  controls: [],
  title: (keys) => counted(keys, 'billed key', 'has', 'have', 'no owner tag'),
  judge(entry) {
    if (customerManaged(entry) === null || entry.amount.lowMicroUsd === 0) return null;
    if (entry.owner.name !== null || entry.owner.basis.by !== 'none') return null;
    return { severity: 'low', evidence: 'no owner, team or cost centre in its tags', due: null };
  },
};
