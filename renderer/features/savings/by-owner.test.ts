import { expect, test } from 'vitest';
import { exactly } from '../../../shared/model/amount.ts';
import { titleOf } from './by-owner.tsx';

const owned = (owner: string | null, dollars: number) => ({ owner, keys: 1, amount: exactly(dollars * 1e6) });

test('the title answers who', () => {
  // (30 + 7) of 100
  expect(titleOf([owned('merchant', 30), owned('data', 7), owned(null, 63)])).toBe(
    'merchant and data hold 37 % of it',
  );
  expect(titleOf([owned('data', 1), owned(null, 3)])).toBe('data holds 25 % of it');
  expect(titleOf([owned(null, 3)])).toBe('None of it has an owner tag');
});
