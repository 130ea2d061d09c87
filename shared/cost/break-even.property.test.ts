import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PriceBook, PriceItem } from '../model/price.ts';
import { type BreakEven, breakEven, kmsCost } from './break-even.ts';

interface Situation {
  readonly key: number;
  readonly hour: number;
  readonly request: number;
  readonly hsms: number;
  readonly requests: number;
}

const situation: fc.Arbitrary<Situation> = fc.record({
  key: fc.integer({ min: 1, max: 20_000_000 }),
  hour: fc.integer({ min: 0, max: 20_000_000 }),
  request: fc.constantFrom(0, 2.55, 3, 15),
  hsms: fc.integer({ min: 1, max: 28 }),
  requests: fc.integer({ min: 0, max: 2_000_000_000 }),
});

function even({ key, hour, request, hsms, requests }: Situation): BreakEven {
  const price = (item: PriceItem, microUsd: number) =>
    ({
      item,
      region: 'us-east-1',
      unit: 'key-month',
      microUsd,
      source: 'list',
      sku: null,
      asOf: '2026-11-24',
      confidence: 'A',
    }) as const;
  const book: PriceBook = {
    currency: 'USD',
    source: 'list',
    asOf: '2026-11-24',
    prices: [price('kms.key', key), price('hsm.hsm2m.medium', hour), price('kms.request', request)],
  };
  const found = breakEven({ region: 'us-east-1', hsmType: 'hsm2m.medium', hsms, requests }, book);
  if ('missing' in found) throw new Error(found.missing.join());
  return found;
}

const highs = (found: BreakEven) => found.at.map(({ keys }) => keys.high ?? Number.POSITIVE_INFINITY);
const lows = (found: BreakEven) => found.at.map(({ keys }) => keys.low ?? Number.POSITIVE_INFINITY);

test('at the break-even KMS costs as much or more, and one key before it less', () => {
  fc.assert(
    fc.property(situation, (one) => {
      const found = even(one);
      for (const { rotations, keys } of found.at) {
        if (keys.high === null || keys.low === null) throw new Error('A key that costs something gets there');
        expect(keys.low).toBeLessThanOrEqual(keys.high);
        expect(kmsCost(found, keys.high, rotations).lowMicroUsd).toBeGreaterThanOrEqual(found.hsmMicroUsd);
        expect(kmsCost(found, keys.low, rotations).highMicroUsd).toBeGreaterThanOrEqual(found.hsmMicroUsd);
        if (keys.high > 0)
          expect(kmsCost(found, keys.high - 1, rotations).lowMicroUsd).toBeLessThan(found.hsmMicroUsd);
        if (keys.low > 0)
          expect(kmsCost(found, keys.low - 1, rotations).highMicroUsd).toBeLessThan(found.hsmMicroUsd);
      }
    }),
  );
});

test('more rotations, or more requests, and it comes no later; more HSMs, and no sooner', () => {
  fc.assert(
    fc.property(situation, fc.integer({ min: 0, max: 1_000_000_000 }), (one, more) => {
      const found = even(one);
      for (const ends of [lows, highs]) {
        const keys = ends(found);
        expect([...keys].sort((a, b) => b - a)).toEqual(keys);
        const busier = ends(even({ ...one, requests: one.requests + more }));
        const larger = ends(even({ ...one, hsms: one.hsms + 1 }));
        keys.forEach((count, index) => {
          expect(busier[index]).toBeLessThanOrEqual(count);
          expect(larger[index]).toBeGreaterThanOrEqual(count);
        });
      }
    }),
  );
});
