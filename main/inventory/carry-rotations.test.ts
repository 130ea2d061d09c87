import { describe, expect, it } from 'vitest';
import type { Rotation, RotationStatus } from '../../shared/model/key.ts';
import type { KnownKey } from '../../shared/model/known.ts';
import { carriedRotations } from './carry-rotations.ts';
import { METADATA } from './testing/fake-aws.ts';

const NOW = new Date('2026-11-24T09:00:00.000Z');
const THEN = '2026-11-23T09:00:00.000Z';
/** Holds for 7 days; one that ends in ffff for nearly 14. */
const KEY = '00000000-0000-4000-8000-000000000000';
const LAST_KEY = '00000000-0000-4000-8000-00000000ffff';

const rotation = (year: number): Rotation => ({ date: `${year}-01-02T00:00:00.000Z`, type: 'AUTOMATIC' });
const [ONE, TWO, THREE] = [
  [rotation(2026)],
  [rotation(2026), rotation(2025)],
  [2026, 2025, 2024].map(rotation),
];
const STATUS: RotationStatus = {
  enabled: true,
  periodDays: 365,
  nextRotationAt: '2027-01-02T00:00:00.000Z',
  onDemandStartedAt: null,
};
const KNOWN: KnownKey = {
  currentMaterialId: 'a',
  rotations: ONE,
  complete: true,
  rotationsAsOf: THEN,
  status: { value: STATUS, asOf: THEN },
};

function carried(changes: Partial<KnownKey>, material: string | null = 'a', keyId = KEY) {
  return carriedRotations({ ...KNOWN, ...changes }, keyId, { ...METADATA, currentMaterialId: material }, NOW);
}

describe('the history of a key', () => {
  const whole = (value: readonly Rotation[]) => ({ status: 'read', value, asOf: THEN });
  const atLeast = (value: readonly Rotation[]) => ({
    status: 'partial',
    value,
    asOf: THEN,
    outcome: 'notAsked',
  });

  it.each<[string, Partial<KnownKey>, string | null, object | undefined]>([
    ['never rotated, same material', { rotations: [] }, 'a', whole([])],
    ['one rotation, same material', {}, 'a', whole(ONE)],
    ['three rotations, same material', { rotations: THREE }, 'a', whole(THREE)],
    ['never rotated, other material', { rotations: [] }, 'b', undefined],
    ['one rotation, other material', {}, 'b', undefined],
    ['two rotations, other material', { rotations: TWO }, 'b', atLeast(TWO)],
    ['one rotation, no material named now', {}, null, undefined],
    ['one rotation, no material named either time', { currentMaterialId: null }, null, undefined],
    [
      'two rotations, no material named either time',
      { currentMaterialId: null, rotations: TWO },
      null,
      atLeast(TWO),
    ],
    ['one rotation of more, same material', { complete: false }, 'a', undefined],
    ['two rotations of more, same material', { complete: false, rotations: TWO }, 'a', atLeast(TWO)],
  ])('%s', (_, changes, material, expected) => {
    expect(carried(changes, material).history).toEqual(expected);
  });

  it('is asked for where nothing is known', () => {
    expect(carriedRotations(undefined, KEY, METADATA, NOW)).toEqual({
      status: undefined,
      history: undefined,
    });
  });
});

describe('the rotation status of a key', () => {
  const days = (count: number) => new Date(NOW.getTime() - count * 86_400_000).toISOString();
  const since = (asOf: string) => ({ status: { value: STATUS, asOf } });

  it('is kept with the day on which it was read', () => {
    expect(carried({}).status).toEqual({ status: 'read', value: STATUS, asOf: THEN });
  });

  it.each<[string, Partial<KnownKey>, string | null]>([
    ['the key has rotated', {}, 'b'],
    ['it was not read', { status: null }, 'a'],
    [
      'a rotation on demand was running',
      { status: { value: { ...STATUS, onDemandStartedAt: THEN }, asOf: THEN } },
      'a',
    ],
    [
      'the next date has passed',
      { status: { value: { ...STATUS, nextRotationAt: NOW.toISOString() }, asOf: THEN } },
      'a',
    ],
    ['it is a week old', since(days(7)), 'a'],
  ])('is asked for where %s', (_, changes, material) => {
    expect(carried(changes, material).status).toBeUndefined();
  });

  it('holds for 7 to 14 days by key, so that a daily scan asks a few each time', () => {
    expect(carried(since(days(6.9))).status).toBeDefined();
    expect(carried(since(days(13.9)), 'a', LAST_KEY).status).toBeDefined();
    expect(carried(since(days(14)), 'a', LAST_KEY).status).toBeUndefined();
  });
});
