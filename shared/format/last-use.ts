import type { LastUse, LastUseGrade } from '../model/last-use.ts';
import { date } from './date.ts';
import { OUTCOME_WORDS } from './words.ts';

/** The grades as a count of keys is labelled. */
export const LAST_USE_WORDS: Readonly<Record<LastUseGrade, string>> = {
  used: 'Used lately',
  idle: 'Idle',
  neverUsed: 'Never used',
  unknown: 'No use since tracking began',
  notReadable: 'Not readable',
  notAsked: 'Not asked',
};

/** Where a date does not stand: in a narrow column. */
export function lastUseShort(use: LastUse): string {
  if (use.at !== null) return date(use.at);
  const words: Readonly<Record<LastUseGrade, string>> = {
    used: '—',
    idle: '—',
    neverUsed: 'Never',
    unknown: 'Unknown',
    notReadable: 'Not read',
    notAsked: '—',
  };
  return words[use.grade];
}

/** One key's last use in a few words: "24 Nov 2026, Decrypt". Never "never used" where that is not proven. */
export function lastUseWords(use: LastUse): string {
  switch (use.grade) {
    case 'used':
    case 'idle': {
      const when = use.at === null ? '' : date(use.at);
      const idle =
        use.grade === 'idle' && use.idleDays !== null ? `, ${use.idleDays} days before it was checked` : '';
      return `${when}${use.operation === null ? '' : `, ${use.operation}`}${idle}`;
    }
    case 'neverUsed':
      return use.checkedAt === null ? 'Never' : `Never, as of ${date(use.checkedAt)}`;
    case 'unknown':
      return use.trackedSince === null
        ? 'Unknown'
        : `Not since ${date(use.trackedSince)}; before that unknown`;
    case 'notReadable':
      return use.outcome === null ? 'Not read' : `Not read: ${OUTCOME_WORDS[use.outcome]}`;
    case 'notAsked':
      return 'Not asked';
  }
}
