import { date } from '../../format/date.ts';
import { counted, type KeyRule, STOP_SAFELY, usableAndCharged } from './rule.ts';

/** Used before, but not for the idle days of the settings. A key that is never asked for old data looks the same. */
export const idle: KeyRule = {
  id: 'key.idle',
  saving: 'proven',
  carries: true,
  about:
    'AWS recorded the last use, and none since. Archives and yearly jobs look the same: AWS advises never to delete on last use alone.',
  steps: STOP_SAFELY,
  controls: [],
  title: (keys) => counted(keys, 'key', 'is', 'are', 'idle'),
  judge(entry, { lastUse }) {
    if (lastUse.grade !== 'idle' || entry.kind === 'replica' || !usableAndCharged(entry)) return null;
    const at = lastUse.at === null ? '' : ` on ${date(lastUse.at)}`;
    return {
      severity: 'low',
      evidence: `last used${at}, ${lastUse.idleDays ?? 0} days before the check`,
      due: null,
    };
  },
};
