import { digits, usd } from '../../../shared/format/money.ts';
import { type Amount, isExact, MICRO_USD } from '../../../shared/model/amount.ts';
import type { LineItem } from '../../../shared/model/cost.ts';

/** A range without the currency sign: "1.00", "1.00 – 3.00"; "1.00 or more" where no upper bound is known. */
export function span(amount: Amount): string {
  const low = digits(amount.lowMicroUsd);
  if (amount.highMicroUsd === null) return `${low} or more`;
  return isExact(amount) ? low : `${low} – ${digits(amount.highMicroUsd)}`;
}

/** The upper bound in a column "At most". */
export function atMost(amount: Amount, style: 'sign' | 'plain'): string {
  if (amount.highMicroUsd === null) return 'not known';
  return style === 'sign' ? usd(amount.highMicroUsd) : digits(amount.highMicroUsd);
}

/** The highest that an amount is known to be. */
export function reach(amount: Amount): number {
  return amount.highMicroUsd ?? amount.lowMicroUsd;
}

function brief(microUsd: number): string {
  return microUsd % MICRO_USD === 0 ? String(microUsd / MICRO_USD) : digits(microUsd);
}

/**
 * What one column of the inventory shows for its line items: "—" for none, "2.00", "0 – 2" for a range, "≈2.00" where
 * one of them is assumed.
 */
export function cellOf(lines: readonly LineItem[]): string {
  if (lines.length === 0) return '—';
  let low = 0;
  let high: number | null = 0;
  for (const line of lines) {
    low += line.lowMicroUsd;
    high = high === null || line.highMicroUsd === null ? null : high + line.highMicroUsd;
  }
  const assumed = lines.some((line) => line.confidence === 'I') ? '≈' : '';
  if (high === null) return `${assumed}${brief(low)} or more`;
  return low === high ? `${assumed}${digits(low)}` : `${assumed}${brief(low)} – ${brief(high)}`;
}
