import type { CoverageEntry } from '../../shared/model/coverage.ts';
import type { UnreadOutcome } from '../../shared/model/outcome.ts';
import type { Unit } from '../../shared/model/place.ts';
import type { AwsCallError } from '../aws/error.ts';
import type { Operation } from '../aws/reader.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Why = Pick<CoverageEntry, 'more'> & {
  readonly outcome: UnreadOutcome;
  readonly example: string;
  readonly action: string;
};

/**
 * How every planned call ended. The entries are the same in whatever order the calls were noted: counts add up, and
 * of several examples or actions the first by spelling is kept.
 */
export class Coverage {
  readonly #entries = new Map<string, Mutable<CoverageEntry>>();
  /** Entries of calls that were answered, by unit and operation: nearly every call ends there. */
  readonly #answered = new WeakMap<Unit, Map<Operation, Mutable<CoverageEntry>>>();
  readonly #whole: Coverage | null;

  /** What is noted of a part is noted in the `whole` too. */
  constructor(entries: Iterable<CoverageEntry> = [], whole: Coverage | null = null) {
    this.#whole = whole;
    for (const entry of entries) this.add(entry);
  }

  read(unit: Unit, operation: Operation, count = 1): void {
    this.#answeredIn(unit, operation).count += count;
    this.#whole?.read(unit, operation, count);
  }

  unread(unit: Unit, operation: Operation, why: Why): void {
    this.add({ ...placed(unit), operation, count: 1, ...why });
  }

  add(entry: CoverageEntry): void {
    this.#whole?.add(entry);
    const key = keyOf(entry);
    const before = this.#entries.get(key);
    if (!before) {
      this.#entries.set(key, { ...entry });
      return;
    }
    before.count += entry.count;
    before.example = first(before.example, entry.example);
    before.action = first(before.action, entry.action);
    if (entry.more) before.more = true;
  }

  #answeredIn(unit: Unit, operation: Operation): Mutable<CoverageEntry> {
    const operations = this.#answered.get(unit) ?? new Map<Operation, Mutable<CoverageEntry>>();
    this.#answered.set(unit, operations);
    const known = operations.get(operation);
    if (known) return known;
    const fresh = {
      ...placed(unit),
      operation,
      outcome: 'read' as const,
      count: 0,
      example: null,
      action: null,
    };
    const entry = this.#entries.get(keyOf(fresh)) ?? fresh;
    this.#entries.set(keyOf(fresh), entry);
    operations.set(operation, entry);
    return entry;
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

/** Account names are only names, and profiles' names stand in; without CloudTrail everything is read instead. */
const DISPENSABLE: ReadonlySet<string> = new Set(['organizations:ListAccounts', 'cloudtrail:LookupEvents']);

/** Every planned call was answered, as far as figures rest on it. A service that a region does not offer is no gap. */
export function isComplete(entries: Iterable<CoverageEntry>): boolean {
  for (const { outcome, operation } of entries) {
    if (outcome === 'read' || outcome === 'notAsked') continue;
    if (!DISPENSABLE.has(operation) || outcome === 'cancelled') return false;
  }
  return true;
}

function keyOf({ accountId, region, operation, outcome }: CoverageEntry): string {
  return `${accountId}/${region}/${operation}/${outcome}`;
}

function placed({ accountId, region }: Unit): Unit {
  return { accountId, region };
}

function first(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
