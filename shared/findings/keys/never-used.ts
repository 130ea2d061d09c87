import { date } from '../../format/date.ts';
import { counted, type KeyRule, STOP_SAFELY, usableAndCharged } from './rule.ts';

/** Proven: AWS has tracked the key since the day that it was made. */
export const neverUsed: KeyRule = {
  id: 'key.neverUsed',
  saving: 'proven',
  carries: true,
  about:
    'AWS has tracked these keys since they were made, and recorded no cryptographic operation. AWS advises never to delete on last use alone.',
  steps: STOP_SAFELY,
  controls: [],
  title: (keys) => counted(keys, 'key', 'was', 'were', 'never used'),
  judge(entry, { lastUse }) {
    if (lastUse.grade !== 'neverUsed' || entry.kind === 'replica' || !usableAndCharged(entry)) return null;
    const since = lastUse.trackedSince === null ? '' : `, tracked since ${date(lastUse.trackedSince)}`;
    return { severity: 'medium', evidence: `never used${since}`, due: null };
  },
};
