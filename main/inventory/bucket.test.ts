import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenBucket } from './bucket.ts';

/** Times (ms) at which a bucket grants when it is asked at each of these moments, until it refuses. */
function grants(bucket: TokenBucket, moments: readonly number[]): number[] {
  return moments.flatMap((at) => {
    const granted: number[] = [];
    while (bucket.take(at)) granted.push(at);
    return granted;
  });
}

function mostInAnySecond(times: readonly number[]): number {
  let from = 0;
  let most = 0;
  for (const [index, at] of times.entries()) {
    // A hair wider than a second would count a grant that the next second owns.
    while (at - (times[from] ?? at) >= 1000 - 1e-6) from += 1;
    most = Math.max(most, index - from + 1);
  }
  return most;
}

describe('TokenBucket', () => {
  it('never grants more than its limit in any second, whenever it is asked', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.constantFrom(5, 15, 100, 500, 1000, 2000),
          fc.double({ min: 0.2, max: 2000, noNaN: true }),
        ),
        fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 60 }),
        (limit, gaps) => {
          let at = 0;
          const moments = gaps.map((gap) => {
            at += gap;
            return at;
          });
          const times = grants(new TokenBucket(limit, 0), moments);
          expect(mostInAnySecond(times)).toBeLessThanOrEqual(Math.ceil(limit));
        },
      ),
    );
  });

  it.each([5, 100, 2000])(
    'reaches at least 98 %% of a limit of %i a second when asked all the time',
    (limit) => {
      const moments = Array.from({ length: 10_000 }, (_, ms) => ms);
      const granted = grants(new TokenBucket(limit, 0), moments).length;
      expect(granted).toBeGreaterThanOrEqual(limit * 10 * 0.98);
    },
  );

  it('says how long until the next request', () => {
    const bucket = new TokenBucket(5, 0);
    expect(bucket.waitMs(0)).toBe(0);
    // Two at once, then one every 200 ms; the sixth of a second waits until the first is out of it, to a slot of 10 ms.
    expect([bucket.take(0), bucket.take(0), bucket.take(0)]).toEqual([true, true, false]);
    expect(bucket.waitMs(0)).toBeCloseTo(200);
    expect(bucket.waitMs(150)).toBeCloseTo(50);
    for (const at of [200, 400, 600]) expect(bucket.take(at)).toBe(true);
    expect(bucket.take(800)).toBe(false);
    expect(bucket.waitMs(800)).toBeCloseTo(210);
    expect(bucket.take(1010)).toBe(true);
  });

  it('slows down when throttled, once for calls that were in flight together, and recovers', () => {
    const bucket = new TokenBucket(100, 0);
    const full = bucket.ratePerSecond(0);
    bucket.throttled(1000);
    bucket.throttled(1100);
    expect(bucket.ratePerSecond(1100) / full).toBeCloseTo(0.7 + 0.005);
    bucket.throttled(1500);
    expect(bucket.ratePerSecond(1500) / full).toBeCloseTo((0.7 + 0.025) * 0.7);
    expect(bucket.ratePerSecond(1500 + 20_000)).toBe(full);
  });

  it('never stops altogether', () => {
    const bucket = new TokenBucket(100, 0);
    for (let at = 0; at < 60_000; at += 500) bucket.throttled(at);
    expect(bucket.ratePerSecond(60_000)).toBeGreaterThan(1);
  });
});
