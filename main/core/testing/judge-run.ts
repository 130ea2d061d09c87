import { expectedCoverage, lineOf } from './expected-coverage.ts';
import { neverAsked } from './expected-questions.ts';
import { expectedTotal, trueTotal } from './expected-total.ts';
import type { FaultPlan, FaultRun } from './fault-run.ts';
import { askedOf } from './ledger-of-answers.ts';

const MICRO = 1_000_000;

function differences(what: string, is: readonly string[], should: readonly string[]): string[] {
  return [
    ...is.filter((line) => !should.includes(line)).map((line) => `${what}: has ${line}`),
    ...should.filter((line) => !is.includes(line)).map((line) => `${what}: lacks ${line}`),
  ];
}

/** Everything in which a run differs from what the endpoint's own record and the organisation's truth call for. */
export function judgeRun(
  { organisation }: Pick<FaultPlan, 'organisation'>,
  run: FaultRun,
): readonly string[] {
  const asked = askedOf(run.answers);
  const expected = expectedCoverage(asked, organisation);
  if (expected.accounts.length === 0) return judgeNothing(run);
  if (run.end.type !== 'finished' || run.kept === null) return [`ended as ${JSON.stringify(run.end)}`];
  const { manifest, rows, faults } = run.kept;
  const { low, high } = trueTotal(organisation);
  const total = expectedTotal(asked, organisation);
  const { lowMicroUsd, highMicroUsd } = manifest.runRate.total;
  const problems = [
    ...differences('coverage', manifest.coverage.map(lineOf), expected.lines),
    ...neverAsked(asked, organisation, expected.accounts).map((line) => `never asked: ${line}`),
    ...faults.map((fault) => `snapshot: ${fault}`),
  ];
  const hold = (what: string, is: unknown, should: unknown) => {
    if (JSON.stringify(is) !== JSON.stringify(should))
      problems.push(`${what}: ${JSON.stringify(is)}, not ${JSON.stringify(should)}`);
  };
  hold('low', lowMicroUsd, total.read.low * MICRO);
  hold('high', highMicroUsd, total.read.high === null ? null : total.read.high * MICRO);
  hold('counts', manifest.counts, total.counts);
  hold('complete', manifest.complete, expected.complete);
  hold('rows', rows, total.counts.customerKeys + total.counts.awsManagedKeys + total.counts.unknownKeys);
  if (lowMicroUsd > low * MICRO) problems.push(`low ${lowMicroUsd} is above the true total ${low}`);
  const bounded = total.listedWhole && high !== null && highMicroUsd !== null;
  if (bounded && highMicroUsd < high * MICRO) problems.push(`high ${highMicroUsd} is below the true ${high}`);
  if (!total.listedWhole && manifest.complete) problems.push('complete, though not everything was listed');
  for (const entry of manifest.coverage) {
    if (entry.outcome !== 'read' && (!entry.example || !entry.action))
      problems.push(`no help: ${lineOf(entry)}`);
  }
  return problems;
}

/** No profile could sign in: nothing is kept, and what is said tells why and what helps. */
function judgeNothing({ end, kept }: FaultRun): readonly string[] {
  if (end.type !== 'failed' || kept !== null) return [`nothing could be read, and it ended as ${end.type}`];
  const { code, message, action } = end.failure;
  return code === 'NothingReadableError' && message !== '' && action
    ? []
    : [`fails with ${code}: ${message}`];
}
