import { describe, expect, it } from 'vitest';
import { eachFaultAlone, eachPageMidway, mixture, smallOrganisation } from './testing/fault-matrix.ts';
import { type FaultPlan, runUnderFaults } from './testing/fault-run.ts';
import { judgeRun } from './testing/judge-run.ts';

/** `npm run bench:faults` runs every failure at every reach, and as many mixtures as asked. */
const SEEDS = Array.from({ length: 25 }, (_, index) => index + 1);
const REACHES = /at (one key|every read)$|^(denied|reset) at (one account|everything)$/;
const REFUSED = /^denied at (account:ListRegions|organizations:ListAccounts|pricing:GetProducts)$/;

const organisation = smallOrganisation(1);

async function problemsOf(plan: FaultPlan): Promise<readonly string[]> {
  return judgeRun(plan, await runUnderFaults(plan));
}

describe('each failure alone', () => {
  const some = eachFaultAlone(organisation).filter(([name]) => REACHES.test(name) || REFUSED.test(name));

  it.each(some)('%s', async (_, faults) => {
    const plan = { organisation, faults, pageLimit: undefined, random: Math.random };
    expect(await problemsOf(plan)).toEqual([]);
  });

  it.each(eachPageMidway())('%s', async (_, faults) => {
    const plan = { organisation, faults, pageLimit: 5, random: Math.random };
    expect(await problemsOf(plan)).toEqual([]);
  });
});

describe('random mixtures of failures', () => {
  it.each(SEEDS)('seed %i', async (seed) => {
    expect(await problemsOf(mixture(seed))).toEqual([]);
  });
});
