import { setTimeout as sleep } from 'node:timers/promises';

/** Time as the scan engine sees it; handed in, so that tests run on a clock of their own. */
export interface Clock {
  /** Milliseconds that only ever grow: for rates and waits, not for dates. */
  now(): number;
  /** Rejects when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}),
};
