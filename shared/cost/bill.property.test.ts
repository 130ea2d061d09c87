import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Amount } from '../model/amount.ts';
import type { KeyRecord } from '../model/key.ts';
import { read, unread } from '../model/outcome.ts';
import { addBills, type Bill, billOfCluster, billOfKey } from './bill.ts';
import { monthOf } from './bill-month.ts';
import { TEST_BOOK, testCluster, testKey, testRotations } from './testing.ts';

const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const FROM = Date.UTC(2026, 8, 1);
const TO = Date.UTC(2027, 2, 15);
const moment = fc.integer({ min: FROM, max: TO }).map((ms) => new Date(ms).toISOString());
const region = oneOf('us-east-1', 'us-gov-east-1', 'cn-north-1');

/** A key as it truly is. */
const world = fc.record({
  createdAt: moment,
  state: oneOf('Enabled', 'Enabled', 'Disabled', 'PendingDeletion', 'PendingReplicaDeletion', 'New'),
  manager: oneOf<'AWS' | 'CUSTOMER'>('CUSTOMER', 'CUSTOMER', 'CUSTOMER', 'AWS'),
  spec: oneOf('SYMMETRIC_DEFAULT', 'SYMMETRIC_DEFAULT', 'RSA_2048', 'NEW_SPEC'),
  scheduledAt: moment,
  days: fc.integer({ min: 7, max: 30 }),
  rotations: fc.array(moment, { maxLength: 4 }),
  enabled: fc.boolean(),
  next: moment,
  region,
});
const sight = fc.record({
  described: fc.boolean(),
  history: oneOf('read', 'partial', 'unread'),
  status: fc.boolean(),
  window: fc.boolean(),
});
const ALL = { described: true, history: 'read', status: true, window: true };

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;
type Sight = typeof sight extends fc.Arbitrary<infer T> ? T : never;

function seen(truth: World, see: Sight, asOf: string): KeyRecord {
  const { createdAt, state, manager, spec, days, region: place } = truth;
  const past = truth.rotations.filter((date) => date <= asOf && date >= createdAt);
  const dates = spec === 'RSA_2048' ? [] : [...past].sort().reverse();
  const rotations = testRotations(...dates);
  const scheduledAt = truth.scheduledAt < createdAt ? createdAt : truth.scheduledAt;
  const since = scheduledAt > asOf ? asOf : scheduledAt;
  const metadata = read({
    ...described(),
    createdAt,
    state,
    manager,
    spec,
    deletionDate:
      state === 'PendingDeletion' ? new Date(Date.parse(since) + days * 86_400_000).toISOString() : null,
    pendingDeletionWindowDays: see.window ? days : null,
  });
  const status = {
    enabled: truth.enabled,
    periodDays: null,
    nextRotationAt: truth.next,
    onDemandStartedAt: null,
  };
  const histories = {
    read: read(rotations),
    partial: { status: 'partial', value: rotations.slice(0, 1), outcome: 'failed' },
    unread: unread('denied'),
  } as const;
  return testKey(undefined, {
    region: place,
    metadata: see.described ? metadata : unread('denied'),
    rotations: histories[see.history as 'read'],
    rotationStatus: see.status ? read(status) : unread('denied'),
  });
}

function described() {
  const { metadata } = testKey();
  if (metadata.status !== 'read') throw new Error('a test key is described');
  return metadata.value;
}

const key = fc.tuple(world, sight, moment).map(([truth, see, asOf]) => ({ truth, see, asOf }));

const cluster = fc
  .record({
    states: fc.array(oneOf('ACTIVE', 'DEGRADED', 'CREATE_IN_PROGRESS', 'DELETED', 'NEW'), { maxLength: 4 }),
    createdAt: fc.option(moment),
    region,
    seenAt: fc.option(moment),
    asOf: moment,
  })
  .map(({ states, createdAt, seenAt, asOf, region: place }) => ({
    record: testCluster(
      states.map((state) => ({ state })),
      { createdAt, region: place },
    ),
    seen: seenAt === null || seenAt > asOf ? new Map<string, string>() : new Map([['hsm-1', seenAt]]),
    asOf,
  }));

const high = (amount: Amount) => amount.highMicroUsd ?? Number.POSITIVE_INFINITY;

function expectSound({ soFar, expected }: Bill) {
  for (const amount of [soFar, expected]) {
    expect(Number.isSafeInteger(amount.lowMicroUsd)).toBe(true);
    expect(amount.highMicroUsd === null || Number.isSafeInteger(amount.highMicroUsd)).toBe(true);
    expect(amount.lowMicroUsd).toBeGreaterThanOrEqual(0);
    expect(high(amount)).toBeGreaterThanOrEqual(amount.lowMicroUsd);
  }
  expect(expected.lowMicroUsd).toBeGreaterThanOrEqual(soFar.lowMicroUsd);
  expect(high(expected)).toBeGreaterThanOrEqual(high(soFar));
}

const billAt = ({ truth, see, asOf }: { truth: World; see: Sight; asOf: string }, at = asOf) =>
  billOfKey(seen(truth, see, asOf), TEST_BOOK, monthOf(at));

it('is whole, never inverted, and so far never more than expected', () => {
  fc.assert(fc.property(key, (one) => expectSound(billAt(one))));
  fc.assert(
    fc.property(cluster, ({ record, seen: known, asOf }) =>
      expectSound(billOfCluster(record, TEST_BOOK, monthOf(asOf), known)),
    ),
  );
});

it('of what was read in part holds the bill of what is true', () => {
  fc.assert(
    fc.property(key, (one) => {
      const part = billAt(one);
      const whole = billAt({ ...one, see: ALL });
      for (const when of ['soFar', 'expected'] as const) {
        expect(part[when].lowMicroUsd).toBeLessThanOrEqual(whole[when].lowMicroUsd);
        expect(high(part[when])).toBeGreaterThanOrEqual(high(whole[when]));
      }
    }),
    { numRuns: 1000 },
  );
});

it('of an enabled key grows through the month and ends at what was expected', () => {
  const enabled = key.map((one) => ({
    ...one,
    see: ALL,
    truth: { ...one.truth, state: 'Enabled', enabled: false, next: one.asOf },
  }));
  fc.assert(
    fc.property(enabled, (one) => {
      const { end } = monthOf(one.asOf);
      const last = new Date(end - 1).toISOString();
      const [now, then] = [billAt(one), billAt(one, last)];
      expect(then.soFar.lowMicroUsd).toBeGreaterThanOrEqual(now.soFar.lowMicroUsd);
      // One millisecond of a month of three key prices is less than a micro-dollar.
      expect(Math.abs(then.soFar.lowMicroUsd - now.expected.lowMicroUsd)).toBeLessThanOrEqual(1);
    }),
  );
});

it('adds up over any partition', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.nat(3)), { maxLength: 12 }), (all) => {
      const bills = all.map(([one, part]) => ({ part, bill: billAt(one) }));
      const parts = [0, 1, 2, 3].map((number) =>
        addBills(bills.filter(({ part }) => part === number).map(({ bill }) => bill)),
      );
      expect(addBills(parts)).toEqual(addBills(bills.map(({ bill }) => bill)));
      expectSound(addBills(parts));
    }),
  );
});

it('is the exact share of the month, half a micro-dollar up, at any price', () => {
  const prices = fc.oneof(fc.integer({ min: 0, max: 3_000_000 }), fc.integer({ min: 0, max: 1e12 }));
  fc.assert(
    fc.property(prices, moment, moment, (microUsd, createdAt, asOf) => {
      const prices = TEST_BOOK.prices.map((price) => ({ ...price, microUsd }));
      const month = monthOf(asOf);
      const { soFar } = billOfKey(testKey({ createdAt }), { ...TEST_BOOK, prices }, month);
      const held = BigInt(Math.max(0, month.now - Math.max(month.start, Date.parse(createdAt))));
      const whole = BigInt(month.end - month.start);
      expect(soFar.lowMicroUsd).toBe(Number((BigInt(microUsd) * held * 2n + whole) / (2n * whole)));
    }),
    { numRuns: 1000 },
  );
});
