import { expect, test } from 'vitest';
import { either, numberWord, ticks } from './numbers.ts';
import { shorten } from './shorten.ts';

test('numbers to ten are words, larger ones figures', () => {
  expect([0, 1, 10, 11, 1234].map(numberWord)).toEqual(['no', 'one', 'ten', '11', '1,234']);
});

test('a list ends with "or"', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(either)).toEqual(['', 'a', 'a or b', 'a, b or c']);
});

test('an axis starts at zero, reaches the maximum and has at most four steps', () => {
  expect(ticks(10_600)).toEqual([0, 3000, 6000, 9000, 12_000]);
  expect(ticks(6406)).toEqual([0, 2000, 4000, 6000, 8000]);
  expect(ticks(4)).toEqual([0, 1, 2, 3, 4]);
  expect(ticks(0)).toEqual([0, 1]);
});

test('an id keeps its ends', () => {
  expect(shorten('5227bf7d-1111-4222-9333-44444444802d')).toBe('5227bf7d…802d');
  expect(shorten('mrk-1234')).toBe('mrk-1234');
});
