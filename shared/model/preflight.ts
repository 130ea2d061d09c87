import type { CoverageEntry } from './coverage.ts';
import type { Outcome } from './outcome.ts';
import type { Account } from './place.ts';

/**
 * `allowed`: AWS let the call through, be its answer empty. `unanswered`: it ended otherwise than by a permission.
 * `notTried`: there was nothing to try it on, or another account was asked for all.
 */
export type PreflightResult = 'allowed' | 'denied' | 'unanswered' | 'notTried';

/** One kind of call in one account. */
export interface PreflightCheck {
  /** `service:Operation`. */
  readonly operation: string;
  readonly result: PreflightResult;
  /** How the call ended; null where none was sent. */
  readonly outcome: Outcome | null;
  /** Why the call was not allowed or not tried; null where it was allowed. */
  readonly reason: string | null;
  readonly action: string | null;
  /** What a scan would leave empty or inexact for want of it; none where it is allowed or not tried. */
  readonly empty: readonly string[];
  /** A scan is complete without it: another call or a fallback gives the same. */
  readonly optional: boolean;
}

export interface AccountPreflight {
  readonly account: Account;
  /** Where the calls of one region were tried: one with a key, where the account has any. */
  readonly region: string;
  /** A key was found to try the calls about one key on. */
  readonly hasKey: boolean;
  readonly checks: readonly PreflightCheck[];
}

export interface PreflightReport {
  readonly accounts: readonly AccountPreflight[];
  /** Profiles and accounts that could not be signed in to or found. */
  readonly unopened: readonly CoverageEntry[];
  /** What was decided while planning, one sentence each. */
  readonly notes: readonly string[];
  /** Everything that a complete scan needs is allowed, as far as it could be tried. */
  readonly ok: boolean;
  /** The least IAM policy, as JSON, that allows what is denied; null where a policy would not help or none is needed. */
  readonly policy: string | null;
}
