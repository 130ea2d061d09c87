import { type Amount, isExact, MICRO_USD } from '../model/amount.ts';

const cents = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** 4 → "$0.000004"; 1_168_000_000 → "$1,168.00". Ledgers show cents, bars and headings whole dollars. */
export function usd(microUsd: number, style: 'cents' | 'whole' = 'cents'): string {
  return `${microUsd < 0 ? '−' : ''}$${digits(Math.abs(microUsd), style)}`;
}

/** The same without the currency sign, for the inner lines of a ledger. */
export function digits(microUsd: number, style: 'cents' | 'whole' = 'cents'): string {
  return (style === 'cents' ? cents : whole).format(microUsd / MICRO_USD);
}

/** A unit price with as many decimals as it has, two at least: "$1.00", "$0.000003". */
export function unitPrice(microUsd: number): string {
  const text = (microUsd / MICRO_USD).toFixed(10).replace(/0+$/, '');
  const [whole = '0', decimals = ''] = text.split('.');
  return `$${Number(whole).toLocaleString('en-US')}.${decimals.padEnd(2, '0')}`;
}

/** "$4,212 – $4,230"; one figure where it is exact; "at least $4,212" where no upper bound is known. */
export function range(amount: Amount, style: 'cents' | 'whole' = 'cents'): string {
  const low = usd(amount.lowMicroUsd, style);
  if (amount.highMicroUsd === null) return `at least ${low}`;
  const high = usd(amount.highMicroUsd, style);
  return isExact(amount) || low === high ? low : `${low} – ${high}`;
}

/** "+$114", "−$12", "no change". */
export function change(microUsd: number, style: 'cents' | 'whole' = 'whole'): string {
  if (microUsd === 0) return 'no change';
  return microUsd > 0 ? `+${usd(microUsd, style)}` : usd(microUsd, style);
}

export function count(value: number): string {
  return whole.format(value);
}

/** Whole percent; 0 of 0 is 0. Coverage passes one decimal. */
export function percent(part: number, of: number, decimals = 0): string {
  return `${(of === 0 ? 0 : (part / of) * 100).toFixed(decimals)} %`;
}
