import { expect, test } from 'vitest';
import type { KeyUsage, LastUseEntry, LastUseGrade } from '../model/last-use.ts';
import { gradeLastUse } from './last-use-grade.ts';

const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const CHECKED = '2026-11-24T09:12:00.000Z';
const TRACKING = '2026-04-28T00:00:00.000Z';

function answered(usage: Partial<KeyUsage>, outcome: LastUseEntry['outcome'] = 'read'): LastUseEntry {
  return {
    arn: ARN,
    askedAt: CHECKED,
    outcome,
    answer: {
      checkedAt: CHECKED,
      usage: { createdAt: '2024-01-01T00:00:00.000Z', trackedSince: TRACKING, last: null, ...usage },
    },
  };
}

const usedAt = (at: string) => answered({ last: { at, operation: 'Decrypt', eventId: 'event-1' } });

/** 180 days before the check is 2026-05-28T09:12:00Z. */
test.each<[string, LastUseEntry | undefined, LastUseGrade]>([
  ['never asked', undefined, 'notAsked'],
  ['denied', { arn: ARN, askedAt: CHECKED, outcome: 'denied', answer: null }, 'notReadable'],
  ['used an hour ago', usedAt('2026-11-24T08:12:00.000Z'), 'used'],
  ['used 180 days ago to the millisecond', usedAt('2026-05-28T09:12:00.000Z'), 'used'],
  ['used a millisecond longer ago', usedAt('2026-05-28T09:11:59.999Z'), 'idle'],
  ['used after the check, as clocks differ', usedAt('2026-11-24T09:12:01.000Z'), 'used'],
  ['no use, older than tracking', answered({}), 'unknown'],
  ['no use, created as tracking began', answered({ createdAt: TRACKING }), 'neverUsed'],
  ['no use, created a millisecond before', answered({ createdAt: '2026-04-27T23:59:59.999Z' }), 'unknown'],
  [
    'no use, tracked from its creation',
    answered({ createdAt: '2026-09-01T10:00:00.123Z', trackedSince: '2026-09-01T10:00:00.123Z' }),
    'neverUsed',
  ],
  ['no use, tracking date not said', answered({ trackedSince: null }), 'unknown'],
  ['no use, creation not said', answered({ createdAt: null }), 'unknown'],
  [
    'answered once, denied since: the answer stands',
    answered({ last: { at: '2026-11-20T00:00:00.000Z', operation: 'Sign', eventId: null } }, 'denied'),
    'used',
  ],
])('%s', (_what, entry, grade) => {
  expect(gradeLastUse(entry, 180).grade).toBe(grade);
});

test('says when, what and how long ago', () => {
  expect(gradeLastUse(usedAt('2026-01-01T00:00:00.000Z'), 180)).toEqual({
    grade: 'idle',
    at: '2026-01-01T00:00:00.000Z',
    operation: 'Decrypt',
    eventId: 'event-1',
    trackedSince: TRACKING,
    checkedAt: CHECKED,
    idleDays: 327,
    outcome: 'read',
  });
});

test('the idle days are the reader’s to set', () => {
  const entry = usedAt('2026-10-01T00:00:00.000Z');
  expect(gradeLastUse(entry, 30).grade).toBe('idle');
  expect(gradeLastUse(entry, 60).grade).toBe('used');
});
