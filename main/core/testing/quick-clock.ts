import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../inventory/clock.ts';

/** A clock that runs `times` as fast as the machine's: quotas are wide, and the waits between retries short. */
export function quickClock(times: number): Clock {
  return {
    now: () => performance.now() * times,
    sleep: (ms, signal) => sleep(ms / times, undefined, signal ? { signal } : {}),
  };
}
