import { parseArgs } from 'node:util';
import { quietSdkWarning } from '../main/core/quiet.ts';
import {
  eachFaultAlone,
  eachPageMidway,
  mixture,
  smallOrganisation,
} from '../main/core/testing/fault-matrix.ts';
import type { FaultPlan } from '../main/core/testing/fault-run.ts';
import { runUnderFaults } from '../main/core/testing/fault-run.ts';
import { judgeRun } from '../main/core/testing/judge-run.ts';

/**
 * `npm run bench:faults -- --seeds 200`: every failure alone at every reach, then random mixtures by seed, each against
 * the endpoint's own record. Prints what differs; ends with 1 where anything does. `--from` repeats from a seed,
 * `--alone` takes only the failures whose name holds the text.
 */
quietSdkWarning();
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    alone: { type: 'string', default: '' },
  },
});
const seeds = Number(values.seeds);
const from = Number(values.from);
const organisation = smallOrganisation(1);
const plain = { organisation, pageLimit: undefined, random: Math.random };
const plans: readonly (readonly [string, FaultPlan])[] = [
  ...eachFaultAlone(organisation).map(([name, faults]) => [name, { ...plain, faults }] as const),
  ...eachPageMidway().map(([name, faults]) => [name, { ...plain, faults, pageLimit: 5 }] as const),
  ...Array.from({ length: seeds }, (_, index) => [`seed ${from + index}`, mixture(from + index)] as const),
].filter(([name]) => name.includes(values.alone));

let bad = 0;
let slowest = 0;
let requests = 0;
const began = performance.now();
for (const [name, plan] of plans) {
  const started = performance.now();
  let problems: readonly string[];
  try {
    const run = await runUnderFaults(plan);
    requests += run.answers.length;
    problems = judgeRun(plan, run);
  } catch (error) {
    problems = [`crashed: ${error instanceof Error ? error.stack : error}`];
  }
  slowest = Math.max(slowest, performance.now() - started);
  if (problems.length === 0) continue;
  bad += 1;
  console.log(`${name}: ${JSON.stringify(plan.faults)}`);
  for (const problem of problems) console.log(`  ${problem}`);
}
const seconds = ((performance.now() - began) / 1000).toFixed(1);
console.log(
  `${plans.length} runs (${seeds} seeds), ${requests} requests, ${seconds} s, slowest ${Math.round(slowest)} ms: ${bad} differ`,
);
process.exitCode = bad === 0 ? 0 : 1;
