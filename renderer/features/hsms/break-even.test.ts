import { expect, test } from 'vitest';
import { type BreakEven, breakEven } from '../../../shared/cost/break-even.ts';
import { exactly } from '../../../shared/model/amount.ts';
import type { Price, PriceBook, PriceItem } from '../../../shared/model/price.ts';
import { keysShown, scaleOf } from './break-even-scale.ts';
import { atKeys, breakEvenAlternative, breakEvenTitle, ownWords } from './break-even-words.ts';
import { offerRegions } from './regions.ts';

function price(item: PriceItem, microUsd: number, region = 'us-east-1'): Price {
  return {
    item,
    region,
    unit: 'key-month',
    microUsd,
    source: 'list',
    sku: null,
    asOf: '2026-11-24',
    confidence: 'T',
  };
}

/** Facts: $1.00 a key, $1.60 an HSM-hour, $0.03 for 10,000 requests. */
const BOOK: PriceBook = {
  currency: 'USD',
  source: 'list',
  asOf: '2026-11-24',
  prices: [
    price('kms.key', 1_000_000),
    price('kms.request', 3),
    price('hsm.hsm1.medium', 1_600_000),
    price('hsm.hsm2m.medium', 1_600_000),
    price('kms.key', 1_000_000, 'eu-west-1'),
  ],
};

function even(hsms = 2, requests = 0, book = BOOK): BreakEven {
  const found = breakEven({ region: 'us-east-1', hsmType: 'hsm2m.medium', hsms, requests }, book);
  if ('missing' in found) throw new Error(found.missing.join());
  return found;
}

test('the title answers', () => {
  expect(breakEvenTitle(even())).toBe('Two HSMs cost as much as 2,336 KMS keys, or 779 that rotated twice');
  expect(breakEvenTitle(even(1))).toBe('One HSM costs as much as 1,168 KMS keys, or 390 that rotated twice');
  expect(breakEvenTitle(even(2, 100_000_000))).toBe(
    'Two HSMs cost as much as 2,036 – 2,037 KMS keys, or 679 that rotated twice',
  );
  expect(breakEvenTitle(even(2, 1_000_000_000))).toBe(
    'Two HSMs cost no more than the requests alone would in KMS',
  );
  const free = { ...BOOK, prices: [price('kms.key', 0), price('hsm.hsm2m.medium', 1_600_000)] };
  expect(breakEvenTitle(even(2, 0, free))).toBe('Two HSMs cost more than any number of keys in KMS');
});

test('at 1,600 keys the cheapest stands first', () => {
  expect(atKeys(even(), 1_600).map(({ name }) => name)).toEqual([
    'KMS, not rotated',
    'Two HSMs',
    'KMS, rotated once',
    'KMS, rotated twice or more',
  ]);
  expect(breakEvenAlternative(even(), 1_600)).toBe(
    'Two HSMs cost as much as 2,336 KMS keys, or 779 that rotated twice. At 1,600 keys: KMS, not rotated $1,600, Two HSMs $2,336, KMS, rotated once $3,200, KMS, rotated twice or more $4,800.',
  );
});

test('the own keys, what they cost, and what HSMs would', () => {
  const sentence = (keys: number, usd: number) => {
    const { link, rest } = ownWords({ keys, amount: exactly(usd * 1_000_000) }, even());
    return link + rest;
  };
  expect(sentence(37, 61)).toBe(
    'Your 37 keys in us-east-1 cost $61 a month in KMS; two HSMs there cost $2,336.',
  );
  expect(sentence(1, 1)).toBe('Your 1 key in us-east-1 costs $1 a month in KMS; two HSMs there cost $2,336.');
  expect(sentence(0, 0)).toBe(
    'No customer managed key in us-east-1 costs anything in KMS; two HSMs there would cost $2,336 a month.',
  );
});

test('the axes hold the crossing, stand still while requests are moved, and end when keys are far beyond', () => {
  expect(scaleOf(even(), 540)).toEqual({
    xTicks: [0, 1_000, 2_000, 3_000],
    yTicks: [0, 1_000, 2_000, 3_000, 4_000, 5_000],
    maxKeys: 3_000,
    maxUsd: 5_000,
    step: 10,
  });
  expect(scaleOf(even(2, 900_000_000), 540).maxKeys).toBe(3_000);
  expect(scaleOf(even(), 5_000).maxKeys).toBeGreaterThanOrEqual(5_500);
  expect(scaleOf(even(), 1_000_000).maxKeys).toBeLessThan(10_000);
});

test('the slider stands at the own keys until it is moved, within the axis', () => {
  const scale = scaleOf(even(), 540);
  expect(keysShown(scale, 540, null)).toBe(540);
  expect(keysShown(scale, 540, 1_600)).toBe(1_600);
  expect(keysShown(scale, 540, 9_000)).toBe(3_000);
  expect(keysShown(scale, 0, null)).toBe(1_200);
  expect(keysShown(scale, undefined, null)).toBe(1_200);
});

test('regions to compare in: where keys are or a price is, with a price before without', () => {
  const group = (id: string, keys: number) => ({ id, keys, hsms: 0 });
  expect(offerRegions([group('eu-west-1', 412), group('ap-south-1', 0)], [], BOOK)).toEqual([
    { id: 'us-east-1', hsmTypes: ['hsm2m.medium', 'hsm1.medium'] },
    { id: 'eu-west-1', hsmTypes: [] },
  ]);
});
