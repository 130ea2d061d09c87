import { expect, test } from 'vitest';
import type { LineItem } from '../../shared/model/cost.ts';
import type { Price } from '../../shared/model/price.ts';
import { confidenceWord, gapWord, lineWord, priceWord, ruleWord, sourceWord } from './line-words.ts';

const price: Price = {
  item: 'kms.key',
  region: 'eu-west-1',
  unit: 'key-month',
  microUsd: 1_000_000,
  source: 'list',
  sku: 'ABC',
  asOf: '2026-11-24',
  confidence: 'A',
};

function line(part: Partial<LineItem>): LineItem {
  return {
    rule: 'key.held',
    price,
    confidence: 'A',
    quantity: 1,
    subject: null,
    lowMicroUsd: 1_000_000,
    highMicroUsd: 1_000_000,
    ...part,
  };
}

test('a line says what it is of, and when', () => {
  expect(lineWord(line({}))).toBe('Key held, 730 of 730 hours');
  expect(lineWord(line({ rule: 'rotation.first', subject: '2026-03-14T08:00:00Z' }))).toBe(
    'First rotation, 14 Mar 2026',
  );
  expect(lineWord(line({ rule: 'rotation.second' }))).toBe('Second rotation');
  expect(lineWord(line({ rule: 'rotation.capped', quantity: 3, subject: '2026-03-14' }))).toBe(
    '3 later rotations',
  );
  expect(lineWord(line({ rule: 'hsm.hour', subject: 'hsm-abc' }))).toBe('HSM rented, hsm-abc');
});

test('a rule names its price, or that there is none', () => {
  expect(ruleWord(line({ rule: 'rotation.first' }))).toBe('+$1.00 for the first');
  expect(ruleWord(line({ rule: 'key.unreadable', lowMicroUsd: 0, highMicroUsd: 3_000_000 }))).toBe(
    'free, or $3.00 at most',
  );
  expect(ruleWord(line({ rule: 'key.unreadable', price: null, highMicroUsd: null }))).toBe('free at least');
  expect(ruleWord(line({ rule: 'hsm.hour', price: { ...price, microUsd: 1_600_000 } }))).toBe(
    '730 hours × $1.60',
  );
});

test('a price carries its source, place and date', () => {
  expect(priceWord(price)).toBe('list price, eu-west-1, 24 Nov');
  expect(priceWord(price, 'whole')).toBe('list price, eu-west-1, read 24 Nov 2026, SKU ABC');
  expect(priceWord({ ...price, source: 'bundled', sku: null }, 'whole')).toBe(
    'bundled price, eu-west-1, of 24 Nov 2026',
  );
  expect(priceWord({ ...price, discountPercent: 12.5 })).toBe('list price less 12.5 %, eu-west-1, 24 Nov');
  expect(priceWord({ ...price, source: 'override', sku: null })).toBe('your price, eu-west-1, 24 Nov');
  expect(priceWord(null)).toBe('—');
});

test('what is assumed is called so, and the source stands without its quotation', () => {
  expect((['A', 'T', 'I'] as const).map(confidenceWord)).toEqual(['confirmed', 'third party', 'assumed']);
  expect(sourceWord(line({ rule: 'rotation.first' }))).toBe(
    'AWS KMS pricing page (aws.amazon.com/kms/pricing)',
  );
});

test('a gap names the permission that closes it', () => {
  expect(gapWord(line({ rule: 'rotation.unreadable' }))?.fix).toBe('kms:ListKeyRotations');
  expect(gapWord(line({}))).toBeNull();
});
