import type { CoverageEntry } from '../../shared/model/coverage.ts';
import type { QuotaUse, UnitProgress } from '../../shared/model/progress.ts';
import type { Clock } from './clock.ts';
import type { Coverage } from './coverage.ts';
import type { Gates } from './gate.ts';
import type { UnitState } from './unit.ts';

/** How far the reading is; the part of ScanProgress that the inventory knows. */
export interface InventoryProgress {
  readonly units: readonly UnitProgress[];
  readonly keysListed: number;
  /** Keys whose every call has ended. */
  readonly keysRead: number;
  readonly keysPerSecond: number;
  /** Null while units are still being listed, or before a rate can be told. */
  readonly remainingMs: number | null;
  readonly quotas: readonly QuotaUse[];
  /** What was not answered so far. */
  readonly unread: readonly CoverageEntry[];
  readonly requests: number;
}

/** Speed is that of the last seconds: the narrowest quota sets it, and which that is changes as the scan goes on. */
const WINDOW_MS = 5000;

export class Tracker {
  readonly #states: readonly UnitState[];
  readonly #gates: Gates;
  readonly #coverage: Coverage;
  readonly #clock: Clock;
  #samples: { readonly at: number; readonly keys: number }[];

  constructor(states: readonly UnitState[], gates: Gates, coverage: Coverage, clock: Clock) {
    this.#states = states;
    this.#gates = gates;
    this.#coverage = coverage;
    this.#clock = clock;
    this.#samples = [{ at: clock.now(), keys: total(states, (state) => state.read) }];
  }

  look(): InventoryProgress {
    const keysListed = total(this.#states, (state) => state.listed);
    const keysRead = total(this.#states, (state) => state.read);
    const keysPerSecond = this.#speed(keysRead);
    const counting = this.#states.some(({ phase }) => phase === 'waiting' || phase === 'listing');
    const left = keysListed - keysRead;
    const quotas = this.#gates.quotas();
    return {
      units: this.#states.map((state) => this.#unit(state)),
      keysListed,
      keysRead,
      keysPerSecond,
      remainingMs: counting || keysPerSecond === 0 ? null : Math.round((left / keysPerSecond) * 1000),
      quotas,
      unread: this.#coverage.gaps(),
      requests: total(quotas, (quota) => quota.sent),
    };
  }

  #unit({ unit, phase, listed, read }: UnitState): UnitProgress {
    const { accountId, region } = unit;
    return { accountId, region, phase, listed, read, slowed: this.#gates.slowed(unit) };
  }

  #speed(keys: number): number {
    const at = this.#clock.now();
    this.#samples.push({ at, keys });
    const recent = this.#samples.findIndex((sample) => at - sample.at <= WINDOW_MS);
    // The last sample before the window is where the window begins.
    this.#samples = this.#samples.slice(Math.max(0, recent - 1));
    const from = this.#samples[0];
    if (!from || at === from.at) return 0;
    return ((keys - from.keys) / (at - from.at)) * 1000;
  }
}

function total<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((sum, item) => sum + count(item), 0);
}
