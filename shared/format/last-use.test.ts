import { expect, test } from 'vitest';
import type { LastUse } from '../model/last-use.ts';
import { lastUseShort, lastUseWords } from './last-use.ts';

const NOTHING: LastUse = {
  grade: 'notAsked',
  at: null,
  operation: null,
  eventId: null,
  trackedSince: null,
  checkedAt: null,
  idleDays: null,
  outcome: null,
};
const used = { at: '2026-01-02T03:04:05.000Z', operation: 'Decrypt', idleDays: 326 };

test.each<[Partial<LastUse>, string]>([
  [{}, 'Not asked'],
  [{ ...used, grade: 'used' }, '2 Jan 2026, Decrypt'],
  [{ ...used, grade: 'idle' }, '2 Jan 2026, Decrypt, 326 days before it was checked'],
  [{ grade: 'neverUsed', checkedAt: '2026-11-24T09:12:00.000Z' }, 'Never, as of 24 Nov 2026'],
  [
    { grade: 'unknown', trackedSince: '2026-04-28T00:00:00.000Z' },
    'Not since 28 Apr 2026; before that unknown',
  ],
  [{ grade: 'notReadable', outcome: 'denied' }, 'Not read: denied'],
])('%o', (use, words) => {
  expect(lastUseWords({ ...NOTHING, ...use })).toBe(words);
});

test.each<[Partial<LastUse>, string]>([
  [{}, '—'],
  [{ ...used, grade: 'idle' }, '2 Jan 2026'],
  [{ grade: 'neverUsed' }, 'Never'],
  [{ grade: 'unknown' }, 'Unknown'],
  [{ grade: 'notReadable', outcome: 'denied' }, 'Not read'],
])('in a narrow column: %o', (use, words) => {
  expect(lastUseShort({ ...NOTHING, ...use })).toBe(words);
});
