import { describe, expect, it } from 'vitest';
import { sum } from '../../shared/model/amount.ts';
import { tally } from './tally.ts';
import { makeReport } from './testing/made-up-report.ts';

describe('tally', () => {
  const report = makeReport(300);

  it('splits keys into charged and free, and adds up to the manifest', async () => {
    const sums = await tally(report.keys(), report.clusters);
    expect(sums.charged.count + sums.free).toBe(300);
    expect(sums.charged.amount).toEqual(report.manifest.runRate.keys);
  });

  it('gives every amount to one owner, no owner last', async () => {
    const { owners } = await tally(report.keys(), report.clusters);
    expect(sum(owners.map(({ amount }) => amount))).toEqual(report.manifest.runRate.total);
    expect(owners.at(-1)?.name).toBeNull();
    for (const owner of owners) {
      for (const places of [owner.accounts, owner.regions]) {
        expect(sum([...places.values()].map(({ amount }) => amount))).toEqual(owner.amount);
      }
      expect(sum([...owner.kinds.values()].map(({ amount }) => amount))).toEqual(owner.amount);
    }
  });

  it('has nothing of nothing', async () => {
    const none = makeReport(0);
    expect(await tally(none.keys(), [])).toEqual({
      charged: { count: 0, amount: { lowMicroUsd: 0, highMicroUsd: 0 } },
      free: 0,
      keysByStore: new Map(),
      owners: [],
    });
  });
});
