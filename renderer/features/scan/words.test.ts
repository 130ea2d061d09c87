import { expect, test } from 'vitest';
import type { ScanProgress } from '../../../shared/model/progress.ts';
import { duration, headWords, paceWords, scopeWords, spokenProgress } from './words.ts';

const account = { id: '111122223333', name: 'payments-prod', partition: 'aws', profile: 'audit' };
const unit = { accountId: account.id, region: 'eu-west-1', listed: 3, read: 2, slowed: false };
const progress: ScanProgress = {
  jobId: 'job-1',
  sample: false,
  organisation: null,
  pass: { number: 1, of: 1, asOf: '2026-11-24T09:12:00Z' },
  phase: 'reading',
  startedAt: '2026-11-24T09:12:00Z',
  elapsedMs: 9_000,
  accounts: [account],
  regions: ['eu-west-1', 'us-east-1'],
  units: [
    { ...unit, phase: 'reading' },
    { ...unit, region: 'us-east-1', phase: 'denied', listed: 0, read: 0 },
  ],
  keysListed: 3,
  keysRead: 2,
  keysPerSecond: 0.22,
  remainingMs: 4_000,
  runRate: { lowMicroUsd: 2_000_000, highMicroUsd: 4_000_000 },
  quotas: [],
  unread: [],
  requests: 5,
};

test('times are seconds, then minutes', () => {
  expect([duration(400), duration(59_400), duration(60_000), duration(125_000)]).toEqual([
    '0 s',
    '59 s',
    '1 min',
    '2 min 5 s',
  ]);
});

test('the equation stands only where it is true', () => {
  expect(scopeWords(progress)).toBe('1 account × 2 regions = 2 units');
  expect(scopeWords({ ...progress, units: progress.units.slice(1) })).toBe('1 account, 2 regions, 1 unit');
});

test('a reading of the past is named with its date', () => {
  expect(headWords(progress)).toBe('Reading your accounts: 1 account × 2 regions = 2 units');
  const past = { number: 2, of: 4, asOf: '2026-08-24T09:12:00Z' };
  expect(headWords({ ...progress, organisation: 'Northwind Payments', sample: true, pass: past })).toBe(
    'Reading Northwind Payments, the sample organisation, as it was on 24 Aug 2026 (2 of 4): 1 account × 2 regions = 2 units',
  );
});

test('the pace says what is being done', () => {
  expect(paceWords(progress)).toBe('9 s elapsed, 0 keys a second, about 4 s left');
  expect(paceWords({ ...progress, remainingMs: null, keysPerSecond: 1 })).toBe('9 s elapsed, 1 key a second');
  expect(paceWords({ ...progress, phase: 'keeping' })).toBe('9 s elapsed, writing the snapshot');
});

test('a denied unit is done with, and the range is spoken', () => {
  expect(spokenProgress(progress)).toBe(
    '2 of 3 keys read, 1 of 2 units done, run rate so far $2 – $4 a month',
  );
});
