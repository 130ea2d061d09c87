import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Amount, add, exactly, sum, ZERO } from '../../../shared/model/amount.ts';
import type { LedgerKey } from '../../../shared/model/ledger.ts';
import { Provisional } from './provisional.ts';

const ledgerKey = (arn: string, amount: Amount) => ({ key: { arn }, amount }) as LedgerKey;
const range = (low: number, high: number | null): Amount => ({ lowMicroUsd: low, highMicroUsd: high });

it('narrows: the range of a key gives way to its amount', () => {
  const provisional = new Provisional();
  provisional.take([ledgerKey('a', range(1, 3)), ledgerKey('b', range(1, null))]);
  expect(provisional.with(exactly(10))).toEqual(range(12, null));
  provisional.settle([ledgerKey('b', exactly(2))]);
  expect(provisional.with(exactly(12))).toEqual(range(13, 15));
  provisional.settle([ledgerKey('a', exactly(3)), ledgerKey('never provisional', exactly(1))]);
  expect(provisional.with(exactly(16))).toEqual(exactly(16));
});

it('counts each key once, whatever comes in which order', () => {
  const amount = fc.record({
    lowMicroUsd: fc.nat(9),
    highMicroUsd: fc.option(fc.integer({ min: 9, max: 20 })),
  });
  const step = fc.record({ arn: fc.constantFrom('a', 'b', 'c'), amount, final: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const provisional = new Provisional();
      const left = new Map<string, Amount>();
      for (const { arn, amount: now, final } of steps) {
        if (final) {
          provisional.settle([ledgerKey(arn, now)]);
          left.delete(arn);
        } else {
          provisional.take([ledgerKey(arn, now)]);
          left.set(arn, now);
        }
        expect(provisional.with(ZERO)).toEqual(add(ZERO, sum(left.values())));
      }
    }),
  );
});
