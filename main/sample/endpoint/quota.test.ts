import { expect, test } from 'vitest';
import { QuotaBook } from './quota.ts';

function taken(book: QuotaBook, operation: string, tries: number, now: number, region = 'us-east-1'): number {
  return Array.from({ length: tries }, () => book.take('111122223333', region, operation, now)).filter(
    Boolean,
  ).length;
}

test('one second of ListKeyRotations is 100, and what passes comes back', () => {
  const book = new QuotaBook();
  expect(taken(book, 'kms:ListKeyRotations', 150, 0)).toBe(100);
  expect(taken(book, 'kms:ListKeyRotations', 150, 250)).toBe(25);
  expect(taken(book, 'kms:ListKeyRotations', 150, 60_000)).toBe(100);
});

test('each operation and region has its own bucket; the price list holds ten and refills by five', () => {
  const book = new QuotaBook();
  expect(taken(book, 'kms:DescribeKey', 2500, 0)).toBe(2000);
  expect(taken(book, 'kms:DescribeKey', 2500, 0, 'eu-west-1')).toBe(2000);
  expect(taken(book, 'kms:GetKeyRotationStatus', 2500, 0)).toBe(1000);
  expect(taken(book, 'pricing:GetProducts', 20, 0)).toBe(10);
  expect(taken(book, 'pricing:GetProducts', 20, 1000)).toBe(5);
});
