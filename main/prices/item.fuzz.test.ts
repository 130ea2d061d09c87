import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mangled } from '../core/testing/mangle.ts';
import { priceIn } from './item.ts';
import { priceItem } from './testing/price-item.ts';

const NOW = new Date('2026-11-24T09:12:00Z');
const GOOD = JSON.parse(priceItem('eu-west-1-KMS-Keys'));

it('an item of the list gone wrong in one place is no price, or the price that it was', () => {
  const good = priceIn(JSON.stringify(GOOD), 'awskms', NOW);
  expect(good).toMatchObject({ item: 'kms.key', region: 'eu-west-1', microUsd: 1_000_000 });
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
      const draw = (bound: number) => Number(numbers.next().value) % bound;
      const price = priceIn(JSON.stringify(mangled(GOOD, draw)), 'awskms', NOW);
      if (price === null) return;
      const { item, region, unit, microUsd } = price;
      expect({ item, region, unit, microUsd }).toEqual({
        item: 'kms.key',
        region: 'eu-west-1',
        unit: 'key-month',
        microUsd: 1_000_000,
      });
    }),
    { numRuns: 1000 },
  );
});
