import { setMaxListeners } from 'node:events';
import { type Unit, unitId } from '../../shared/model/place.ts';
import type { QuotaUse } from '../../shared/model/progress.ts';
import { AwsCallError } from '../aws/error.ts';
import type { CallGate, Operation } from '../aws/reader.ts';
import { TokenBucket } from './bucket.ts';
import type { Clock } from './clock.ts';
import { Fifo } from './fifo.ts';
import { Latency } from './latency.ts';
import { QUOTAS } from './quota.ts';

/** A lane without a token sleeps at least this long, then sends what has gathered: one timer for several calls. */
const PACE_MS = 16;
/** A shorter sleep than this need not be broken off when the scan is cancelled. */
const SHORT_MS = 100;
const SLOWED_FOR_MS = 5000;
const RETRIES = {
  throttle: { attempts: 9, firstMs: 200, mostMs: 5000 },
  transient: { attempts: 4, firstMs: 100, mostMs: 2000 },
} as const;
/** More sockets than this gain nothing: signing and reading the answers takes all of a core by then. */
const MOST_IN_FLIGHT = 512;
/** `first`: until answers tell how long AWS takes; a connection that is not needed costs as much as several calls. */
const IN_FLIGHT = { first: 128, least: 64, margin: 1.5 };
/** After so many answers the bound is worked out anew. */
const ANSWERS_PER_BOUND = 256;

/** One call, from when it is asked for to its last answer. */
interface Pending {
  readonly lane: Lane;
  readonly attempt: (signal: AbortSignal) => Promise<unknown>;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
  throttled: number;
  failed: number;
  sentAt: number;
}

/** The calls of one operation in one account and region, waiting for their bucket. */
interface Lane {
  readonly operation: Operation;
  readonly bucket: TokenBucket;
  readonly latency: Latency;
  readonly waiting: Fifo<Pending>;
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
  /** The most requests in flight at once, over all units. */
  readonly concurrency?: number;
}

/**
 * Every request to AWS passes here. One token bucket per account, region and operation; the requests in flight are
 * bounded over all of them, and lanes with work and a token take turns, so that no unit waits for another. The bound is
 * what the lanes at work can use: rate times latency (Little's law), by the shortest latency seen of late, since a
 * longer one is only the queue of our own making.
 * Throttled and transient failures are asked again after a jittered wait, at the end of their lane; a call that stays
 * throttled ends as `throttledOut`. When the signal aborts, every call ends at once as `cancelled`.
 */
export class Gates {
  readonly #options: GateOptions;
  readonly #most: number;
  readonly #lanes = new Map<string, Map<Operation, Lane>>();
  readonly #ring = new Fifo<Lane>();
  readonly #open = new Set<Pending>();
  readonly #stop = new AbortController();
  #bound: number;
  #answers = 0;
  #inFlight = 0;

  constructor(options: GateOptions) {
    this.#options = options;
    this.#most = options.concurrency ?? MOST_IN_FLIGHT;
    this.#bound = Math.min(this.#most, IN_FLIGHT.first);
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
          lane = this.#newLane(operation);
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

  #newLane(operation: Operation): Lane {
    const limit = QUOTAS[operation].perSecond * this.#options.quotaShare;
    return {
      operation,
      bucket: new TokenBucket(limit, this.#options.clock.now()),
      latency: new Latency(),
      waiting: new Fifo(),
      state: 'idle',
      sent: 0,
    };
  }

  #run<T>(lane: Lane, attempt: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#stop.signal.aborted) return Promise.reject(cancelled(lane.operation));
    return new Promise<T>((resolve, reject) => {
      const call: Pending = { lane, attempt, resolve, reject, throttled: 0, failed: 0, sentAt: 0 };
      this.#open.add(call);
      this.#queue(call);
    });
  }

  #queue(call: Pending): void {
    const { lane } = call;
    lane.waiting.push(call);
    if (lane.state === 'idle') this.#ready(lane);
    this.#dispatch();
  }

  /** Sends one request. Once the scan is cancelled nobody waits for it, whatever the client does. */
  #send(call: Pending): void {
    call.lane.sent += 1;
    call.sentAt = this.#options.clock.now();
    this.#inFlight += 1;
    begun(call.attempt, this.#stop.signal).then(
      (answer) => {
        this.#landed();
        call.lane.latency.took(call.sentAt, this.#options.clock.now());
        if (this.#open.delete(call)) call.resolve(answer as never);
        this.#dispatch();
      },
      (error: unknown) => {
        this.#landed();
        if (this.#open.has(call)) this.#failed(call, error);
        this.#dispatch();
      },
    );
  }

  #landed(): void {
    this.#inFlight -= 1;
    this.#answers += 1;
    if (this.#answers % ANSWERS_PER_BOUND === 0) this.#bound = this.#usable();
  }

  /** The requests in flight that the lanes at work can use. */
  #usable(): number {
    const now = this.#options.clock.now();
    let usable = 0;
    for (const lane of this.#every()) {
      if (lane.state !== 'idle') usable += (lane.bucket.ratePerSecond(now) * lane.latency.ms()) / 1000;
    }
    return Math.min(this.#most, Math.max(IN_FLIGHT.least, Math.ceil(usable * IN_FLIGHT.margin)));
  }

  #failed(call: Pending, error: unknown): void {
    const end = (reason: unknown) => {
      if (this.#open.delete(call)) call.reject(reason);
    };
    const ms = this.#backoff(call, error);
    if (ms === null) {
      const lastThrottle = error instanceof AwsCallError && error.retry === 'throttle';
      end(lastThrottle ? throttledOut(error) : error);
      return;
    }
    this.#options.clock.sleep(ms, this.#stop.signal).then(
      () => {
        if (this.#open.has(call)) this.#queue(call);
      },
      (reason: unknown) => end(reason),
    );
  }

  /** Milliseconds to wait before the next attempt; null where there is to be none. */
  #backoff(call: Pending, error: unknown): number | null {
    if (!(error instanceof AwsCallError) || error.retry === 'no') return null;
    if (error.retry === 'throttle') {
      call.throttled += 1;
      call.lane.bucket.throttled(this.#options.clock.now(), call.sentAt);
    } else call.failed += 1;
    const failures = error.retry === 'throttle' ? call.throttled : call.failed;
    const { attempts, firstMs, mostMs } = RETRIES[error.retry];
    if (failures >= attempts) return null;
    return Math.min(mostMs, firstMs * 2 ** (failures - 1)) * (0.5 + this.#options.random() / 2);
  }

  #ready(lane: Lane): void {
    lane.state = 'ready';
    this.#ring.push(lane);
  }

  #dispatch(): void {
    while (this.#inFlight < this.#bound) {
      const lane = this.#ring.shift();
      if (!lane) return;
      if (lane.waiting.size === 0) lane.state = 'idle';
      else if (lane.bucket.take(this.#options.clock.now())) {
        const call = lane.waiting.shift();
        this.#ready(lane);
        if (call) this.#send(call);
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
    const { clock } = this.#options;
    (ms < SHORT_MS ? clock.sleep(ms) : clock.sleep(ms, this.#stop.signal)).then(wake, wake);
  }

  #cancel(): void {
    const calls = [...this.#open];
    this.#open.clear();
    this.#stop.abort();
    for (const call of calls) call.reject(cancelled(call.lane.operation));
  }
}

/** An attempt that throws before its promise fails like any other. */
function begun(attempt: Pending['attempt'], signal: AbortSignal): Promise<unknown> {
  try {
    return attempt(signal);
  } catch (error) {
    return Promise.reject(error);
  }
}

/** One error for all calls of an operation: tens of thousands may end by it at once. */
const CANCELLED = new Map<Operation, AwsCallError>();

function cancelled(operation: Operation): AwsCallError {
  const known = CANCELLED.get(operation);
  if (known) return known;
  const error = new AwsCallError({
    operation,
    outcome: 'cancelled',
    code: 'Cancelled',
    retry: 'no',
    message: 'The scan was cancelled before AWS answered',
    action: 'Scan again to read what is missing.',
  });
  CANCELLED.set(operation, error);
  return error;
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
