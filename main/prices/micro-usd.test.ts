import fc from 'fast-check';
import { expect, it } from 'vitest';
import { microUsd } from './micro-usd.ts';

it.each([
  ['1.0000000000', 1_000_000],
  ['1.6000000000', 1_600_000],
  ['0.0000030000', 3],
  ['0.0000001500', 0.15],
  ['2.0512', 2_051_200],
  ['1168', 1_168_000_000],
  ['0.0000000000', 0],
])('%s USD is %d micro-USD', (text, expected) => {
  expect(microUsd(text)).toBe(expected);
});

it.each(['', '-1', '1e3', '1,5', 'NaN', '.5', '1.', ' 1', '1 ', '12345678901', 'constructor'])(
  'does not take %j for a price',
  (text) => {
    expect(microUsd(text)).toBeNull();
  },
);

it('moves the point by six digits and loses none', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999_999 }),
      fc.integer({ min: 0, max: 999_999 }),
      (whole, micro) => {
        expect(microUsd(`${whole}.${String(micro).padStart(6, '0')}0000`)).toBe(whole * 1_000_000 + micro);
      },
    ),
  );
});
