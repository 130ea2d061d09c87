import { describe, expect, it } from 'vitest';
import { sum } from '../model/amount.ts';
import type { LineItem } from '../model/cost.ts';
import { read } from '../model/outcome.ts';
import { priceKey } from './price-key.ts';
import { TEST_BOOK, testKey } from './testing.ts';
import { KNOWN_KEYS } from './truth/known-keys.ts';
import { FIVE, part, type Situation } from './truth/situation.ts';
import { UNCERTAIN_KEYS } from './truth/uncertain-keys.ts';

function price(situation: Situation): readonly LineItem[] {
  return priceKey(testKey(situation.metadata, situation.key), TEST_BOOK);
}

const TRUTH = [...KNOWN_KEYS, ...UNCERTAIN_KEYS];

describe('truth table of keys', () => {
  it('has every situation once', () => {
    expect(TRUTH.length).toBeGreaterThanOrEqual(40);
    expect(new Set(TRUTH.map(({ name }) => name)).size).toBe(TRUTH.length);
  });

  it.each(TRUTH)('$name', (situation) => {
    const lines = price(situation);
    expect(lines.map((line) => [line.rule, line.lowMicroUsd, line.highMicroUsd, line.confidence])).toEqual(
      situation.lines,
    );
    const [lowMicroUsd, highMicroUsd] = situation.total;
    expect(sum(lines)).toEqual({ lowMicroUsd, highMicroUsd });
  });
});

describe('lines of a key', () => {
  it('dates the first rotation with the oldest, and counts what is capped from the third', () => {
    const lines = priceKey(testKey({}, { rotations: read(FIVE) }), TEST_BOOK);
    expect(lines.map((line) => [line.quantity, line.subject])).toEqual([
      [1, null],
      [1, '2026-01-01T08:00:00.000Z'],
      [1, '2026-02-02T08:00:00.000Z'],
      [3, '2026-03-03T08:00:00.000Z'],
    ]);
  });

  it('gives no dates where older rotations may be missing', () => {
    const lines = priceKey(testKey({}, { rotations: part(FIVE) }), TEST_BOOK);
    expect(lines.map((line) => line.subject)).toEqual([null, null, null, null]);
  });

  it('names the price of what costs, none of what is free, and the date of a deletion', () => {
    const [held, first, second, capped] = priceKey(testKey({}, { rotations: read(FIVE) }), TEST_BOOK);
    for (const line of [held, first, second]) expect(line?.price).toBe(TEST_BOOK.prices[0]);
    expect(capped?.price).toBeNull();
    const deletionDate = '2026-12-01T00:00:00.000Z';
    const [free] = priceKey(testKey({ state: 'PendingDeletion', deletionDate }), TEST_BOOK);
    expect(free).toMatchObject({ price: null, subject: deletionDate });
  });
});
