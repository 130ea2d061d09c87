import type { Amount } from '../model/amount.ts';
import type { CoverageEntry } from '../model/coverage.ts';
import type { MonthBill, RunRate } from '../model/snapshot.ts';

/** What was listed is priced; where a listing broke off, more exists, and nothing bounds it from above. */
export function atLeast(
  { runRate, bill }: { readonly runRate: RunRate; readonly bill: MonthBill | undefined },
  coverage: readonly CoverageEntry[],
): { readonly runRate: RunRate; readonly bill: MonthBill | undefined } {
  const brokeOff = (operation: string) => coverage.some((one) => one.more && one.operation === operation);
  const moreKeys = brokeOff('kms:ListKeys');
  const moreHsms = brokeOff('cloudhsm:DescribeClusters');
  const more = moreKeys || moreHsms;
  return {
    runRate: {
      keys: moreKeys ? unbounded(runRate.keys) : runRate.keys,
      hsms: moreHsms ? unbounded(runRate.hsms) : runRate.hsms,
      total: more ? unbounded(runRate.total) : runRate.total,
    },
    bill: more && bill ? { ...bill, soFar: unbounded(bill.soFar), expected: unbounded(bill.expected) } : bill,
  };
}

function unbounded({ lowMicroUsd }: Amount): Amount {
  return { lowMicroUsd, highMicroUsd: null };
}
