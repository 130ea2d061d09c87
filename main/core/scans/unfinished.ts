import type { CoverageEntry } from '../../../shared/model/coverage.ts';
import type { Outcome } from '../../../shared/model/outcome.ts';

/** What the next try reads, once somebody has signed in or nobody cancels it. */
const UNFINISHED: ReadonlySet<Outcome> = new Set(['expired', 'cancelled']);

/** No call of the unit ended for a reason of this try's own. */
export function isFinished(coverage: readonly CoverageEntry[]): boolean {
  return !coverage.some(({ outcome }) => UNFINISHED.has(outcome));
}

/** The coverage of a snapshot that can be completed: what helps against its open ends says so. */
export function withResume(coverage: readonly CoverageEntry[]): readonly CoverageEntry[] {
  return coverage.map((entry) => {
    if (entry.outcome === 'cancelled')
      return { ...entry, action: 'Read what is missing: keyledger scan --resume' };
    if (entry.outcome !== 'expired') return entry;
    const action = entry.action?.replace(/\.$/, '') ?? 'Sign in again';
    return { ...entry, action: `${action}, then: keyledger scan --resume` };
  });
}
