import { describe, expect, it } from 'vitest';
import type { KeyMetadata, KeyRecord, RotationStatus } from '../model/key.ts';
import { read, unread } from '../model/outcome.ts';
import { ledgerKey } from './ledger.ts';
import { costSteps, nextStep, noStepsReason } from './steps.ts';
import { TEST_BOOK, testKey, testRotations } from './testing.ts';

const STATUS_OFF: RotationStatus = {
  enabled: false,
  periodDays: 365,
  nextRotationAt: '2027-03-14T08:00:00.000Z',
  onDemandStartedAt: null,
};
const NOW = '2026-11-24T09:12:00.000Z';
const CREATED = '2025-03-14T08:00:00.000Z';

function on(nextRotationAt: string | null, periodDays: number | null = 365): KeyRecord['rotationStatus'] {
  const status: RotationStatus = { enabled: true, periodDays, nextRotationAt, onDemandStartedAt: null };
  return read(status);
}

function ledger(metadata: Partial<KeyMetadata>, key: Partial<KeyRecord> = {}) {
  return ledgerKey(testKey(metadata, key), TEST_BOOK);
}

function steps(metadata: Partial<KeyMetadata>, key: Partial<KeyRecord> = {}) {
  return costSteps(ledger(metadata, key), NOW).map((step) => [
    step.at,
    step.microUsd,
    step.reason,
    step.planned,
  ]);
}

const FIRST = '2026-03-14T08:00:00.000Z';
const rotated = read(testRotations(FIRST));

describe('costSteps', () => {
  it('steps up with the first rotation, plans the second, and shows that the next is free', () => {
    expect(steps({}, { rotations: rotated, rotationStatus: on('2027-03-14T08:00:00.000Z') })).toEqual([
      [CREATED, 1_000_000, 'created', false],
      [FIRST, 2_000_000, 'firstRotation', false],
      ['2027-03-14T08:00:00.000Z', 3_000_000, 'secondRotation', true],
      ['2028-03-13T08:00:00.000Z', 3_000_000, 'capped', true],
    ]);
  });

  it('takes the period of the key, and 365 days where AWS does not say', () => {
    expect(steps({}, { rotationStatus: on('2026-12-01T00:00:00.000Z', 90) }).slice(1)).toEqual([
      ['2026-12-01T00:00:00.000Z', 2_000_000, 'firstRotation', true],
      ['2027-03-01T00:00:00.000Z', 3_000_000, 'secondRotation', true],
    ]);
    expect(steps({}, { rotationStatus: on('2026-12-01T00:00:00.000Z', null) }).at(-1)?.[0]).toBe(
      '2027-12-01T00:00:00.000Z',
    );
  });

  it('marks every rotation past the cap', () => {
    const dates = ['2026-04-01', '2026-03-01', '2026-02-01', '2026-01-01'].map(
      (day) => `${day}T00:00:00.000Z`,
    );
    expect(steps({}, { rotations: read(testRotations(...dates)) })).toEqual([
      [CREATED, 1_000_000, 'created', false],
      ['2026-01-01T00:00:00.000Z', 2_000_000, 'firstRotation', false],
      ['2026-02-01T00:00:00.000Z', 3_000_000, 'secondRotation', false],
      ['2026-03-01T00:00:00.000Z', 3_000_000, 'capped', false],
      ['2026-04-01T00:00:00.000Z', 3_000_000, 'capped', false],
    ]);
  });

  it('starts a replica with the rotations that its primary had before it', () => {
    const multiRegion = { role: 'REPLICA', primaryArn: 'arn:p', replicaArns: [] } as const;
    expect(steps({ multiRegion, createdAt: '2026-06-01T00:00:00.000Z' }, { rotations: rotated })).toEqual([
      ['2026-06-01T00:00:00.000Z', 1_000_000, 'created', false],
      ['2026-06-01T00:00:00.000Z', 2_000_000, 'firstRotation', false],
    ]);
  });

  it.each([
    ['rotation is off', {}, { rotationStatus: read(STATUS_OFF) }],
    ['the next date is not known', {}, { rotationStatus: on(null) }],
    ['the status was not read', {}, { rotationStatus: unread('denied') }],
    [
      'a disabled key keeps its setting but does not rotate',
      { state: 'Disabled' },
      { rotationStatus: on(NOW) },
    ],
    ['an RSA key cannot rotate', { spec: 'RSA_2048' }, { rotationStatus: on(NOW) }],
  ] as const)('plans nothing where %s', (_, metadata, key) => {
    expect(steps(metadata, key)).toEqual([[CREATED, 1_000_000, 'created', false]]);
    expect(nextStep(ledger(metadata, key), NOW)).toBeNull();
  });

  it('shows a scheduled deletion from today to its date, as AWS does not say when it was scheduled', () => {
    const deletionDate = '2026-12-01T00:00:00.000Z';
    expect(steps({ state: 'PendingDeletion', deletionDate }, { rotations: rotated })).toEqual([
      [NOW, 0, 'deletionScheduled', false],
      [deletionDate, 0, 'deleted', true],
    ]);
    expect(steps({ state: 'PendingReplicaDeletion' })).toEqual([[NOW, 0, 'deletionScheduled', false]]);
  });

  it('keeps an AWS managed key at nothing', () => {
    expect(steps({ manager: 'AWS' }, { rotationStatus: on('2027-03-14T08:00:00.000Z') })).toEqual([
      [CREATED, 0, 'created', false],
    ]);
  });

  it.each([
    [
      'the history is unread',
      {},
      { rotations: unread('denied') },
      'The rotation history was not read in full.',
    ],
    [
      'the history came in part',
      {},
      { rotations: { status: 'partial', value: testRotations(FIRST), outcome: 'failed' } },
      'The rotation history was not read in full.',
    ],
    [
      'the key was not described',
      {},
      { metadata: unread('denied') },
      'The key was not described, so neither its age nor its rule of cost is known.',
    ],
    ['there is no price', {}, { region: 'cn-north-1' }, 'No key price is known for this region.'],
  ] as const)('has no steps but a reason where %s', (_, metadata, key, reason) => {
    const entry = ledger(metadata, { rotationStatus: on('2027-03-14T08:00:00.000Z'), ...key });
    expect(costSteps(entry, NOW)).toEqual([]);
    expect(nextStep(entry, NOW)).toBeNull();
    expect(noStepsReason(entry)).toBe(reason);
  });
});

describe('nextStep', () => {
  it('is the next rotation that costs', () => {
    const entry = ledger({}, { rotations: rotated, rotationStatus: on('2027-03-14T08:00:00.000Z') });
    expect(nextStep(entry, NOW)).toMatchObject({ at: '2027-03-14T08:00:00.000Z', changeMicroUsd: 1_000_000 });
  });

  it('is nothing once the cap is reached', () => {
    const rotations = read(testRotations('2026-05-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'));
    expect(
      nextStep(ledger({}, { rotations, rotationStatus: on('2027-03-14T08:00:00.000Z') }), NOW),
    ).toBeNull();
  });

  it('is the date of a scheduled deletion', () => {
    const entry = ledger({ state: 'PendingDeletion', deletionDate: '2026-12-01T00:00:00.000Z' });
    expect(nextStep(entry, NOW)).toMatchObject({ reason: 'deleted', changeMicroUsd: 0 });
    expect(nextStep(ledger({ manager: 'AWS' }), NOW)).toBeNull();
  });
});
