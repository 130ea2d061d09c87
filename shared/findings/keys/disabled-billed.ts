import { counted, customerManaged, type KeyRule, STOP_SAFELY } from './rule.ts';

/** Disabling a key does not end its charge; only scheduling its deletion does (AWS KMS pricing page). */
export const disabledBilled: KeyRule = {
  id: 'key.disabledBilled',
  saving: 'proven',
  carries: true,
  about:
    'A disabled key cannot be used, yet it is billed like any other. Only scheduling its deletion ends the charge.',
  steps: [
    'Find out since when it is disabled: CloudTrail records DisableKey. Less than 30 days: go on watching.',
    ...STOP_SAFELY.slice(2),
  ],
  controls: [],
  title: (keys) => counted(keys, 'disabled key', 'is', 'are', 'still billed'),
  judge(entry) {
    if (customerManaged(entry)?.state !== 'Disabled' || entry.amount.lowMicroUsd === 0) return null;
    return { severity: 'low', evidence: 'disabled, and billed', due: null };
  },
};
