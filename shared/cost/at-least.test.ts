import { expect, it } from 'vitest';
import type { CoverageEntry } from '../model/coverage.ts';
import { atLeast } from './at-least.ts';

const exact = (usd: number) => ({ lowMicroUsd: usd * 1e6, highMicroUsd: usd * 1e6 });
const open = (usd: number) => ({ lowMicroUsd: usd * 1e6, highMicroUsd: null });
const FIGURES = {
  runRate: { keys: exact(3), hsms: exact(1168), total: exact(1171) },
  bill: { month: '2026-11', soFar: exact(900), expected: exact(1130) },
};

const ended = (operation: string, outcome: CoverageEntry['outcome'], more?: true): CoverageEntry => ({
  accountId: '111122223333',
  region: 'eu-west-1',
  operation,
  outcome,
  count: 1,
  example: null,
  action: null,
  ...(more && { more }),
});

it('keeps the figures where every listing came whole, or none of it came', () => {
  expect(atLeast(FIGURES, [ended('kms:ListKeys', 'read')])).toEqual(FIGURES);
  expect(atLeast(FIGURES, [ended('kms:ListKeys', 'denied')])).toEqual(FIGURES);
});

it('knows no upper bound for the keys, the total and the bill where ListKeys broke off', () => {
  expect(atLeast(FIGURES, [ended('kms:ListKeys', 'throttledOut', true)])).toEqual({
    runRate: { keys: open(3), hsms: exact(1168), total: open(1171) },
    bill: { month: '2026-11', soFar: open(900), expected: open(1130) },
  });
});

it('knows none for the HSMs where DescribeClusters broke off, and no alias or tag changes a price', () => {
  const { runRate } = atLeast(FIGURES, [ended('cloudhsm:DescribeClusters', 'malformed', true)]);
  expect(runRate).toEqual({ keys: exact(3), hsms: open(1168), total: open(1171) });
  expect(atLeast(FIGURES, [ended('kms:ListAliases', 'denied', true)])).toEqual(FIGURES);
});
