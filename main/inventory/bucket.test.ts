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
    bucket.throttled(1000, 990);
    bucket.throttled(1100, 990);
    // 30 % at once, back by 5 % of the limit a second …
    expect(bucket.ratePerSecond(1100)).toBeCloseTo(70.5);
    // … up to 90 % of what was too much, and by 1 % from there: 70 to 90 takes 4 s, 90 to 100 takes 10 s.
    expect(bucket.ratePerSecond(5000)).toBeCloseTo(90);
    expect(bucket.ratePerSecond(10_000)).toBeCloseTo(95);
    expect(bucket.ratePerSecond(15_001)).toBe(100);
    bucket.throttled(20_000, 14_000);
    bucket.throttled(21_000, 20_100);
    // 100 to 70, a second at 5 %, then 30 % off again.
    expect(bucket.ratePerSecond(21_000)).toBeCloseTo(75 * 0.7);
  });

  it('takes no warning from a call that was sent before the last cut', () => {
    const bucket = new TokenBucket(100, 0);
    bucket.throttled(1000, 990);
    bucket.throttled(3000, 995);
    expect(bucket.ratePerSecond(3000)).toBeCloseTo(80);
  });

  it('learns a quota of which others use half: few answers are throttled in the long run', () => {
    const bucket = new TokenBucket(100, 0);
    let [sent, refused, theirs] = [0, 0, 50];
    for (let at = 0; at < 300_000; at += 10) {
      theirs = Math.min(50, theirs + 0.5);
      if (!bucket.take(at)) continue;
      sent += 1;
      if (theirs >= 1) theirs -= 1;
      else {
        refused += 1;
        bucket.throttled(at, at);
      }
    }
    expect(refused / sent).toBeLessThan(0.01);
    expect(sent / 300).toBeGreaterThan(35);
  });

  it('never stops altogether', () => {
    const bucket = new TokenBucket(100, 0);
    for (let at = 0; at < 60_000; at += 500) bucket.throttled(at, at);
    expect(bucket.ratePerSecond(60_000)).toBeGreaterThan(1);
  });
});
