import { expect, test } from 'vitest';
import type { PriceBook } from '../../../shared/model/price.ts';
import { kindCost } from './kind-cost.ts';

const price = {
  source: 'list',
  sku: null,
  asOf: '2026-11-24',
  confidence: 'T',
  region: 'us-east-1',
} as const;
/** Facts: $1.00 a key, $0.03 for 10,000 requests, $1.60 an HSM-hour in us-east-1; no HSM price in eu-west-1. */
const BOOK: PriceBook = {
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
const plain = { rotation: 'no', volume: 'free' } as const;
const usd = (low: number, high: number | null = low) => ({
  lowMicroUsd: low * 1_000_000,
  highMicroUsd: high === null ? null : high * 1_000_000,
});

test.each([
  ['awsOwned', usd(0)],
  ['awsManaged', usd(0)],
  ['customer', usd(1)],
  // Two HSMs for 730 hours at $1.60, and the key price beside them.
  ['keyStore', usd(2_337)],
  ['hsm', usd(2_336)],
  ['external', usd(1, null)],
] as const)('%s in us-east-1', (kind, standing) => {
  expect(kindCost(kind, plain, 'us-east-1', BOOK).standing).toEqual(standing);
});

test('rotation takes a customer managed key to three times its price, and nothing else', () => {
  const rotating = { ...plain, rotation: 'yes' } as const;
  expect(kindCost('customer', rotating, 'us-east-1', BOOK).standing).toEqual(usd(1, 3));
  expect(kindCost('keyStore', rotating, 'us-east-1', BOOK).standing).toEqual(usd(2_337));
  expect(kindCost('awsManaged', rotating, 'us-east-1', BOOK).standing).toEqual(usd(0));
});

test('a price that is not known is "at least", never zero for certain', () => {
  expect(kindCost('keyStore', plain, 'eu-west-1', BOOK).standing).toEqual(usd(1, null));
  expect(kindCost('hsm', plain, 'eu-west-1', BOOK).standing).toEqual(usd(0, null));
  expect(kindCost('customer', plain, 'ap-south-1', BOOK).standing).toEqual(usd(0, null));
});

test('requests: up to $0.06 in the free band, by the rate above it, never for HSMs or AWS owned keys', () => {
  const requests = (...args: Parameters<typeof kindCost>) => kindCost(...args).lines.at(-1)?.amount;
  expect(requests('customer', plain, 'us-east-1', BOOK)).toEqual(usd(0, 0.06));
  expect(requests('customer', { ...plain, volume: 'many' }, 'us-east-1', BOOK)).toBeNull();
  expect(requests('hsm', { ...plain, volume: 'peak' }, 'us-east-1', BOOK)).toEqual(usd(0));
  expect(requests('awsOwned', { ...plain, volume: 'peak' }, 'us-east-1', BOOK)).toEqual(usd(0));
});
