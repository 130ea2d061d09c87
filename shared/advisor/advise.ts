import { ADVISED_KINDS, type AdvisedKind, type Cell, type KindFacts } from './kind.ts';
import { awsManaged } from './kinds/aws-managed.ts';
import { awsOwned } from './kinds/aws-owned.ts';
import { customer } from './kinds/customer.ts';
import { external } from './kinds/external.ts';
import { hsm } from './kinds/hsm.ts';
import { keyStore } from './kinds/key-store.ts';
import { DECISIVE, type Need, needsOf } from './needs.ts';
import type { Answers } from './questions.ts';

export const KINDS: Readonly<Record<AdvisedKind, KindFacts>> = {
  awsOwned,
  awsManaged,
  customer,
  keyStore,
  hsm,
  external,
};

interface Judged extends Cell {
  readonly need: Need;
}

/** How one kind of key stands to what is needed; every need is in one of the two lists. */
export interface Verdict {
  readonly facts: KindFacts;
  readonly met: readonly Judged[];
  readonly unmet: readonly Judged[];
}

export interface Advice {
  readonly answer: Verdict;
  /** The other kinds, cheapest first. */
  readonly others: readonly Verdict[];
}

/**
 * The cheapest kind that meets every need. Where none does, the one that meets the decisive needs, in their order,
 * and then leaves the fewest others unmet.
 */
export function advise(answers: Answers): Advice {
  const needs = needsOf(answers);
  const verdicts = ADVISED_KINDS.map((kind) => verdictOn(KINDS[kind], needs));
  const [first, ...rest] = verdicts;
  if (first === undefined) throw new Error('There is no kind of key to advise');
  // The cheaper stays where both stand equal.
  const answer = rest.reduce((best, next) => (better(next, best) ? next : best), first);
  return { answer, others: verdicts.filter((one) => one !== answer) };
}

function verdictOn(facts: KindFacts, needs: readonly Need[]): Verdict {
  const judged = needs.map((need) => ({ need, ...facts.cells[need] }));
  return {
    facts,
    met: judged.filter(({ meets }) => meets !== 'no'),
    unmet: judged.filter(({ meets }) => meets === 'no'),
  };
}

function better(a: Verdict, b: Verdict): boolean {
  const misses = ({ unmet }: Verdict, need: Need) => unmet.some((one) => one.need === need);
  const decided = DECISIVE.find((need) => misses(a, need) !== misses(b, need));
  return decided === undefined ? a.unmet.length < b.unmet.length : misses(b, decided);
}
