import type { Amount } from './amount.ts';
import type { KeyFilter } from './query.ts';

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'unknown';

/** Where the rows behind a finding are shown. */
export type FindingTarget =
  | { readonly view: 'keys'; readonly filter: KeyFilter }
  | { readonly view: 'hsms' }
  | { readonly view: 'coverage' };

/** Something that deserves attention. Severity `unknown`: it cannot be told from what was read. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** A sentence without a full stop: "One HSM is past its end of support". */
  readonly title: string;
  readonly evidence: string;
  /** What it costs a month; null where money is not the point. */
  readonly amount: Amount | null;
  /** ISO date by which it matters; null where it has none. */
  readonly due: string | null;
  readonly target: FindingTarget;
}
