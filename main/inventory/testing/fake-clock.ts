import type { Clock } from '../clock.ts';

interface Timer {
  readonly at: number;
  readonly ring: () => void;
}

/** A clock that stands still until told to move; timers ring in order of time. */
export class FakeClock implements Clock {
  #now = 0;
  #timers: Timer[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const timer: Timer = {
        at: this.#now + ms,
        ring: () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
      };
      const abort = () => {
        this.#timers = this.#timers.filter((other) => other !== timer);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.#timers.push(timer);
      this.#timers.sort((a, b) => a.at - b.at);
    });
  }

  /** Lets time pass for as long as the work needs it. */
  async drive<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    const mark = () => {
      settled = true;
    };
    work.then(mark, mark);
    for (;;) {
      await quiet();
      if (settled) return work;
      const timer = this.#timers.shift();
      if (!timer) throw new Error(`Nothing is due at ${this.#now} ms, and the work is not done`);
      this.#now = Math.max(this.#now, timer.at);
      timer.ring();
    }
  }

  async advance(ms: number): Promise<void> {
    await this.drive(this.sleep(ms));
  }
}

/** Everything that can go on without time passing has gone on. */
function quiet(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
