import { expect, test } from 'vitest';
import type { LastUseEntry } from '../../../shared/model/last-use.ts';
import { callError, FakeAws, type Fault } from '../testing/fake-aws.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { readLastUse } from './last-use.ts';
import { oldestKnowledgeFirst } from './order.ts';

const ACCOUNT = '111111111111';
const NOW = new Date('2026-11-24T09:12:00Z');
const USAGE = {
  createdAt: '2026-01-01T00:00:00.000Z',
  trackedSince: '2026-04-28T00:00:00.000Z',
  last: { at: '2026-11-20T00:00:00.000Z', operation: 'Decrypt', eventId: 'e-1' },
};
const ref = (keyId: string) => ({ keyId, arn: `arn:${keyId}` });

function entry(keyId: string, askedAt: string): LastUseEntry {
  return { arn: `arn:${keyId}`, askedAt, outcome: 'read', answer: { checkedAt: askedAt, usage: USAGE } };
}

function asking(options: {
  regions: Record<string, readonly string[]>;
  known?: readonly LastUseEntry[];
  fault?: Fault;
  quotaShare?: number;
}) {
  const aws = new FakeAws(options.fault);
  const clock = new FakeClock();
  const cancel = new AbortController();
  const kept: { region: string; entry: LastUseEntry; at: number }[] = [];
  const units = Object.fromEntries(
    Object.entries(options.regions).map(([region, ids]) => [
      region,
      { keys: ids.map((id) => ({ id, usage: USAGE })) },
    ]),
  );
  const session = aws.session({ profile: 'reader', accountId: ACCOUNT, units });
  const known = new Map((options.known ?? []).map((one) => [one.arn, one]));
  const reading = readLastUse(
    Object.entries(options.regions).map(([region, ids]) => ({
      unit: { accountId: ACCOUNT, region },
      session,
      keys: ids.map(ref),
      known,
    })),
    {
      quotaShare: options.quotaShare ?? 1,
      clock,
      random: () => 0.5,
      signal: cancel.signal,
      now: () => NOW,
      keep: async ({ region }, one) => {
        kept.push({ region, entry: one, at: clock.now() });
      },
    },
  );
  return { aws, clock, cancel, kept, reading };
}

test('asks those never asked first, then the longest ago', () => {
  const known = new Map(
    [entry('b', '2026-11-02T00:00:00.000Z'), entry('c', '2026-10-01T00:00:00.000Z')].map((one) => [
      one.arn,
      one,
    ]),
  );
  expect(oldestKnowledgeFirst(['b', 'c', 'd'].map(ref), known).map(({ keyId }) => keyId)).toEqual([
    'd',
    'c',
    'b',
  ]);
});

test('five a second in each unit, units side by side', async () => {
  const ids = (name: string) => Array.from({ length: 51 }, (_, index) => `${name}${index}`);
  const { clock, kept, reading } = asking({ regions: { 'eu-west-1': ids('a'), 'us-east-1': ids('b') } });
  const { coverage, requests } = await clock.drive(reading);
  expect(requests).toEqual({ 'kms:GetKeyLastUsage': 102 });
  expect(coverage.map(({ region, outcome, count }) => [region, outcome, count])).toEqual([
    ['eu-west-1', 'read', 51],
    ['us-east-1', 'read', 51],
  ]);
  for (const region of ['eu-west-1', 'us-east-1']) {
    const times = kept.filter((one) => one.region === region).map(({ at }) => at);
    for (const from of times) {
      expect(times.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(6);
    }
  }
  // 51 at five a second: 10 s after the first, less what may be sent at once.
  expect(clock.now()).toBeGreaterThan(9_000);
  expect(clock.now()).toBeLessThan(11_000);
});

test('at half the quota it takes twice as long', async () => {
  const ids = Array.from({ length: 26 }, (_, index) => `k${index}`);
  const { clock, reading } = asking({ regions: { 'eu-west-1': ids }, quotaShare: 0.5 });
  await clock.drive(reading);
  expect(clock.now()).toBeGreaterThan(9_000);
});

test('keeps each answer, and a refusal without undoing the answer before it', async () => {
  const { clock, kept, reading } = asking({
    regions: { 'eu-west-1': ['a', 'b'] },
    known: [entry('b', '2026-10-01T00:00:00.000Z')],
    fault: ({ subject }) => (subject === 'b' ? callError('kms:GetKeyLastUsage', 'denied') : undefined),
  });
  const { coverage } = await clock.drive(reading);
  expect(kept.map((one) => one.entry)).toEqual([
    {
      arn: 'arn:a',
      askedAt: NOW.toISOString(),
      outcome: 'read',
      answer: { checkedAt: NOW.toISOString(), usage: USAGE },
    },
    {
      arn: 'arn:b',
      askedAt: NOW.toISOString(),
      outcome: 'denied',
      answer: { checkedAt: '2026-10-01T00:00:00.000Z', usage: USAGE },
    },
  ]);
  expect(coverage.map(({ outcome, count, example }) => [outcome, count, example])).toEqual([
    ['denied', 1, 'arn:b'],
    ['read', 1, null],
  ]);
});

test('what is cancelled is as if it had not been asked; what came before is kept', async () => {
  const ids = Array.from({ length: 40 }, (_, index) => `k${index}`);
  const { clock, cancel, kept, reading } = asking({ regions: { 'eu-west-1': ids } });
  await clock.advance(2000);
  cancel.abort();
  const { coverage } = await clock.drive(reading);
  expect(kept.length).toBeGreaterThanOrEqual(9);
  expect(kept.length).toBeLessThan(14);
  expect(kept.every((one) => one.entry.outcome === 'read')).toBe(true);
  expect(coverage.map(({ outcome }) => outcome)).toContain('cancelled');
});

test('a unit that answers nothing is left after its first refusals', async () => {
  const ids = Array.from({ length: 100 }, (_, index) => `k${index}`);
  const { aws, clock, reading } = asking({
    regions: { 'eu-west-1': ids },
    fault: () => callError('kms:GetKeyLastUsage', 'expired'),
  });
  await clock.drive(reading);
  expect(aws.count('kms:GetKeyLastUsage')).toBeLessThanOrEqual(4);
});
