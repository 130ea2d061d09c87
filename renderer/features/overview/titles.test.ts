import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactly } from '../../../shared/model/amount.ts';
import type { CostGroup } from '../../../shared/model/query.ts';
import { fold } from './fold.ts';
import { accountTitle, ownerTitle, regionTitle } from './titles.ts';

function group(name: string, usd: number, more: Partial<CostGroup> = {}): CostGroup {
  const amount = exactly(usd * 1_000_000);
  return { id: name, name, keys: 1, hsms: 0, keyAmount: amount, hsmAmount: exactly(0), amount, ...more };
}

const accounts = [group('payments-prod', 3118), group('security-vault', 2440), group('ledger-prod', 1446)];

test('the few that carry two thirds are counted', () => {
  // 3118 + 2440 + 1446 = 7004 of 9763 dollars.
  const rest = [571, 516, 448, 427, 797].map((usd, index) => group(`other-${index}`, usd));
  expect(accountTitle([...accounts, ...rest])).toBe('Three accounts carry 72 %');
});

test('one that carries two thirds is named', () => {
  expect(accountTitle([group('a', 71), group('b', 29)])).toBe('a carries 71 %');
  expect(accountTitle([group('a', 71)])).toBe('a carries it all');
});

test('where no few carry it, the largest share is told', () => {
  const even = Array.from({ length: 20 }, (_, index) => group(`a-${index}`, 5));
  expect(accountTitle(even)).toBe('No account carries more than 5 %');
});

test('nothing charged is no percentage', () => {
  expect(accountTitle([group('a', 0)])).toBe('Nothing is charged');
  expect(accountTitle([])).toBe('Nothing is charged');
  expect(ownerTitle([group('a', 0)])).toBe('Nothing is charged');
});

test('the region of all HSMs is named', () => {
  const home = group('us-east-1', 71, { hsms: 5 });
  expect(regionTitle([home, group('eu-west-1', 29)])).toBe('us-east-1 carries 71 %: all HSMs are there');
  expect(regionTitle([group('us-east-1', 29, { hsms: 2 }), group('eu-west-1', 71)])).toBe(
    'eu-west-1 carries 71 %; both HSMs are in us-east-1',
  );
  expect(regionTitle([{ ...home, hsms: 1 }, group('eu-west-1', 29, { hsms: 1 })])).toBe(
    'us-east-1 carries 71 %',
  );
});

test('what has no owner is told beside the first owner', () => {
  const none = group('no owner tag', 3, { id: null });
  expect(ownerTitle([group('payments', 33), group('data', 64), none])).toBe(
    'data carries 64 %; 3 % has no owner',
  );
  expect(ownerTitle([group('payments', 100)])).toBe('payments carries 100 %; nothing is without an owner');
  expect(ownerTitle([group('payments', 38), { ...none, ...{ amount: exactly(62_000_000) } }])).toBe(
    '62 % has no owner; payments carries 38 %',
  );
  expect(ownerTitle([none])).toBe('Nothing has an owner tag yet');
  expect(ownerTitle([group('payments', 100_000), { ...none, amount: exactly(1_000_000) }])).toBe(
    'payments carries over 99 %; under 1 % has no owner',
  );
});

test('all that fits is shown; else the rest is one row, and no name comes last', () => {
  const twelve = Array.from({ length: 12 }, (_, index) =>
    group(`a-${String(index).padStart(2, '0')}`, 12 - index),
  );
  const none = group('no owner tag', 100, { id: null });
  expect(fold(twelve.slice(0, 8), 8, 'account')).toMatchObject({ rest: null, none: null });
  const folded = fold(twelve, 8, 'account');
  expect(folded.shown.map((one) => one.name)).toEqual(twelve.slice(0, 7).map((one) => one.name));
  expect(folded.rest?.name).toBe('5 other accounts');
  expect(folded.rest?.group.amount.lowMicroUsd).toBe(15_000_000);
  const owners = fold([none, ...twelve], 8, 'owner');
  expect(owners.shown).toHaveLength(6);
  expect(owners.rest?.name).toBe('6 other owners');
  expect(owners.none).toBe(none);
});

test('folding never loses a cent, whatever the order', () => {
  const groups = fc
    .uniqueArray(fc.nat(60), { maxLength: 30 })
    .map((all) => all.map((usd) => group(`g${usd}`, usd)));
  fc.assert(
    fc.property(groups, fc.integer({ min: 2, max: 12 }), (all, limit) => {
      const { shown, rest } = fold(all, limit, 'account');
      const sum = [...shown, ...(rest ? [rest.group] : [])].reduce((n, one) => n + one.amount.lowMicroUsd, 0);
      expect(sum).toBe(all.reduce((n, one) => n + one.amount.lowMicroUsd, 0));
      expect(shown.length + (rest ? 1 : 0)).toBeLessThanOrEqual(limit);
      expect(fold(all.toReversed(), limit, 'account')).toEqual(fold(all, limit, 'account'));
    }),
  );
});
