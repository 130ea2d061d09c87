/**
 * What may be sent at once after a pause: wide enough for timers that ring late and for a garbage collection. A token
 * that is lost to one would be lost time, and no second holds more than the limit in any case.
 */
const CATCH_UP_SECONDS = 0.25;
/** The second that is looked back on is kept in slots of this length, the one that has begun included. */
const SLOT_MS = 10;
const SLOTS = 1000 / SLOT_MS + 1;
const CUT = 0.7;
const SAFE = 0.9;
/** Calls in flight together are throttled together; they count as one warning. */
const CUT_APART_MS = 500;
const FLOOR = 0.05;
/** Of the limit: up to where AWS last said no, and beyond it, where it may well say so again. */
const RECOVERY_PER_SECOND = { known: 0.05, beyond: 0.01 };

/**
 * The requests that one operation may send in one account and region. In any second it grants at most
 * `limitPerSecond` (rounded up to a whole request): tokens keep the average, and a count of the last second keeps a
 * catch-up from going over. A throttled answer lowers the rate at once by 30 % (additive increase, multiplicative
 * decrease); it climbs back by 5 % of the limit a second up to nine tenths of the rate that was too much, and by 1 %
 * beyond, so that a quota that others use too is learned and not run against. Times are the clock's milliseconds.
 */
export class TokenBucket {
  readonly #limit: number;
  readonly #capacity: number;
  readonly #granted = new Uint16Array(SLOTS);
  #recent = 0;
  #slot: number;
  #rate: number;
  #tokens: number;
  #at: number;
  #cutAt = Number.NEGATIVE_INFINITY;
  /** The rate that is expected to go well. */
  #safe: number;

  constructor(limitPerSecond: number, now: number) {
    this.#limit = limitPerSecond;
    this.#capacity = Math.max(1, Math.min(limitPerSecond, Math.max(2, limitPerSecond * CATCH_UP_SECONDS)));
    this.#rate = limitPerSecond;
    this.#safe = limitPerSecond;
    this.#tokens = this.#capacity;
    this.#at = now;
    this.#slot = slotOf(now);
  }

  take(now: number): boolean {
    if (this.waitMs(now) > 0) return false;
    this.#tokens -= 1;
    this.#recent += 1;
    this.#granted[this.#slot % SLOTS] = (this.#granted[this.#slot % SLOTS] ?? 0) + 1;
    return true;
  }

  /** Milliseconds until the next request may be sent; 0 when it may be sent now. */
  waitMs(now: number): number {
    this.#advance(now);
    if (this.#recent >= this.#limit) return this.#untilOldestLeaves(now);
    // Sums of fractions fall a hair short of a whole.
    if (this.#tokens >= 1 - 1e-9) return 0;
    return ((1 - this.#tokens) / this.#rate) * 1000;
  }

  /** Of a call sent at `sentAt`; one sent before the last cut says nothing new. */
  throttled(now: number, sentAt: number): void {
    this.#advance(now);
    if (now - this.#cutAt < CUT_APART_MS || sentAt < this.#cutAt) return;
    this.#cutAt = now;
    this.#safe = Math.max(this.#limit * FLOOR, this.#rate * SAFE);
    this.#rate = Math.max(this.#limit * FLOOR, this.#rate * CUT);
    this.#tokens = Math.min(this.#tokens, 0);
  }

  /** When AWS last slowed this operation down. */
  get cutAt(): number {
    return this.#cutAt;
  }

  ratePerSecond(now: number): number {
    this.#advance(now);
    return this.#rate;
  }

  /** Requests granted in the last second. */
  lastSecond(now: number): number {
    this.#advance(now);
    return this.#recent;
  }

  #advance(now: number): void {
    const seconds = (now - this.#at) / 1000;
    if (seconds <= 0) return;
    this.#at = now;
    this.#tokens = Math.min(this.#capacity, this.#tokens + seconds * this.#rate);
    this.#rate = this.#recovered(seconds);
    const slot = slotOf(now);
    const steps = Math.min(SLOTS, slot - this.#slot);
    for (let step = 1; step <= steps; step += 1) {
      const index = (this.#slot + step) % SLOTS;
      this.#recent -= this.#granted[index] ?? 0;
      this.#granted[index] = 0;
    }
    this.#slot = slot;
  }

  #recovered(seconds: number): number {
    const { known, beyond } = RECOVERY_PER_SECOND;
    const quick = Math.min(Math.max(this.#rate, this.#safe), this.#rate + seconds * known * this.#limit);
    const left = seconds - (quick - this.#rate) / (known * this.#limit);
    return Math.min(this.#limit, quick + left * beyond * this.#limit);
  }

  #untilOldestLeaves(now: number): number {
    const oldest = this.#slot - SLOTS + 1;
    for (let slot = Math.max(0, oldest); slot <= this.#slot; slot += 1) {
      if ((this.#granted[slot % SLOTS] ?? 0) > 0) return (slot + SLOTS) * SLOT_MS - now;
    }
    return 0;
  }
}

function slotOf(now: number): number {
  return Math.floor(now / SLOT_MS);
}
