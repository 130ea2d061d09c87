/** Assumed of calls that were not answered yet. */
const UNKNOWN_MS = 100;
/** The shortest is looked for in this window and the one before it. */
const WINDOW_MS = 10_000;

/** How long AWS takes for a call at the least: what goes over that is waiting, here or there. */
export class Latency {
  #from = Number.NEGATIVE_INFINITY;
  #before = Number.POSITIVE_INFINITY;
  #now = Number.POSITIVE_INFINITY;

  took(sentAt: number, answeredAt: number): void {
    if (answeredAt - this.#from > WINDOW_MS) {
      this.#before = this.#now;
      this.#now = Number.POSITIVE_INFINITY;
      this.#from = answeredAt;
    }
    this.#now = Math.min(this.#now, answeredAt - sentAt);
  }

  ms(): number {
    const shortest = Math.min(this.#before, this.#now);
    return Number.isFinite(shortest) ? shortest : UNKNOWN_MS;
  }
}
