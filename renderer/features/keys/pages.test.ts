import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnsFor } from './columns.ts';
import { MAX_SPACE_PX, pagesFor, rowAfter, scaleFor, windowWords } from './pages.ts';
import { remember, remembered } from './positions.ts';

test('pages cover the rows that are seen', () => {
  expect(pagesFor(0, 30, 633)).toEqual([0]);
  expect(pagesFor(190, 210, 633)).toEqual([0, 200]);
  expect(pagesFor(590, 660, 633)).toEqual([400, 600]);
  expect(pagesFor(0, 10, 0)).toEqual([]);
});

test('a list that fits scrolls as it is', () => {
  const scale = scaleFor(2_800_000, 600);
  expect(scale.space).toBe(2_800_000);
  expect(scale.toList(1234)).toBe(1234);
});

test('a longer list scrolls in proportion and reaches both ends', () => {
  const height = 28_000_000;
  const { space, toList, toScroll } = scaleFor(height, 600);
  expect(space).toBe(MAX_SPACE_PX);
  expect(toList(0)).toBe(0);
  expect(toList(space - 600)).toBeCloseTo(height - 600, 3);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: height - 600 }), (list) => {
      expect(toList(toScroll(list))).toBeCloseTo(list, 3);
    }),
  );
});

test('the row window is told from one', () => {
  expect(windowWords(124, 145, 633)).toBe('rows 125–146 of 633');
  expect(windowWords(0, 21, 11)).toBe('rows 1–11 of 11');
  expect(windowWords(0, 0, 0)).toBe('no rows');
  expect(windowWords(99_999, 100_020, 1_000_000)).toBe('rows 100,000–100,021 of 1,000,000');
});

test('arrows move by one, pages by a page, and stay inside', () => {
  expect(rowAfter('ArrowDown', -1, 10, 5)).toBe(0);
  expect(rowAfter('ArrowDown', 9, 10, 5)).toBe(9);
  expect(rowAfter('ArrowUp', 0, 10, 5)).toBe(0);
  expect(rowAfter('PageDown', 2, 10, 5)).toBe(7);
  expect(rowAfter('PageUp', 2, 10, 5)).toBe(0);
  expect(rowAfter('End', 2, 10, 5)).toBe(9);
  expect(rowAfter('Home', 2, 10, 5)).toBe(0);
  expect(rowAfter('a', 2, 10, 5)).toBeNull();
  expect(rowAfter('ArrowDown', -1, 0, 5)).toBeNull();
});

test('a column that the filter fixes folds; ids and specs go first where room is short', () => {
  const ids = (filter: Parameters<typeof columnsFor>[0], narrow: boolean) =>
    columnsFor(filter, narrow).map((column) => column.id);
  expect(ids({}, false)).toEqual([
    'alias',
    'keyId',
    'account',
    'region',
    'owner',
    'state',
    'spec',
    'rotations',
    'amount',
  ]);
  expect(ids({ owner: ['payments'], state: ['Enabled'] }, false)).toEqual([
    'alias',
    'keyId',
    'account',
    'region',
    'spec',
    'rotations',
    'amount',
  ]);
  expect(ids({ owner: ['payments', null] }, false)).toContain('owner');
  expect(ids({}, true)).toEqual(['alias', 'account', 'region', 'owner', 'state', 'rotations', 'amount']);
});

test('where a list was left is remembered by its address', () => {
  expect(remembered('#/keys?x')).toEqual({ offset: 0, row: -1 });
  remember('#/keys?x', { offset: 504, row: 40 });
  for (let index = 0; index < 49; index++) remember(`#/keys?${index}`, { offset: 1, row: 1 });
  expect(remembered('#/keys?x')).toEqual({ offset: 504, row: 40 });
  remember('#/keys?last', { offset: 1, row: 1 });
  expect(remembered('#/keys?x').offset).toBe(0);
});
