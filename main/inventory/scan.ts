import type { CoverageEntry } from '../../shared/model/coverage.ts';
import type { Clock } from './clock.ts';
import { Coverage, isComplete } from './coverage.ts';
import { Gates } from './gate.ts';
import { Turns } from './limited.ts';
import { type InventoryEvent, Outlet } from './outlet.ts';
import type { ScanPlan } from './plan.ts';
import { Tracker } from './progress.ts';
import { readUnit, type UnitState } from './unit.ts';

export interface ScanOptions {
  /** Share of AWS's request quotas to use, 0–1. */
  readonly quotaShare: number;
  readonly clock: Clock;
  /** 0–1, for the jitter of retries. */
  readonly random: () => number;
  /** Aborting ends the scan at once; what was read is kept, what was not is `cancelled` in coverage. */
  readonly signal: AbortSignal;
  /** Requests in flight at once; 256 unless given. */
  readonly concurrency?: number;
}

export interface ScanResult {
  /** Of the plan and of the scan. */
  readonly coverage: readonly CoverageEntry[];
  /** Every planned call was answered (see `isComplete`). */
  readonly complete: boolean;
  /** Requests sent by plan and scan, attempts included, by `service:Operation`. */
  readonly requests: Readonly<Record<string, number>>;
}

/** Units whose keys are read at once. */
const READING_UNITS = 64;
/** Keys in work over all units; what a key in work holds is its own record, about a kilobyte. */
const KEYS_IN_WORK = 24_000;
const WINDOW = { least: 256, most: 8192 };

/**
 * Reads every unit of a plan. Keys leave in batches of at most 200 as they are read, clusters and key stores as they
 * come, progress at most four times a second and once at the end. Memory holds the units' listings and the keys in
 * work, never the rows that were handed over; a slow consumer slows the reading down. A call that AWS does not answer
 * is never thrown, but ends in the row and in coverage. A consumer that stops early stops the scan.
 */
export async function* scan(
  plan: ScanPlan,
  options: ScanOptions,
): AsyncGenerator<InventoryEvent, ScanResult> {
  const { clock } = options;
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const gates = new Gates({ ...options, signal });
  const coverage = new Coverage(plan.coverage);
  const states = plan.units.map((unit): UnitState => ({ unit, phase: 'waiting', listed: 0, read: 0 }));
  const tracker = new Tracker(states, gates, coverage, clock);
  const outlet = new Outlet(clock, () => tracker.look());
  const sessions = new Map(plan.accounts.map(({ account, session }) => [account.id, session]));
  const turns = new Turns(READING_UNITS);
  const window = windowOf(plan.units.length);

  const read = async (state: UnitState): Promise<void> => {
    const { accountId, region } = state.unit;
    const session = sessions.get(accountId);
    if (!session) throw new Error(`The plan has no session for account ${accountId}`);
    const reader = session.unit(accountId, region, gates.of(state.unit));
    await readUnit({ state, reader, coverage, sink: outlet, window, turns, signal });
  };
  const work = Promise.all(states.map(read)).then(
    () => outlet.end(),
    (error: unknown) => outlet.fail(error),
  );
  try {
    yield* outlet.events();
  } finally {
    stop.abort();
    outlet.abandon();
    await work;
  }
  const entries = coverage.entries();
  return {
    coverage: entries,
    complete: isComplete(entries),
    requests: added(plan.requests, gates.requests()),
  };
}

function windowOf(units: number): number {
  const share = Math.floor(KEYS_IN_WORK / Math.min(units, READING_UNITS));
  return Math.min(WINDOW.most, Math.max(WINDOW.least, share));
}

function added(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>) {
  const sum: Record<string, number> = { ...a };
  for (const [operation, count] of Object.entries(b)) sum[operation] = (sum[operation] ?? 0) + count;
  return sum;
}
