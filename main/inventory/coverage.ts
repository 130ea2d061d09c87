import type { CoverageEntry } from '../../shared/model/coverage.ts';
import type { UnreadOutcome } from '../../shared/model/outcome.ts';
import type { Unit } from '../../shared/model/place.ts';
import type { AwsCallError } from '../aws/error.ts';
import type { Operation } from '../aws/reader.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Why = { readonly outcome: UnreadOutcome; readonly example: string; readonly action: string };

/**
 * How every planned call ended. The entries are the same in whatever order the calls were noted: counts add up, and
 * of several examples or actions the first by spelling is kept.
 */
export class Coverage {
  readonly #entries = new Map<string, Mutable<CoverageEntry>>();

  constructor(entries: Iterable<CoverageEntry> = []) {
    for (const entry of entries) this.add(entry);
  }

  read(unit: Unit, operation: Operation, count = 1): void {
    this.add({ ...placed(unit), operation, outcome: 'read', count, example: null, action: null });
  }

  unread(unit: Unit, operation: Operation, why: Why): void {
    this.add({ ...placed(unit), operation, count: 1, ...why });
  }

  add(entry: CoverageEntry): void {
    const key = `${entry.accountId}/${entry.region}/${entry.operation}/${entry.outcome}`;
    const before = this.#entries.get(key);
    if (!before) {
      this.#entries.set(key, { ...entry });
      return;
    }
    before.count += entry.count;
    before.example = first(before.example, entry.example);
    before.action = first(before.action, entry.action);
  }

  entries(): readonly CoverageEntry[] {
    return [...this.#entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => ({ ...entry }));
  }

  /** What was not answered. */
  gaps(): readonly CoverageEntry[] {
    return this.entries().filter((entry) => entry.outcome !== 'read');
  }
}

/** The coverage of one failed call; `subject` is the ARN that it was about, or nothing where it was about the unit. */
export function why(error: AwsCallError, subject?: string): Why {
  return { outcome: error.outcome, example: subject ?? error.message, action: error.action };
}

/**
 * Every planned call was answered. A service that a region does not offer is no gap, and account names are only
 * names: without them the profiles' names stand in.
 */
export function isComplete(entries: Iterable<CoverageEntry>): boolean {
  for (const { outcome, operation } of entries) {
    if (outcome === 'read' || outcome === 'notAsked') continue;
    if (operation !== 'organizations:ListAccounts' || outcome === 'cancelled') return false;
  }
  return true;
}

function placed({ accountId, region }: Unit): Unit {
  return { accountId, region };
}

function first(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
