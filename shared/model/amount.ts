/** Money is integer micro-US-dollars (1 USD = 1,000,000). A monthly figure is a 730-hour run rate unless its name says otherwise. */
export const MICRO_USD = 1_000_000;

/** Hours in the month that AWS's own calculators use for a run rate. */
export const RUN_RATE_HOURS = 730;

/**
 * What something costs a month, from "at least" to "at most", in micro-USD.
 * Equal bounds: the amount is known. `highMicroUsd: null`: no upper bound is known (a price is missing), "at least" only.
 */
export interface Amount {
  readonly lowMicroUsd: number;
  readonly highMicroUsd: number | null;
}

export const ZERO: Amount = { lowMicroUsd: 0, highMicroUsd: 0 };

export function exactly(microUsd: number): Amount {
  return { lowMicroUsd: microUsd, highMicroUsd: microUsd };
}

export function add(a: Amount, b: Amount): Amount {
  return {
    lowMicroUsd: a.lowMicroUsd + b.lowMicroUsd,
    highMicroUsd: a.highMicroUsd === null || b.highMicroUsd === null ? null : a.highMicroUsd + b.highMicroUsd,
  };
}

export function sum(amounts: Iterable<Amount>): Amount {
  let total = ZERO;
  for (const amount of amounts) total = add(total, amount);
  return total;
}

export function isExact(amount: Amount): boolean {
  return amount.lowMicroUsd === amount.highMicroUsd;
}
