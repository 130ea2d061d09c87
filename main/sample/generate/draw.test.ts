import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allot, Draw } from './draw.ts';

test('a draw depends on its seed alone', () => {
  const first = new Draw(42);
  const second = new Draw(42);
  const other = new Draw(43);
  const numbers = Array.from({ length: 5 }, () => first.next());
  expect(Array.from({ length: 5 }, () => second.next())).toEqual(numbers);
  expect(Array.from({ length: 5 }, () => other.next())).not.toEqual(numbers);
});

test('allot shares out by weight, largest remainder first', () => {
  expect(allot(10, [1, 1, 2])).toEqual([3, 2, 5]);
  expect(allot(3, [0, 1])).toEqual([0, 3]);
  expect(allot(9, [1, 1, 1], 2)).toEqual([2, 2, 2]);
});

test('allot gives exactly the total, nothing to a weight of zero, and no more than the cap', () => {
  const weights = fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(fc.nat(5000), weights, fc.integer({ min: 1, max: 300 }), (total, list, cap) => {
      const parts = allot(total, list, cap);
      const places = list.filter((weight) => weight > 0).length;
      expect(parts.reduce((a, b) => a + b, 0)).toBe(Math.min(total, places * cap));
      expect(Math.max(...parts)).toBeLessThanOrEqual(cap);
      expect(parts.every((part, at) => part >= 0 && (list[at] !== 0 || part === 0))).toBe(true);
    }),
  );
});
