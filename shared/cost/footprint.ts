import type { Amount } from '../model/amount.ts';
import type { PriceBook } from '../model/price.ts';

/** KMS requests a month that cost nothing, over all regions of an account. Source: AWS KMS pricing page. */
export const FREE_REQUESTS = 20_000;

/** What a scan itself asked of AWS, and what that costs. */
export interface Footprint {
  /** Sent, refused and repeated ones included. */
  readonly requests: number;
  /** Those to KMS; those to every other service that Keyledger asks are free. */
  readonly kmsRequests: number;
  /** Most first. */
  readonly byOperation: readonly { readonly operation: string; readonly count: number }[];
  /**
   * Of the KMS requests, in whole micro-USD rounded up: at least what a free tier that nobody else uses leaves, at
   * most all of them at the dearest request price of the book.
   */
  readonly cost: Amount;
}

/**
 * `requests` by `service:Operation`. List* and Describe* are counted as the pricing page counts every request with
 * no class of its own (assumed: AWS exempts none of them, and names none of them).
 */
export function footprint(
  requests: Readonly<Record<string, number>>,
  accounts: number,
  book: PriceBook,
): Footprint {
  const byOperation = Object.entries(requests)
    .map(([operation, count]) => ({ operation, count }))
    .sort((a, b) => b.count - a.count || (a.operation < b.operation ? -1 : 1));
  const total = (entries: typeof byOperation) => entries.reduce((sum, { count }) => sum + count, 0);
  const kmsRequests = total(byOperation.filter(({ operation }) => operation.startsWith('kms:')));
  return {
    requests: total(byOperation),
    kmsRequests,
    byOperation,
    cost: costOf(kmsRequests, accounts, book),
  };
}

function costOf(requests: number, accounts: number, book: PriceBook): Amount {
  if (requests === 0) return { lowMicroUsd: 0, highMicroUsd: 0 };
  const prices = book.prices.filter(({ item }) => item === 'kms.request').map(({ microUsd }) => microUsd);
  if (prices.length === 0) return { lowMicroUsd: 0, highMicroUsd: null };
  const beyond = Math.max(0, requests - FREE_REQUESTS * accounts);
  return {
    lowMicroUsd: Math.ceil(beyond * Math.min(...prices)),
    highMicroUsd: Math.ceil(requests * Math.max(...prices)),
  };
}
