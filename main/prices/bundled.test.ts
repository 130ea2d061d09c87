import { expect, it } from 'vitest';
import { findPrice } from '../../shared/model/price.ts';
import { BUNDLED_AS_OF, bundledPrices } from './bundled.ts';

it('holds $1 a key and $0.000003 a request in each of the 36 commercial regions', () => {
  const book = bundledPrices();
  expect(book).toMatchObject({ currency: 'USD', source: 'bundled', asOf: '2026-11-24' });
  const keys = book.prices.filter(({ item }) => item === 'kms.key');
  expect(keys).toHaveLength(36);
  expect(new Set(keys.map(({ microUsd }) => microUsd))).toEqual(new Set([1_000_000]));
  expect(keys.filter(({ confidence }) => confidence === 'T').map(({ region }) => region)).toEqual([
    'us-east-1',
    'us-west-2',
  ]);
  expect(findPrice(book, 'kms.request', 'ap-south-2')).toMatchObject({ microUsd: 3, confidence: 'I' });
});

it('knows HSM prices in us-east-1 and nowhere else', () => {
  const hsms = bundledPrices().prices.filter(({ item }) => item.startsWith('hsm.'));
  expect(hsms).toEqual(
    ['hsm.hsm1.medium', 'hsm.hsm2m.medium'].map((item) => ({
      item,
      region: 'us-east-1',
      unit: 'hsm-hour',
      microUsd: 1_600_000,
      source: 'bundled',
      sku: null,
      asOf: BUNDLED_AS_OF,
      confidence: 'T',
    })),
  );
});

it('knows no price in other partitions', () => {
  expect(bundledPrices(['us-gov-west-1', 'cn-north-1', 'eusc-de-east-1']).prices).toEqual([]);
});
