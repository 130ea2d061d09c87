import { describe, expect, it } from 'vitest';
import type { KeyMetadata, KeyRecord, RotationStatus } from '../model/key.ts';
import { read, unread } from '../model/outcome.ts';
import { addBills, billOfCluster, billOfKey } from './bill.ts';
import { monthOf } from './bill-month.ts';
import { TEST_BOOK, testCluster, testKey, testRotations } from './testing.ts';

/** $1 a key-month, $1.60 an HSM-hour. November has 30 days, of which 23 have passed: 552 of 720 hours. */
const NOW = '2026-11-24T00:00:00.000Z';
const day = (text: string) => `${text}T00:00:00.000Z`;
const OLD = day('2025-01-01');

function status(changes: Partial<RotationStatus> = {}): KeyRecord['rotationStatus'] {
  return read({ enabled: false, periodDays: 365, nextRotationAt: null, onDemandStartedAt: null, ...changes });
}
const rotated = (...dates: string[]) => read(testRotations(...dates.map(day)));
const replica = { role: 'REPLICA', primaryArn: 'arn:p', replicaArns: [] } as const;

interface Situation {
  readonly name: string;
  readonly asOf?: string;
  readonly metadata?: Partial<KeyMetadata>;
  readonly key?: Partial<KeyRecord>;
  /** Micro-USD at least, at most. */
  readonly soFar: readonly [number, number | null];
  readonly expected: readonly [number, number | null];
}
const exact = (soFar: number, expected: number) =>
  ({ soFar: [soFar, soFar], expected: [expected, expected] }) as const;

// Each comment is the sum by hand: key-days over the days of the month.
const SITUATIONS: readonly Situation[] = [
  // 23/30; 30/30
  { name: 'a key that was never rotated', ...exact(766_667, 1_000_000) },
  // 2 × 23/30
  {
    name: 'one rotation, long ago',
    key: { rotations: rotated('2026-03-14') },
    ...exact(1_533_333, 2_000_000),
  },
  {
    name: 'five rotations, of which two are charged',
    key: { rotations: rotated('2026-05-01', '2026-04-01', '2026-03-01', '2026-02-01', '2026-01-01') },
    ...exact(2_300_000, 3_000_000),
  },
  // (23 + 14)/30; (30 + 21)/30
  {
    name: 'the first rotation in this month',
    key: { rotations: rotated('2026-11-10') },
    ...exact(1_233_333, 1_700_000),
  },
  {
    name: 'a third rotation in this month',
    key: { rotations: rotated('2026-11-10', '2026-03-01', '2025-03-01') },
    ...exact(2_300_000, 3_000_000),
  },
  // 3.5/30; 10.5/30
  {
    name: 'created in this month',
    metadata: { createdAt: '2026-11-20T12:00:00.000Z' },
    ...exact(116_667, 350_000),
  },
  // (19 + 14 + 9)/30; (26 + 21 + 16)/30
  {
    name: 'created and rotated twice in this month',
    metadata: { createdAt: day('2026-11-05') },
    key: { rotations: rotated('2026-11-15', '2026-11-10') },
    ...exact(1_400_000, 2_100_000),
  },
  // 0; 6/30
  {
    name: 'created after the reading, by clocks that differ',
    metadata: { createdAt: day('2026-11-25') },
    ...exact(0, 200_000),
  },
  // 2 × 4/30; 2 × 11/30
  {
    name: 'a replica of this month with an older rotation of its primary',
    metadata: { createdAt: day('2026-11-20'), multiRegion: replica },
    key: { rotations: rotated('2026-03-14') },
    ...exact(266_667, 733_333),
  },
  // 23/30; (30 + 3)/30
  {
    name: 'a rotation planned for the 28th',
    key: { rotationStatus: status({ enabled: true, nextRotationAt: day('2026-11-28') }) },
    ...exact(766_667, 1_100_000),
  },
  {
    name: 'a rotation planned for the next month',
    key: { rotationStatus: status({ enabled: true, nextRotationAt: day('2026-12-01') }) },
    ...exact(766_667, 1_000_000),
  },
  {
    name: 'a planned rotation that adds nothing: it would be the third',
    key: {
      rotations: rotated('2026-03-01', '2025-03-01'),
      rotationStatus: status({ enabled: true, nextRotationAt: day('2026-11-28') }),
    },
    ...exact(2_300_000, 3_000_000),
  },
  {
    name: 'a disabled key, which keeps its plan but does not rotate',
    metadata: { state: 'Disabled' },
    key: { rotationStatus: status({ enabled: true, nextRotationAt: day('2026-11-28') }) },
    ...exact(766_667, 1_000_000),
  },
  // A rotation that is due may come at any time from now: 7 more days at most.
  {
    name: 'a rotation on demand that has begun',
    key: { rotationStatus: status({ onDemandStartedAt: day('2026-11-23') }) },
    soFar: [766_667, 766_667],
    expected: [1_000_000, 1_233_333],
  },
  {
    name: 'rotation status unread: one may come',
    key: { rotationStatus: unread('denied') },
    soFar: [766_667, 766_667],
    expected: [1_000_000, 1_233_333],
  },
  {
    name: 'rotation history unread',
    key: { rotations: unread('denied'), rotationStatus: status() },
    soFar: [766_667, 2_300_000],
    expected: [1_000_000, 3_000_000],
  },
  // At least the one that is known: (23 + 14)/30, (30 + 21)/30
  {
    name: 'rotation history read in part',
    key: {
      rotations: { status: 'partial', value: testRotations(day('2026-11-10')), outcome: 'throttledOut' },
      rotationStatus: status(),
    },
    soFar: [1_233_333, 2_300_000],
    expected: [1_700_000, 3_000_000],
  },
  {
    name: 'an AWS managed key',
    metadata: { manager: 'AWS' },
    key: { rotations: rotated('2026-03-14') },
    ...exact(0, 0),
  },
  // Scheduled 30 to 7 days before: from the 10th to now. 9/30 to 23/30, and nothing after.
  {
    name: 'scheduled for deletion, waiting period not known',
    metadata: { state: 'PendingDeletion', deletionDate: day('2026-12-10') },
    soFar: [300_000, 766_667],
    expected: [300_000, 766_667],
  },
  // From 27 October to 19 November: 0 to 18/30
  {
    name: 'scheduled for deletion, perhaps last month',
    metadata: { state: 'PendingDeletion', deletionDate: day('2026-11-26') },
    soFar: [0, 600_000],
    expected: [0, 600_000],
  },
  {
    name: 'scheduled for deletion 30 days before its date',
    metadata: { state: 'PendingDeletion', deletionDate: day('2026-12-10'), pendingDeletionWindowDays: 30 },
    ...exact(300_000, 300_000),
  },
  {
    name: 'scheduled for deletion just now, by the longest waiting period',
    metadata: { state: 'PendingDeletion', deletionDate: day('2026-12-24') },
    ...exact(766_667, 766_667),
  },
  // 2 × 9/30 to 2 × 23/30
  {
    name: 'scheduled for deletion, rotated before',
    metadata: { state: 'PendingDeletion', deletionDate: day('2026-12-10') },
    key: { rotations: rotated('2026-03-14') },
    soFar: [600_000, 1_533_333],
    expected: [600_000, 1_533_333],
  },
  {
    name: 'scheduled for deletion with its replicas, since when is not known',
    metadata: { state: 'PendingReplicaDeletion' },
    soFar: [0, 766_667],
    expected: [0, 766_667],
  },
  {
    name: 'a key that could not be described',
    key: { metadata: unread('denied'), rotations: unread('denied') },
    soFar: [0, 2_300_000],
    expected: [0, 3_000_000],
  },
  // No rotation so far, one perhaps to come: (30 + 7)/30
  {
    name: 'a key that could not be described and has not rotated',
    key: { metadata: unread('denied'), rotations: read([]), rotationStatus: unread('denied') },
    soFar: [0, 766_667],
    expected: [0, 1_233_333],
  },
  {
    name: 'not described, by its alias an AWS managed key',
    key: { metadata: unread('denied'), aliases: ['alias/aws/ebs'] },
    ...exact(0, 0),
  },
  { name: 'no price known', key: { region: 'cn-north-1' }, soFar: [0, null], expected: [0, null] },
  {
    name: 'no price known, and nothing to charge',
    metadata: { manager: 'AWS' },
    key: { region: 'cn-north-1' },
    ...exact(0, 0),
  },
  // 1.25 × 23/30 = 0.958333
  { name: 'another price', key: { region: 'us-gov-east-1' }, ...exact(958_333, 1_250_000) },
  { name: 'the first moment of a month', asOf: day('2026-11-01'), ...exact(0, 1_000_000) },
  { name: 'the last moment of a month', asOf: '2026-11-30T23:59:59.999Z', ...exact(1_000_000, 1_000_000) },
  // 14/28, 14/29, 15.5/31
  { name: 'a February', asOf: day('2026-02-15'), ...exact(500_000, 1_000_000) },
  { name: 'the February of a leap year', asOf: day('2028-02-15'), ...exact(482_759, 1_000_000) },
  { name: 'a December', asOf: '2026-12-16T12:00:00.000Z', ...exact(500_000, 1_000_000) },
  // Created on 29 February: 12 hours; one day of 29
  {
    name: 'created on a leap day',
    asOf: '2028-02-29T12:00:00.000Z',
    metadata: { createdAt: day('2028-02-29') },
    ...exact(17_241, 34_483),
  },
];

describe('a key in a calendar month', () => {
  it.each(SITUATIONS.map((situation) => [situation.name, situation] as const))('%s', (_, situation) => {
    const { asOf = NOW, metadata = {}, key = {} } = situation;
    const record = testKey({ createdAt: OLD, ...metadata }, key);
    const bill = billOfKey(record, TEST_BOOK, monthOf(asOf));
    expect([bill.soFar.lowMicroUsd, bill.soFar.highMicroUsd]).toEqual(situation.soFar);
    expect([bill.expected.lowMicroUsd, bill.expected.highMicroUsd]).toEqual(situation.expected);
  });
});

describe('an HSM in a calendar month', () => {
  const seenOn = (date: string) => new Map([['hsm-1', day(date)]]);
  const bill = (state: string, seen: ReadonlyMap<string, string>, asOf = NOW, changes = {}) => {
    const { soFar, expected } = billOfCluster(
      testCluster([{ state }], { createdAt: OLD, ...changes }),
      TEST_BOOK,
      monthOf(asOf),
      seen,
    );
    return [soFar.lowMicroUsd, soFar.highMicroUsd, expected.lowMicroUsd, expected.highMicroUsd];
  };

  it('is exact where an earlier reading saw it before this month', () => {
    // 552 h × 1.60 and 720 h × 1.60
    expect(bill('ACTIVE', seenOn('2026-10-24'))).toEqual([
      883_200_000, 883_200_000, 1_152_000_000, 1_152_000_000,
    ]);
    expect(bill('DEGRADED', seenOn('2026-10-24'))[0]).toBe(883_200_000);
  });

  it('is a range where nobody knows since when it stands: AWS tells the age of the cluster only', () => {
    // From now on 168 h; so far nothing at least
    expect(bill('ACTIVE', new Map())).toEqual([0, 883_200_000, 268_800_000, 1_152_000_000]);
    // Seen on the 10th: 336 h and 504 h at least
    expect(bill('ACTIVE', seenOn('2026-11-10'))).toEqual([
      537_600_000, 883_200_000, 806_400_000, 1_152_000_000,
    ]);
    // A cluster of the 20th: 96 h and 264 h at most
    expect(bill('ACTIVE', new Map(), NOW, { createdAt: day('2026-11-20') })).toEqual([
      0, 153_600_000, 268_800_000, 422_400_000,
    ]);
  });

  it('agrees with the example of the AWS KMS pricing page: two HSMs, 744 hours, $2,380.80', () => {
    const cluster = testCluster([{ state: 'ACTIVE' }, { state: 'ACTIVE' }]);
    const seen = new Map(cluster.hsms.map(({ id }) => [id, day('2026-10-01')]));
    const { expected } = billOfCluster(cluster, TEST_BOOK, monthOf(day('2026-12-09')), seen);
    expect(expected).toEqual({ lowMicroUsd: 2_380_800_000, highMicroUsd: 2_380_800_000 });
  });

  it('counts 672 hours in a February and 696 in a leap year', () => {
    expect(bill('ACTIVE', seenOn('2026-01-01'), day('2026-02-01'))).toEqual([
      0, 0, 1_075_200_000, 1_075_200_000,
    ]);
    expect(bill('ACTIVE', seenOn('2026-01-01'), day('2028-02-01'))).toEqual([
      0, 0, 1_113_600_000, 1_113_600_000,
    ]);
  });

  it.each([
    ['being created', 'CREATE_IN_PROGRESS', [0, 883_200_000, 0, 1_152_000_000]],
    ['in a state that AWS adds', 'RESTING', [0, 883_200_000, 0, 1_152_000_000]],
    ['being deleted', 'DELETE_IN_PROGRESS', [0, 883_200_000, 0, 883_200_000]],
    ['deleted, since when is not known', 'DELETED', [0, 883_200_000, 0, 883_200_000]],
  ])('%s', (_, state, expected) => {
    expect(bill(state, seenOn('2026-10-24'))).toEqual(expected);
  });

  it('has no upper bound without a price, and nothing in an empty cluster', () => {
    expect(bill('ACTIVE', seenOn('2026-10-24'), NOW, { region: 'eu-west-1' })).toEqual([0, null, 0, null]);
    const empty = billOfCluster(testCluster([]), TEST_BOOK, monthOf(NOW), new Map());
    expect(empty).toEqual(addBills([]));
  });
});

it('names the month in UTC', () => {
  expect(monthOf('2026-12-31T23:59:59.999Z').name).toBe('2026-12');
  expect(monthOf('2027-01-01T00:30:00+01:00').name).toBe('2026-12');
});
