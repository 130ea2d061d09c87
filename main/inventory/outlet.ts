import type { CoverageEntry } from '../../shared/model/coverage.ts';
import type { HsmCluster, KeyStore } from '../../shared/model/hsm.ts';
import type { KeyRecord } from '../../shared/model/key.ts';
import type { Unit } from '../../shared/model/place.ts';
import type { Clock } from './clock.ts';
import type { InventoryProgress } from './progress.ts';
import type { Sink } from './unit.ts';

export type InventoryEvent =
  /** Rows as far as they are known: each comes once more as one of `keys`. For the live view and running totals only. */
  | { readonly type: 'provisional'; readonly keys: readonly KeyRecord[] }
  | { readonly type: 'keys'; readonly keys: readonly KeyRecord[] }
  | { readonly type: 'clusters'; readonly clusters: readonly HsmCluster[] }
  | { readonly type: 'keyStores'; readonly keyStores: readonly KeyStore[] }
  /** After the last row of a unit. */
  | { readonly type: 'unit'; readonly end: UnitEnd }
  | { readonly type: 'progress'; readonly progress: InventoryProgress };

/** How the reading of a unit ended; `keys` rows of it were handed over. */
export interface UnitEnd extends Unit {
  readonly keys: number;
  readonly coverage: readonly CoverageEntry[];
}

const BATCH = 200;
/** Rows that are read and not yet taken; beyond it the readers wait. */
const HELD_ROWS = 1000;
/** A row waits for company no longer than this. */
const TICK_MS = 100;
/** Three a second, so that the final one is at most the fourth. */
const PROGRESS_MS = 340;

/**
 * Between the readers, which push, and the consumer, which pulls: full batches at once, smaller ones after a tick,
 * progress at most four times a second. While the consumer is behind, whoever reads keys waits.
 */
export class Outlet implements Sink {
  readonly #clock: Clock;
  readonly #progress: () => InventoryProgress;
  readonly #others: InventoryEvent[] = [];
  /** Ends of units, each due once the rows that came before it have been taken. */
  readonly #ends: { readonly after: number; readonly end: UnitEnd }[] = [];
  #provisional: KeyRecord[] = [];
  #rows: KeyRecord[] = [];
  #taken = 0;
  #waitingReaders: (() => void)[] = [];
  #wake: () => void = () => undefined;
  #ticked = false;
  #ended = false;
  #failure: { readonly error: unknown } | null = null;

  constructor(clock: Clock, progress: () => InventoryProgress) {
    this.#clock = clock;
    this.#progress = progress;
  }

  provisional(key: KeyRecord): Promise<void> | undefined {
    return this.#push(this.#provisional, key);
  }

  key(key: KeyRecord): Promise<void> | undefined {
    return this.#push(this.#rows, key);
  }

  clusters(clusters: readonly HsmCluster[]): void {
    this.#others.push({ type: 'clusters', clusters });
    this.#wake();
  }

  keyStores(keyStores: readonly KeyStore[]): void {
    this.#others.push({ type: 'keyStores', keyStores });
    this.#wake();
  }

  unitEnded(end: UnitEnd): void {
    this.#ends.push({ after: this.#taken + this.#rows.length, end });
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  fail(error: unknown): void {
    this.#failure = { error };
    this.#wake();
  }

  /** From here on rows are dropped: readers go on without a consumer, so that they can end. */
  abandon(): void {
    this.#ended = true;
    this.#provisional = [];
    this.#rows = [];
    this.#release();
  }

  /** Everything, until the end; the last event is the final progress. Throws what `fail` was given. */
  async *events(): AsyncGenerator<InventoryEvent, void> {
    const ticking = new AbortController();
    void this.#tick(ticking.signal);
    let progressAt = Number.NEGATIVE_INFINITY;
    try {
      for (;;) {
        if (this.#failure) throw this.#failure.error;
        const event = this.#next();
        if (event) yield event;
        if (this.#clock.now() - progressAt >= PROGRESS_MS) {
          progressAt = this.#clock.now();
          yield { type: 'progress', progress: this.#progress() };
        }
        if (this.#idle()) {
          if (this.#ended) break;
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        }
      }
      yield { type: 'progress', progress: this.#progress() };
    } finally {
      ticking.abort();
    }
  }

  #idle(): boolean {
    return !this.#failure && this.#others.length === 0 && !this.#endIsDue() && !this.#batchIsDue();
  }

  #endIsDue(): boolean {
    const [first] = this.#ends;
    return first !== undefined && first.after <= this.#taken;
  }

  #batchIsDue(): boolean {
    return this.#isDue(this.#provisional) || this.#isDue(this.#rows);
  }

  #isDue(rows: readonly KeyRecord[]): boolean {
    return rows.length >= BATCH || (rows.length > 0 && (this.#ticked || this.#ended));
  }

  #push(rows: KeyRecord[], key: KeyRecord): Promise<void> | undefined {
    if (this.#ended) return undefined;
    rows.push(key);
    if (rows.length === BATCH) this.#wake();
    if (this.#provisional.length + this.#rows.length <= HELD_ROWS) return undefined;
    return new Promise((resolve) => this.#waitingReaders.push(resolve));
  }

  #next(): InventoryEvent | undefined {
    const other = this.#others.shift();
    if (other) return other;
    if (this.#endIsDue()) {
      const first = this.#ends.shift();
      if (first) return { type: 'unit', end: first.end };
    }
    if (!this.#batchIsDue()) {
      this.#ticked = false;
      return undefined;
    }
    // Provisional rows first: each came before the same key's final one.
    if (this.#provisional.length > 0) return { type: 'provisional', keys: this.#take(this.#provisional) };
    const keys = this.#take(this.#rows);
    this.#taken += keys.length;
    return { type: 'keys', keys };
  }

  #take(rows: KeyRecord[]): readonly KeyRecord[] {
    const keys = rows.splice(0, BATCH);
    if (this.#provisional.length + this.#rows.length <= HELD_ROWS) this.#release();
    return keys;
  }

  #release(): void {
    const readers = this.#waitingReaders;
    this.#waitingReaders = [];
    for (const goOn of readers) goOn();
  }

  async #tick(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#clock.sleep(TICK_MS, signal).catch(() => undefined);
      this.#ticked = true;
      this.#wake();
    }
  }
}
