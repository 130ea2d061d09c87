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

/** A requirement of a standard that a finding bears on, named only where the standard or AWS's own mapping says so. */
export interface Control {
  readonly standard: 'CIS AWS Foundations 3.0' | 'PCI DSS 4.0.1' | 'NIST SP 800-53 r5';
  readonly id: string;
}

/** `proven`: AWS recorded the evidence that nothing uses it. `unknown`: it may be in use or not; never added to proven. */
export type Saving = 'proven' | 'unknown';

/** What a rule says of every finding of its own. */
export interface Advice {
  /** Why it matters, in a sentence or two. */
  readonly about: string;
  /** The safe way to deal with it, in order; never begins with a deletion. */
  readonly steps: readonly string[];
  readonly controls: readonly Control[];
}

/** Everything that one rule found in a snapshot, without what an exception covers. */
export interface FindingGroup extends Omit<Finding, 'target'>, Advice {
  /** Null: it opens its own keys. */
  readonly target: FindingTarget | null;
  /** Null where it is not about keys. */
  readonly keys: number | null;
  readonly saving: Saving | null;
  /** Keys that exceptions leave out. */
  readonly excepted: number;
}

/** What a rule says of one key. */
export interface KeyHit {
  readonly severity: Severity;
  readonly evidence: string;
  /** ISO date by which it matters; null where it has none. */
  readonly due: string | null;
}

/** A finding that the user has decided to live with until a day. */
export interface FindingException {
  readonly rule: string;
  /** One key's ARN; null for everything that the rule finds. */
  readonly subject: string | null;
  readonly reason: string;
  /** The last day that it holds, `2027-03-31`, in UTC. */
  readonly until: string;
  /** ISO 8601. */
  readonly madeAt: string;
}

/** Proven savings of one owner; `owner: null` is "no owner tag". */
export interface OwnerSaving {
  readonly owner: string | null;
  readonly keys: number;
  readonly amount: Amount;
}
