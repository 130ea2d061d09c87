import { setMaxListeners } from 'node:events';
import { type Unit, unitId } from '../../shared/model/place.ts';
import type { QuotaUse } from '../../shared/model/progress.ts';
import { AwsCallError } from '../aws/error.ts';
import type { CallGate, Operation } from '../aws/reader.ts';
import { TokenBucket } from './bucket.ts';
import type { Clock } from './clock.ts';
import { Fifo } from './fifo.ts';
import { QUOTAS } from './quota.ts';

/** A lane without a token sleeps at least this long, then sends what has gathered: one timer for several calls. */
const PACE_MS = 4;
const SLOWED_FOR_MS = 5000;
const RETRIES = {
  throttle: { attempts: 9, firstMs: 200, mostMs: 5000 },
  transient: { attempts: 4, firstMs: 100, mostMs: 2000 },
} as const;

interface Waiter {
  admit(): void;
  refuse(error: AwsCallError): void;
  readonly operation: Operation;
}

/** The calls of one operation in one account and region, waiting for their bucket. */
interface Lane {
  readonly operation: Operation;
  readonly bucket: TokenBucket;
  readonly waiters: Fifo<Waiter>;
  /** `ready`: in the ring, its turn will come; `asleep`: waits for a token; `idle`: nobody waits. */
  state: 'idle' | 'ready' | 'asleep';
  sent: number;
}

export interface GateOptions {
  /** Share of AWS's quotas to use, 0–1. */
  readonly quotaShare: number;
  readonly clock: Clock;
  /** 0–1, for the jitter of retries. */
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** Requests in flight at once, over all units. */
  readonly concurrency?: number;
}

/**
 * Every request to AWS passes here. One token bucket per account, region and operation; the requests in flight are
 * bounded over all of them, and lanes with work and a token take turns, so that no unit waits for another.
 * Throttled and transient failures are asked again after a jittered wait, at the end of their lane; a call that stays
 * throttled ends as `throttledOut`. When the signal aborts, every call ends at once as `cancelled`.
 */
export class Gates {
  readonly #options: GateOptions;
  readonly #concurrency: number;
  readonly #lanes = new Map<string, Map<Operation, Lane>>();
  readonly #ring = new Fifo<Lane>();
  readonly #waiting = new Set<Waiter>();
  readonly #stop = new AbortController();
  #inFlight = 0;

  constructor(options: GateOptions) {
    this.#options = options;
    this.#concurrency = options.concurrency ?? 256;
    // Each call in flight and each lane asleep listens to it; Node would call more than ten of them a leak.
    setMaxListeners(0, this.#stop.signal);
    if (options.signal.aborted) this.#cancel();
    else options.signal.addEventListener('abort', () => this.#cancel(), { once: true });
  }

  of(unit: Unit): CallGate {
    const lanes = this.#lanesOf(unit);
    return {
      run: (operation, attempt) => {
        let lane = lanes.get(operation);
        if (!lane) {
          lane = this.#open(operation);
          lanes.set(operation, lane);
        }
        return this.#run(lane, attempt);
      },
    };
  }

  /** Requests sent so far, attempts included. */
  requests(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const lane of this.#every()) {
      if (lane.sent > 0) counts[lane.operation] = (counts[lane.operation] ?? 0) + lane.sent;
    }
    return counts;
  }

  /** Use of the quotas in the last second: for each operation, that of the busiest account and region. */
  quotas(): readonly QuotaUse[] {
    const now = this.#options.clock.now();
    const uses = new Map<Operation, { sent: number; busiest: number }>();
    for (const lane of this.#every()) {
      const use = uses.get(lane.operation) ?? { sent: 0, busiest: 0 };
      use.sent += lane.sent;
      use.busiest = Math.max(use.busiest, lane.bucket.lastSecond(now));
      uses.set(lane.operation, use);
    }
    return [...uses].map(([operation, use]) => ({
      operation,
      quotaPerSecond: QUOTAS[operation].perSecond,
      usedPerSecond: use.busiest,
      sent: use.sent,
    }));
  }

  /** AWS throttled this unit within the last few seconds. */
  slowed(unit: Unit): boolean {
    const since = this.#options.clock.now() - SLOWED_FOR_MS;
    for (const lane of this.#lanesOf(unit).values()) if (lane.bucket.cutAt >= since) return true;
    return false;
  }

  *#every(): Iterable<Lane> {
    for (const lanes of this.#lanes.values()) yield* lanes.values();
  }

  #lanesOf(unit: Unit): Map<Operation, Lane> {
    const id = unitId(unit);
    const lanes = this.#lanes.get(id) ?? new Map<Operation, Lane>();
    this.#lanes.set(id, lanes);
    return lanes;
  }

  #open(operation: Operation): Lane {
    const limit = QUOTAS[operation].perSecond * this.#options.quotaShare;
    return {
      operation,
      bucket: new TokenBucket(limit, this.#options.clock.now()),
      waiters: new Fifo(),
      state: 'idle',
      sent: 0,
    };
  }

  async #run<T>(lane: Lane, attempt: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const failures = { throttle: 0, transient: 0 };
    for (;;) {
      await this.#admission(lane);
      try {
        return await this.#send(lane, attempt);
      } catch (error) {
        await this.#sleep(lane, this.#backoff(lane, failures, error));
      }
    }
  }

  /** Milliseconds to wait before the next attempt; throws where there is to be none. */
  #backoff(lane: Lane, failures: { throttle: number; transient: number }, error: unknown): number {
    if (this.#stop.signal.aborted) throw cancelled(lane.operation);
    if (!(error instanceof AwsCallError) || error.retry === 'no') throw error;
    if (error.retry === 'throttle') lane.bucket.throttled(this.#options.clock.now());
    const { attempts, firstMs, mostMs } = RETRIES[error.retry];
    failures[error.retry] += 1;
    const failed = failures[error.retry];
    if (failed >= attempts) throw error.retry === 'throttle' ? throttledOut(error) : error;
    return Math.min(mostMs, firstMs * 2 ** (failed - 1)) * (0.5 + this.#options.random() / 2);
  }

  /** Sends one request; does not wait for it once the scan is cancelled, whatever the client does. */
  #send<T>(lane: Lane, attempt: (signal: AbortSignal) => Promise<T>): Promise<T> {
    lane.sent += 1;
    return new Promise<T>((resolve, reject) => {
      const waiter: Waiter = { operation: lane.operation, admit: () => undefined, refuse: reject };
      const end = () => {
        this.#waiting.delete(waiter);
        this.#inFlight -= 1;
        this.#dispatch();
      };
      this.#waiting.add(waiter);
      attempt(this.#stop.signal).then(
        (answer) => {
          end();
          resolve(answer);
        },
        (error: unknown) => {
          end();
          reject(error);
        },
      );
    });
  }

  #admission(lane: Lane): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#stop.signal.aborted) {
        reject(cancelled(lane.operation));
        return;
      }
      const waiter: Waiter = { operation: lane.operation, admit: resolve, refuse: reject };
      this.#waiting.add(waiter);
      lane.waiters.push(waiter);
      if (lane.state === 'idle') this.#ready(lane);
      this.#dispatch();
    });
  }

  async #sleep(lane: Lane, ms: number): Promise<void> {
    try {
      await this.#options.clock.sleep(ms, this.#stop.signal);
    } catch (error) {
      if (this.#stop.signal.aborted) throw cancelled(lane.operation);
      throw error;
    }
  }

  #ready(lane: Lane): void {
    lane.state = 'ready';
    this.#ring.push(lane);
  }

  #dispatch(): void {
    while (this.#inFlight < this.#concurrency) {
      const lane = this.#ring.shift();
      if (!lane) return;
      if (lane.waiters.size === 0) lane.state = 'idle';
      else if (lane.bucket.take(this.#options.clock.now())) {
        const waiter = lane.waiters.shift();
        if (waiter) this.#waiting.delete(waiter);
        this.#inFlight += 1;
        this.#ready(lane);
        waiter?.admit();
      } else this.#rest(lane);
    }
  }

  #rest(lane: Lane): void {
    lane.state = 'asleep';
    const ms = Math.max(PACE_MS, Math.ceil(lane.bucket.waitMs(this.#options.clock.now())));
    const wake = () => {
      if (this.#stop.signal.aborted) return;
      this.#ready(lane);
      this.#dispatch();
    };
    this.#options.clock.sleep(ms, this.#stop.signal).then(wake, wake);
  }

  #cancel(): void {
    this.#stop.abort();
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const waiter of waiting) waiter.refuse(cancelled(waiter.operation));
  }
}

function cancelled(operation: Operation): AwsCallError {
  return new AwsCallError({
    operation,
    outcome: 'cancelled',
    code: 'Cancelled',
    retry: 'no',
    message: 'The scan was cancelled before AWS answered',
    action: 'Scan again to read what is missing.',
  });
}

function throttledOut(error: AwsCallError): AwsCallError {
  return new AwsCallError({
    operation: error.operation,
    outcome: 'throttledOut',
    code: error.code,
    retry: 'no',
    message: error.message,
    action:
      'Others use the same quota in this account and region. Scan later, or with a smaller quota share.',
    cause: error,
  });
}
