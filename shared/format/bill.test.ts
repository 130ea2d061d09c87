import { expect, it } from 'vitest';
import type { Footprint } from '../cost/footprint.ts';
import { billLine, footprintLine } from './bill.ts';

it('says the bill of a month, so far and expected, as a range and without an upper bound', () => {
  const amount = (lowMicroUsd: number, highMicroUsd: number | null) => ({ lowMicroUsd, highMicroUsd });
  const exact = { month: '2026-11', soFar: amount(766_667, 766_667), expected: amount(5_498e6, 5_498e6) };
  expect(billLine(exact)).toBe('November 2026, by the hour: $1 so far, $5,498 expected');
  expect(billLine({ month: '2028-02', soFar: amount(0, 12e6), expected: amount(3e6, null) })).toBe(
    'February 2028, by the hour: $0 – $12 so far, at least $3 expected',
  );
});

it.each<[string, Partial<Footprint>]>([
  [
    "This scan sent 7,524 requests, about $0.02; nothing where KMS's free tier of 20,000 a month still covers them",
    { cost: { lowMicroUsd: 0, highMicroUsd: 22_500 } },
  ],
  [
    "This scan sent 7,524 requests, less than $0.01; nothing where KMS's free tier of 20,000 a month still covers them",
    { cost: { lowMicroUsd: 0, highMicroUsd: 4999 } },
  ],
  [
    'This scan sent 7,524 requests, about $2.50 at most',
    { cost: { lowMicroUsd: 1, highMicroUsd: 2_500_000 } },
  ],
  [
    'This scan sent 7,524 requests, 7,500 of them to KMS, whose request price is not known',
    { cost: { lowMicroUsd: 0, highMicroUsd: null } },
  ],
  ['This scan sent 1 request, which cost nothing', { requests: 1, kmsRequests: 0 }],
])('says what a scan asked: %s', (text, changes) => {
  const cost = { lowMicroUsd: 0, highMicroUsd: 0 };
  expect(footprintLine({ requests: 7524, kmsRequests: 7500, byOperation: [], cost, ...changes })).toBe(text);
});
