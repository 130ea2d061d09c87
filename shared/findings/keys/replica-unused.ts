import { date } from '../../format/date.ts';
import { counted, type KeyRule, STOP_SAFELY, usableAndCharged } from './rule.ts';

/** A replica is a charge of its own, and can go while its primary stays. */
export const replicaUnused: KeyRule = {
  id: 'key.replicaUnused',
  saving: 'proven',
  carries: true,
  about:
    'Each replica is billed on its own. Without one, its primary and the other replicas go on as before.',
  steps: [
    'Ask whether the region is kept for a disaster: an unused replica may be just that.',
    ...STOP_SAFELY,
  ],
  controls: [],
  title: (keys) => counted(keys, 'replica', 'is', 'are', 'not used'),
  judge(entry, { lastUse }) {
    if (entry.kind !== 'replica' || !usableAndCharged(entry)) return null;
    if (lastUse.grade === 'neverUsed') return { severity: 'low', evidence: 'never used', due: null };
    if (lastUse.grade !== 'idle') return null;
    const at = lastUse.at === null ? '' : ` on ${date(lastUse.at)}`;
    return { severity: 'low', evidence: `last used${at}`, due: null };
  },
};
