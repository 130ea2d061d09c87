import { date } from '../../format/date.ts';
import { OUTCOME_WORDS } from '../../format/words.ts';
import type { LastUseGrade } from '../../model/last-use.ts';
import { counted, type KeyRule, mayBeCharged, usableAndCharged } from './rule.ts';

const ASK = [
  'Ask the owner of the key.',
  'Read the last use again in 90 days: by then AWS has tracked more.',
];

function unknownUse(
  grade: LastUseGrade,
  rest: Pick<KeyRule, 'id' | 'about' | 'steps' | 'title'>,
  evidence: (use: Parameters<KeyRule['judge']>[1]['lastUse']) => string,
): KeyRule {
  return {
    ...rest,
    saving: 'unknown',
    carries: true,
    silent: true,
    controls: [],
    judge(entry, { lastUse }) {
      if (lastUse.grade !== grade) return null;
      if (!usableAndCharged(entry) && !(entry.kind === 'unknown' && mayBeCharged(entry))) return null;
      return { severity: 'unknown', evidence: evidence(lastUse), due: null };
    },
  };
}

/** No use since AWS began to track, but the key is older than that. */
export const useOlderThanTracking = unknownUse(
  'unknown',
  {
    id: 'key.useOlderThanTracking',
    about: 'AWS recorded no use, but began to track only after these keys were made. Use before is unknown.',
    steps: ASK,
    title: (keys) => counted(keys, 'key', 'is', 'are', 'older than tracking, with no use seen'),
  },
  ({ trackedSince }) => (trackedSince === null ? 'no use seen' : `no use seen since ${date(trackedSince)}`),
);

export const useNotReadable = unknownUse(
  'notReadable',
  {
    id: 'key.useNotReadable',
    about: 'AWS did not answer when their last use was asked for.',
    steps: [
      'Allow kms:GetKeyLastUsage in the policy of the role that reads.',
      'Then read the last use again.',
    ],
    title: (keys) => counted(keys, 'key', 'has', 'have', 'a last use that is not readable'),
  },
  ({ outcome }) => (outcome === null ? 'not read' : `not read: ${OUTCOME_WORDS[outcome]}`),
);

export const useNotAsked = unknownUse(
  'notAsked',
  {
    id: 'key.useNotAsked',
    about: 'Nobody has asked AWS when these keys were last used.',
    steps: ['Read the last use of the keys: one call for each, at a share of its quota.'],
    title: (keys) => counted(keys, 'key', 'was', 'were', 'not asked for their last use'),
  },
  () => 'last use not asked for',
);
