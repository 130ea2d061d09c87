import type { HsmCluster, KeyStore } from '../../shared/model/hsm.ts';
import type { KeyRecord } from '../../shared/model/key.ts';
import type { Clock } from './clock.ts';
import type { InventoryProgress } from './progress.ts';
import type { Sink } from './unit.ts';

export type InventoryEvent =
  | { readonly type: 'keys'; readonly keys: readonly KeyRecord[] }
  | { readonly type: 'clusters'; readonly clusters: readonly HsmCluster[] }
  | { readonly type: 'keyStores'; readonly keyStores: readonly KeyStore[] }
  | { readonly type: 'progress'; readonly progress: InventoryProgress };

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
  #rows: KeyRecord[] = [];
  #waitingReaders: (() => void)[] = [];
  #wake: () => void = () => undefined;
  #ticked = false;
  #ended = false;
  #failure: { readonly error: unknown } | null = null;

  constructor(clock: Clock, progress: () => InventoryProgress) {
    this.#clock = clock;
    this.#progress = progress;
  }

  async key(key: KeyRecord): Promise<void> {
    if (this.#ended) return;
    this.#rows.push(key);
    if (this.#rows.length === BATCH) this.#wake();
    if (this.#rows.length > HELD_ROWS) {
      await new Promise<void>((resolve) => this.#waitingReaders.push(resolve));
    }
  }

  clusters(clusters: readonly HsmCluster[]): void {
    this.#others.push({ type: 'clusters', clusters });
    this.#wake();
  }

  keyStores(keyStores: readonly KeyStore[]): void {
    this.#others.push({ type: 'keyStores', keyStores });
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
    return !this.#failure && this.#others.length === 0 && !this.#batchIsDue();
  }

  #batchIsDue(): boolean {
    return this.#rows.length >= BATCH || (this.#rows.length > 0 && (this.#ticked || this.#ended));
  }

  #next(): InventoryEvent | undefined {
    const other = this.#others.shift();
    if (other) return other;
    if (!this.#batchIsDue()) {
      this.#ticked = false;
      return undefined;
    }
    const keys = this.#rows.slice(0, BATCH);
    this.#rows = this.#rows.slice(BATCH);
    if (this.#rows.length <= HELD_ROWS) this.#release();
    return { type: 'keys', keys };
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
