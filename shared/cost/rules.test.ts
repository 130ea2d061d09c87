import { describe, expect, it } from 'vitest';
import { RULE_IDS } from '../model/cost.ts';
import { read } from '../model/outcome.ts';
import { assumedMicroUsd } from './assumed.ts';
import { priceIndex } from './price-index.ts';
import { priceKey } from './price-key.ts';
import { RULES } from './rules.ts';
import { TEST_BOOK, testKey, testRotations } from './testing.ts';

describe('rules', () => {
  it.each(RULE_IDS)('%s is told whole, as sentences, with a source', (id) => {
    const rule = RULES[id];
    expect(rule.id).toBe(id);
    expect(rule.text).toMatch(/^[A-Z].*\.$/s);
    expect(rule.source.length).toBeGreaterThan(10);
    if (rule.confidence === 'I') expect(rule.text).toContain('assumed');
  });
});

describe('assumedMicroUsd', () => {
  it('counts what rests on an assumption, by its lower bound', () => {
    const multiRegion = { role: 'REPLICA', primaryArn: 'arn:p', replicaArns: [] } as const;
    const rotations = read(testRotations('2026-02-01T00:00:00.000Z'));
    // A replica is $1 by AWS's word; its rotation's $1 is assumed.
    expect(assumedMicroUsd(priceKey(testKey({ multiRegion }, { rotations }), TEST_BOOK))).toBe(1_000_000);
    expect(assumedMicroUsd(priceKey(testKey({}, { rotations }), TEST_BOOK))).toBe(0);
  });
});

describe('priceIndex', () => {
  it('is built once for a book, and the first of two prices counts', () => {
    expect(priceIndex(TEST_BOOK)).toBe(priceIndex(TEST_BOOK));
    const first = { ...TEST_BOOK.prices[0], microUsd: 1 } as (typeof TEST_BOOK.prices)[number];
    const book = { ...TEST_BOOK, prices: [first, ...TEST_BOOK.prices] };
    expect(priceIndex(book)('kms.key', 'us-east-1')).toBe(first);
    expect(priceIndex(book)('kms.key', 'eu-west-1')).toBeNull();
  });
});
