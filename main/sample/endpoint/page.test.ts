import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageOf, pageSize } from './page.ts';

const slots = fc.array(fc.array(fc.nat(), { maxLength: 5 }), { maxLength: 60 });

test('pages in a row hold every item once and in order, none more than its size', () => {
  fc.assert(
    fc.property(slots, fc.integer({ min: 1, max: 12 }), (places, size) => {
      const seen: number[] = [];
      let marker: string | undefined;
      do {
        const page = pageOf(
          places.length,
          (slot) => places[slot] ?? [],
          size,
          marker,
          'InvalidMarkerException',
        );
        expect(page.items.length).toBeLessThanOrEqual(size);
        seen.push(...page.items);
        marker = page.next ?? undefined;
      } while (marker !== undefined);
      expect(seen).toEqual(places.flat());
    }),
  );
});

test('a marker of somebody else, and a size out of bounds', () => {
  expect(() => pageOf(3, () => [1], 2, 'next', 'InvalidMarkerException')).toThrow('The marker is not valid.');
  expect(pageSize(undefined, 100, 1000)).toBe(100);
  expect(() => pageSize(1001, 100, 1000)).toThrow('between 1 and 1000');
});
