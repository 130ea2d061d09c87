import { parseArgs } from 'node:util';
import { killScans } from '../main/core/scans/testing/kills.ts';

const HELP = `Kills scans of a small sample organisation at random moments and goes on with each until it is kept.
Every snapshot seen after a kill is verified; every ledger kept is compared with an undisturbed one, files included.

  --times N     kills (200)
  --seed N      another series of moments (1)`;

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});

/** Mulberry32: a small generator whose series can be repeated. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

if (values.help) {
  console.log(HELP);
} else {
  const tally = await killScans({
    times: Number(values.times),
    random: seeded(Number(values.seed)),
    say: (line) => console.log(line),
  });
  console.log(
    `\n${tally.kills} kills, ${tally.broken} of them left a broken scan; ${tally.resumed} scans were gone on with; ` +
      `${tally.compared} ledgers compared with the undisturbed one; ${tally.spared} of ${tally.of} units not read again`,
  );
  for (const fault of tally.faults) console.log(`  ${fault}`);
  console.log(tally.faults.length === 0 ? 'Every one as it must be.' : `${tally.faults.length} faults`);
  process.exitCode = tally.faults.length === 0 ? 0 : 1;
}
