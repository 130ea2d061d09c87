import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Price } from '../../shared/model/price.ts';
import type { PriceOverride } from '../../shared/model/settings.ts';
import { adjusted } from './adjust.ts';

const TODAY = '2026-11-24';
const price = (item: Price['item'], unit: Price['unit'], microUsd: number, region = 'us-east-1'): Price => ({
  item,
  region,
  unit,
  microUsd,
  source: 'list',
  sku: 'SKU',
  asOf: '2026-11-20',
  confidence: 'A',
});
const KEY = price('kms.key', 'key-month', 1_000_000);
const HSM = price('hsm.hsm1.medium', 'hsm-hour', 1_600_001);
const REQUEST = price('kms.request', 'request', 3);
const REGIONS = ['us-east-1', 'eu-west-1'];

const off = (discountPercent: number, ...prices: Price[]) =>
  adjusted(prices, REGIONS, { overrides: [], discountPercent }, TODAY);
const own = (...overrides: PriceOverride[]) =>
  adjusted([KEY, HSM, REQUEST], REGIONS, { overrides, discountPercent: 10 }, TODAY);

it.each([
  // 1,000,000 × 0.875; 1,600,001 × 0.875 = 1,400,000.875; 3 × 0.875
  [12.5, 875_000, 1_400_001, 2.625],
  // 1,600,001 × 0.5 = 800,000.5: half a micro-dollar is rounded up
  [50, 500_000, 800_001, 1.5],
  [100, 0, 0, 0],
  // 1,600,001 × 0.9999 = 1,599,840.9999
  [0.01, 999_900, 1_599_841, 2.9997],
])('takes %d %% off, in whole micro-dollars but for requests', (percent, key, hsm, request) => {
  const prices = off(percent, KEY, HSM, REQUEST);
  expect(prices.map(({ microUsd }) => microUsd)).toEqual([key, hsm, request]);
  for (const one of prices)
    expect(one).toMatchObject({ discountPercent: percent, source: 'list', sku: 'SKU' });
});

it('says nothing of a discount where there is none', () => {
  expect(off(0, KEY)).toEqual([KEY]);
  expect('discountPercent' in (off(0, KEY)[0] ?? {})).toBe(false);
});

it('puts an override in the place of a price, without discount, SKU or doubt', () => {
  const prices = own({ item: 'kms.key', region: 'us-east-1', usd: 0.8 });
  expect(prices.filter(({ item }) => item === 'kms.key')).toEqual([
    {
      item: 'kms.key',
      region: 'us-east-1',
      unit: 'key-month',
      microUsd: 800_000,
      source: 'override',
      sku: null,
      asOf: TODAY,
      confidence: 'A',
    },
  ]);
  expect(prices.find(({ item }) => item === 'hsm.hsm1.medium')?.discountPercent).toBe(10);
});

it('sets a price where there was none, in every region for *, and the named region before it', () => {
  const prices = own(
    { item: 'hsm.hsm2m.medium', region: 'eu-west-1', usd: 1.85 },
    { item: 'hsm.hsm2m.medium', region: '*', usd: 1.7 },
    { item: 'kms.key', region: 'ap-south-1', usd: 9 },
  );
  expect(
    prices.filter(({ source }) => source === 'override').map((one) => [one.region, one.microUsd]),
  ).toEqual([
    ['us-east-1', 1_700_000],
    ['eu-west-1', 1_850_000],
  ]);
});

it.each([
  [0.000003, 3],
  [0.0000003, 0.3],
  [0, 0],
])('takes $%d for a request as %d micro-dollars', (usd, microUsd) => {
  const [request] = own({ item: 'kms.request', region: 'us-east-1', usd }).filter(
    ({ item }) => item === 'kms.request',
  );
  expect(request?.microUsd).toBe(microUsd);
});

it('never makes a price dearer, negative or broken, and never loses or doubles one', () => {
  const percent = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100);
  fc.assert(
    fc.property(percent, fc.nat({ max: 2_000_000_000 }), (discountPercent, microUsd) => {
      const [one, ...others] = off(discountPercent, { ...KEY, microUsd });
      expect(others).toEqual([]);
      expect(Number.isSafeInteger(one?.microUsd)).toBe(true);
      expect(one?.microUsd).toBeGreaterThanOrEqual(0);
      expect(one?.microUsd).toBeLessThanOrEqual(microUsd);
      const exact = microUsd * (1 - discountPercent / 100);
      expect(Math.abs((one?.microUsd ?? 0) - exact)).toBeLessThanOrEqual(0.501);
    }),
  );
});
