import { Fifo } from './fifo.ts';

/**
 * One kind of work on many items, at most `limit` at a time, in order of arrival. What waits is the item alone: tens of
 * thousands of keys may wait for their histories. A failure goes to `failed`, and nothing more is begun.
 */
export class Stage<T> {
  readonly #limit: number;
  readonly #work: (item: T) => Promise<void>;
  readonly #failed: (error: unknown) => void;
  readonly #waiting = new Fifo<T>();
  #busy = 0;
  #broken = false;

  constructor(limit: number, work: (item: T) => Promise<void>, failed: (error: unknown) => void) {
    this.#limit = limit;
    this.#work = work;
    this.#failed = failed;
  }

  push(item: T): void {
    this.#waiting.push(item);
    if (this.#busy < this.#limit) void this.#drain();
  }

  async #drain(): Promise<void> {
    this.#busy += 1;
    try {
      while (!this.#broken) {
        const item = this.#waiting.shift();
        if (item === undefined) break;
        await this.#work(item);
      }
    } catch (error) {
      this.#broken = true;
      this.#failed(error);
    }
    this.#busy -= 1;
  }
}

/** So many places, over all units: whoever finds none waits in order of arrival. */
export class Places {
  readonly #waiting = new Fifo<() => void>();
  #free: number;

  constructor(places: number) {
    this.#free = places;
  }

  /** Nothing to wait for where there is a place. */
  enter(): Promise<void> | undefined {
    if (this.#free > 0) {
      this.#free -= 1;
      return undefined;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}
