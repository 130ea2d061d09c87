import { expect, it } from 'vitest';
import type { Price, PriceBook } from '../model/price.ts';
import { adjustedWords, leftOut, priceWords } from './price-words.ts';

const list: Price = {
  item: 'kms.key',
  region: 'eu-west-1',
  unit: 'key-month',
  microUsd: 1_000_000,
  source: 'list',
  sku: 'SKU',
  asOf: '2026-11-24',
  confidence: 'A',
};
const own: Price = { ...list, source: 'override', sku: null };
const less: Price = { ...list, discountPercent: 12.5 };
const book = (...prices: Price[]): PriceBook => ({
  currency: 'USD',
  source: 'list',
  asOf: '2026-11-24',
  prices,
});

it.each([
  ['', 'Amounts are list prices before tax, discounts, credits and private price agreements.', [list]],
  [', less 12.5 %', 'Amounts are list prices less a discount of 12.5 %; before tax and credits.', [less]],
  [
    ', and 1 price of your own',
    "Amounts are list prices, 1 price of your own in the place of the list's; before tax, discounts and credits.",
    [list, own],
  ],
  [
    ', less 12.5 %, and 2 prices of your own',
    "Amounts are list prices less a discount of 12.5 %, 2 prices of your own in the place of the list's; before tax and credits.",
    [less, own, own],
  ],
])('says what is not the list: "%s"', (adjusted, sentence, prices) => {
  expect(adjustedWords(book(...prices))).toBe(adjusted);
  expect(priceWords(book(...prices))).toBe(sentence);
});

it('says what the run rate leaves out, and what it has', () => {
  expect(leftOut(book(list))).toBe('Not in it: requests, taxes and discounts');
  expect(leftOut(book(less, own))).toBe(
    'Not in it: requests and taxes · a discount of 12.5 % is · 1 price of your own',
  );
});
