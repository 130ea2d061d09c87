import type { CoverageEntry } from '../../shared/model/coverage.ts';
import { unitId } from '../../shared/model/place.ts';
import type { Depth } from '../../shared/model/policy.ts';
import type { Clock } from './clock.ts';
import { Coverage, isComplete } from './coverage.ts';
import type { Delta } from './delta/delta.ts';
import { Gates } from './gate.ts';
import type { Knowledge } from './key-pipeline.ts';
import { Turns } from './limited.ts';
import { type InventoryEvent, Outlet, type UnitEnd } from './outlet.ts';
import type { ScanPlan } from './plan.ts';
import { Tracker } from './progress.ts';
import { Places } from './stage.ts';
import { readUnit, type UnitState } from './unit.ts';

export interface ScanOptions {
  /** Share of AWS's request quotas to use, 0–1. */
  readonly quotaShare: number;
  readonly clock: Clock;
  /** 0–1, for the jitter of retries. */
  readonly random: () => number;
  /** Aborting ends the scan at once; what was read is kept, what was not is `cancelled` in coverage. */
  readonly signal: AbortSignal;
  /** `standard` unless given. */
  readonly depth?: Depth | undefined;
  /** Carries on from the last snapshot what has not changed; without it everything is read. */
  readonly delta?: Delta | undefined;
  /** Units that are not read again, with how each ended; their rows are the caller's. */
  readonly done?: readonly UnitEnd[] | undefined;
  /** What earlier snapshots tell of the keys' rotations; without it every key is asked. */
  readonly knowledge?: Knowledge | undefined;
  /** Requests in flight at once; 512 unless given. */
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
/**
 * Keys in work over all units: each holds its own record, about a kilobyte. So many may have told their state while
 * their histories are out, which takes a second for each hundred.
 */
const KEYS_IN_WORK = 120_000;

/**
 * Reads every unit of a plan. Keys leave in batches of at most 200: provisionally as DescribeKey has answered, where
 * other calls are still out, and each once as it is whole. Clusters and key stores leave as they come, progress at most
 * four times a second and once at the end. Memory holds the units' listings and the keys in
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
  const done = new Map((options.done ?? []).map((end) => [unitId(end), end]));
  const coverage = new Coverage([...plan.coverage, ...[...done.values()].flatMap((end) => end.coverage)]);
  const states = plan.units.map((unit): UnitState => {
    const { keys } = done.get(unitId(unit)) ?? { keys: 0 };
    return { unit, phase: done.has(unitId(unit)) ? 'done' : 'waiting', listed: keys, read: keys };
  });
  const tracker = new Tracker(states, gates, coverage, clock);
  const outlet = new Outlet(clock, () => tracker.look());
  const sessions = new Map(plan.accounts.map(({ account, session }) => [account.id, session]));
  const turns = new Turns(READING_UNITS);
  const places = new Places(KEYS_IN_WORK);

  const read = async (state: UnitState): Promise<void> => {
    const { accountId, region } = state.unit;
    const own = new Coverage([], coverage);
    const session = sessions.get(accountId);
    if (!session) throw new Error(`The plan has no session for account ${accountId}`);
    const reader = session.unit(accountId, region, gates.of(state.unit));
    const { depth = 'standard', delta = null, knowledge = null } = options;
    await readUnit({
      state,
      reader,
      coverage: own,
      sink: outlet,
      places,
      turns,
      signal,
      depth,
      delta,
      knowledge,
    });
    outlet.unitEnded({ accountId, region, keys: state.read, coverage: own.entries() });
  };
  const unread = states.filter(({ unit }) => !done.has(unitId(unit)));
  const work = Promise.all(unread.map(read)).then(
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

/** Both counts of requests, by operation. */
export function added(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>) {
  const sum: Record<string, number> = { ...a };
  for (const [operation, count] of Object.entries(b)) sum[operation] = (sum[operation] ?? 0) + count;
  return sum;
}
