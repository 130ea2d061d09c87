import { expect, it } from 'vitest';
import type { Price, PriceBook } from '../model/price.ts';
import { footprint } from './footprint.ts';

function bookOf(...microUsd: number[]): PriceBook {
  const prices = microUsd.map(
    (price, index): Price => ({
      item: 'kms.request',
      region: `us-east-${index + 1}`,
      unit: 'request',
      microUsd: price,
      source: 'list',
      sku: null,
      asOf: '2026-11-24',
      confidence: 'A',
    }),
  );
  return { currency: 'USD', source: 'list', asOf: '2026-11-24', prices };
}

it('counts every request, and prices those to KMS', () => {
  const sent = { 'sts:GetCallerIdentity': 12, 'kms:DescribeKey': 3352, 'kms:ListKeyRotations': 2514 };
  // 5,866 × $0.000003 = $0.017598; within the free tier of one account
  expect(footprint(sent, 1, bookOf(3))).toEqual({
    requests: 5878,
    kmsRequests: 5866,
    byOperation: [
      { operation: 'kms:DescribeKey', count: 3352 },
      { operation: 'kms:ListKeyRotations', count: 2514 },
      { operation: 'sts:GetCallerIdentity', count: 12 },
    ],
    cost: { lowMicroUsd: 0, highMicroUsd: 17_598 },
  });
});

it('costs something at least where the free tiers of all accounts cannot hold it', () => {
  // 60,001 − 40,000 = 20,001 × 3; 60,001 × 4
  expect(footprint({ 'kms:ListKeys': 60_001 }, 2, bookOf(3, 4)).cost).toEqual({
    lowMicroUsd: 60_003,
    highMicroUsd: 240_004,
  });
});

it('rounds a part of a micro-dollar up', () => {
  expect(footprint({ 'kms:ListKeys': 3 }, 1, bookOf(2.5)).cost.highMicroUsd).toBe(8);
});

it('has no upper bound without a price, and costs nothing without a request to KMS', () => {
  expect(footprint({ 'kms:ListKeys': 1 }, 1, bookOf()).cost).toEqual({ lowMicroUsd: 0, highMicroUsd: null });
  expect(footprint({ 'sts:AssumeRole': 9 }, 1, bookOf()).cost).toEqual({ lowMicroUsd: 0, highMicroUsd: 0 });
});
