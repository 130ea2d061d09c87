import { expect, test } from 'vitest';
import type { PriceBook } from '../model/price.ts';
import { type BreakEven, breakEven, kmsCost } from './break-even.ts';

/** Facts: $1.00 a key-month, $1.60 an HSM-hour in us-east-1, $0.03 for 10,000 requests; eu-west-1 has no HSM price. */
function book(): PriceBook {
  const price = {
    source: 'list',
    sku: null,
    asOf: '2026-11-24',
    confidence: 'T',
    region: 'us-east-1',
  } as const;
  return {
    currency: 'USD',
    source: 'list',
    asOf: '2026-11-24',
    prices: [
      { ...price, item: 'kms.key', unit: 'key-month', microUsd: 1_000_000 },
      { ...price, item: 'kms.request', unit: 'request', microUsd: 3 },
      { ...price, item: 'hsm.hsm2m.medium', unit: 'hsm-hour', microUsd: 1_600_000 },
      { ...price, item: 'kms.key', unit: 'key-month', microUsd: 1_000_000, region: 'eu-west-1' },
    ],
  };
}

function even(hsms: number, requests = 0, prices = book()): BreakEven {
  const found = breakEven({ region: 'us-east-1', hsmType: 'hsm2m.medium', hsms, requests }, prices);
  if ('missing' in found) throw new Error(found.missing.join());
  return found;
}

const keysAt = (found: BreakEven) => found.at.map(({ keys }) => [keys.low, keys.high]);

// By hand: an HSM is 730 × $1.60 = $1,168. Keys at $1, $2 and $3: 1,168 / 584 / 389.33, and so on, rounded up.
test.each([
  [1, 1_168, [1_168, 584, 390]],
  [2, 2_336, [2_336, 1_168, 779]],
  [3, 3_504, [3_504, 1_752, 1_168]],
  [4, 4_672, [4_672, 2_336, 1_558]],
])('%i HSMs cost $%i a month, as much as so many keys', (hsms, usd, keys) => {
  const found = even(hsms);
  expect(found.hsmMicroUsd).toBe(usd * 1_000_000);
  expect(keysAt(found)).toEqual(keys.map((count) => [count, count]));
});

// By hand, of $2,336: 100 million requests are $300.00, or $299.94 where the free 20,000 are still there.
test.each([
  [
    'inside the free tier: $0.00 or $0.06',
    20_000,
    [
      [2_336, 2_336],
      [1_168, 1_168],
      [779, 779],
    ],
  ],
  [
    '$300.00 or $299.94',
    100_000_000,
    [
      [2_036, 2_037],
      [1_018, 1_019],
      [679, 679],
    ],
  ],
  [
    '$2,100.00 or $2,099.94',
    700_000_000,
    [
      [236, 237],
      [118, 119],
      [79, 79],
    ],
  ],
  [
    '$3,000.00: requests alone cost more',
    1_000_000_000,
    [
      [0, 0],
      [0, 0],
      [0, 0],
    ],
  ],
])('requests come off what keys may cost: %s', (_, requests, keys) => {
  expect(keysAt(even(2, requests))).toEqual(keys);
});

test('what keys cost in KMS', () => {
  expect(kmsCost(even(2), 1_600, 0)).toEqual({ lowMicroUsd: 1_600_000_000, highMicroUsd: 1_600_000_000 });
  expect(kmsCost(even(2), 1_600, 2)).toEqual({ lowMicroUsd: 4_800_000_000, highMicroUsd: 4_800_000_000 });
  expect(kmsCost(even(2, 100_000_000), 10, 1)).toEqual({
    lowMicroUsd: 319_940_000,
    highMicroUsd: 320_000_000,
  });
});

test('without a price there is no figure, and none is borrowed from another region', () => {
  const offer = { region: 'eu-west-1', hsmType: 'hsm2m.medium', hsms: 2, requests: 0 };
  expect(breakEven(offer, book())).toEqual({ offer, missing: ['hsm.hsm2m.medium'] });
  const nowhere = { ...offer, region: 'ap-south-1' };
  expect(breakEven(nowhere, book())).toEqual({ offer: nowhere, missing: ['hsm.hsm2m.medium', 'kms.key'] });
});

test('requests without a price are at least nothing, and the keys are at most those without requests', () => {
  const prices = { ...book(), prices: book().prices.filter(({ item }) => item !== 'kms.request') };
  expect(even(2, 0, prices).requestCost).toEqual({ lowMicroUsd: 0, highMicroUsd: 0 });
  const found = even(2, 5_000, prices);
  expect(found.requestCost).toEqual({ lowMicroUsd: 0, highMicroUsd: null });
  expect(keysAt(found)).toEqual([
    [0, 2_336],
    [0, 1_168],
    [0, 779],
  ]);
  expect(kmsCost(found, 10, 0)).toEqual({ lowMicroUsd: 10_000_000, highMicroUsd: null });
});

test('free keys never reach the price of an HSM, and the least sure price decides how sure it is', () => {
  const free = {
    ...book(),
    prices: book().prices.map((one) =>
      one.item === 'kms.key' ? { ...one, microUsd: 0, confidence: 'I' as const } : one,
    ),
  };
  expect(keysAt(even(1, 0, free))).toEqual([
    [null, null],
    [null, null],
    [null, null],
  ]);
  expect(even(1, 0, free).confidence).toBe('I');
  expect(even(1).confidence).toBe('T');
});
