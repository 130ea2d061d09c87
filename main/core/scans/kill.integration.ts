import { expect, test } from 'vitest';
import { killScans } from './testing/kills.ts';

/** Moments spread over the scan, the same in every run. */
function spread(): () => number {
  let at = 0;
  return () => {
    at = (at + 0.618_034) % 1;
    return at;
  };
}

test('scans killed at any moment leave every snapshot whole, and end as if undisturbed', async () => {
  const tally = await killScans({ times: 12, random: spread() });
  expect(tally.faults).toEqual([]);
  expect(tally.kills).toBe(12);
  expect(tally.broken).toBeGreaterThan(0);
  expect(tally.resumed).toBeGreaterThan(0);
  expect(tally.compared).toBeGreaterThan(0);
}, 300_000);
