import type { LastUse, LastUseEntry, LastUseGrade } from '../model/last-use.ts';

const DAY_MS = 86_400_000;

const NOTHING = {
  at: null,
  operation: null,
  eventId: null,
  trackedSince: null,
  checkedAt: null,
  idleDays: null,
};

/**
 * Grades what AWS said of a key's last use (facts sections 6 and 13). Idle time counts to the day of the check, not to
 * today: of the days since, nothing is known. `idleDays`: days without use after which a key counts as idle.
 */
export function gradeLastUse(entry: LastUseEntry | undefined, idleDays: number): LastUse {
  if (!entry) return { ...NOTHING, grade: 'notAsked', outcome: null };
  const { answer, outcome } = entry;
  if (!answer) return { ...NOTHING, grade: 'notReadable', outcome };
  const { checkedAt, usage } = answer;
  const { last, trackedSince } = usage;
  const idle = last && Math.max(0, Math.floor((Date.parse(checkedAt) - Date.parse(last.at)) / DAY_MS));
  return {
    grade: last ? (usedWithin(checkedAt, last.at, idleDays) ? 'used' : 'idle') : unused(usage),
    at: last?.at ?? null,
    operation: last?.operation ?? null,
    eventId: last?.eventId ?? null,
    trackedSince,
    checkedAt,
    idleDays: idle,
    outcome,
  };
}

function usedWithin(checkedAt: string, at: string, days: number): boolean {
  return Date.parse(checkedAt) - Date.parse(at) <= days * DAY_MS;
}

/** Proven only where tracking is no younger than the key. */
function unused({
  createdAt,
  trackedSince,
}: {
  createdAt: string | null;
  trackedSince: string | null;
}): LastUseGrade {
  if (createdAt === null || trackedSince === null) return 'unknown';
  return Date.parse(createdAt) >= Date.parse(trackedSince) ? 'neverUsed' : 'unknown';
}
