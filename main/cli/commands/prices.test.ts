import { expect, it } from 'vitest';
import type { Price, PriceBook } from '../../../shared/model/price.ts';
import { createStyle, width } from '../terminal/style.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { priceTables } from './prices.ts';

const terminal = { style: createStyle(false), columns: 80 } as Partial<Terminal> as Terminal;
const price: Price = {
  item: 'hsm.hsm2m.medium',
  region: 'ap-southeast-2',
  unit: 'hsm-hour',
  microUsd: 1_543_750,
  source: 'bundled',
  sku: 'S8HBXBVJKWKDP9AS',
  asOf: '2026-11-24',
  confidence: 'I',
  discountPercent: 12.25,
};
const BOOK: PriceBook = {
  currency: 'USD',
  source: 'list',
  asOf: '2026-11-24',
  prices: [
    price,
    {
      ...price,
      item: 'kms.key',
      unit: 'key-month',
      microUsd: 1_000_000,
      source: 'list',
      confidence: 'A',
      discountPercent: undefined,
    },
    {
      ...price,
      item: 'kms.key',
      region: 'af-south-1',
      unit: 'key-month',
      microUsd: 900_000,
      source: 'override',
      sku: null,
      confidence: 'A',
      discountPercent: undefined,
    },
    { ...price, item: 'kms.request', unit: 'request', microUsd: 2.63 },
  ],
  gaps: [
    {
      regions: ['cn-north-1', 'cn-northwest-1'],
      reason: 'No price: the list is in CNY, which is not converted',
      action: 'keyledger settings set prices.overrides.kms.key@REGION USD sets one of your own',
    },
  ],
};

it('shows every price with source, SKU and date, what is assumed, and which region has none', () => {
  const text = priceTables(BOOK, terminal);
  expect(text).toMatch(/hsm\.hsm2m\.medium, an HSM an hour/);
  expect(text).toMatch(/ap-southeast-2 +≈ \$1\.54375 +bundled, 12\.25 % off +S8HBXBVJKWKDP9AS +2026-11-24/);
  expect(text).toMatch(/af-south-1 +\$0\.90 +your own +— +2026-11-24\n +ap-southeast-2 +\$1\.00 +list +S8H/);
  expect(text).toMatch(/≈ \$0\.00000263/);
  expect(text).toContain('◌ cn-north-1, cn-northwest-1: No price: the list is in CNY');
  expect(text).toContain('≈ 2 prices are assumed');
});

it('fits 80 columns', () => {
  for (const line of priceTables(BOOK, terminal).split('\n')) expect(width(line)).toBeLessThanOrEqual(80);
});

it('does not reorder the book it shows', () => {
  const before = BOOK.prices.map(({ region }) => region);
  priceTables(BOOK, terminal);
  expect(BOOK.prices.map(({ region }) => region)).toEqual(before);
});
