/** The call took longer than any call of AWS. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
  readonly code = 'TIMEOUT';
}

/** For one call, from its wait for a connection to the last byte of its answer. */
export const CALL_TIMEOUT_MS = 15_000;

/** A time limit is kept to an eighth of itself: nobody waits for a call by the millisecond. */
const TICKS = 8;

interface Entry {
  readonly end: (reason: unknown) => void;
  readonly due: number;
}

/**
 * The time limit and the signals of many calls at once: one timer for all of them, one listener for each signal. A
 * timer and a listener for each call, and `AbortSignal.any` above all, cost as much as signing it.
 */
export class Deadlines {
  readonly #timeoutMs: number;
  readonly #bySignal = new WeakMap<AbortSignal, Set<Entry>>();
  readonly #entries = new Set<Entry>();
  #tick = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(timeoutMs: number = CALL_TIMEOUT_MS) {
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Calls `end` once with the signal's reason or a DeadlineError, unless the function that it gives is called first.
   * Throws the signal's reason where it has aborted already.
   */
  watch(signal: AbortSignal, end: (reason: unknown) => void): () => void {
    signal.throwIfAborted();
    const entry: Entry = { end, due: this.#tick + TICKS + 1 };
    const peers = this.#of(signal);
    peers.add(entry);
    this.#entries.add(entry);
    this.#timer ??= setInterval(() => this.#sweep(), this.#timeoutMs / TICKS).unref();
    return () => {
      peers.delete(entry);
      this.#entries.delete(entry);
    };
  }

  #of(signal: AbortSignal): Set<Entry> {
    const known = this.#bySignal.get(signal);
    if (known) return known;
    const peers = new Set<Entry>();
    this.#bySignal.set(signal, peers);
    const abort = () => {
      for (const entry of peers) this.#finish(entry, peers, signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    return peers;
  }

  #finish(entry: Entry, peers: Set<Entry> | null, reason: unknown): void {
    peers?.delete(entry);
    this.#entries.delete(entry);
    entry.end(reason);
  }

  /** Entries are in the order of their due ticks: all have the same limit. */
  #sweep(): void {
    this.#tick += 1;
    for (const entry of this.#entries) {
      if (entry.due > this.#tick) break;
      this.#finish(entry, null, new DeadlineError(`No whole answer within ${this.#timeoutMs} ms`));
    }
    if (this.#entries.size > 0 || this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }
}

/** Runs a call under a signal and a time limit; `stop` ends it. Throws DeadlineError, or the signal's reason. */
export async function withDeadline<T>(
  deadlines: Deadlines,
  signal: AbortSignal,
  stop: () => void,
  run: () => Promise<T>,
): Promise<T> {
  let ended: { readonly reason: unknown } | null = null;
  const release = deadlines.watch(signal, (reason) => {
    ended = { reason };
    stop();
  });
  try {
    return await run();
  } catch (error) {
    throw reasonOf(ended) ?? error;
  } finally {
    release();
  }
}

function reasonOf(ended: { readonly reason: unknown } | null): unknown {
  return ended?.reason;
}
