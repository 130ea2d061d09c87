import { expect, test } from 'vitest';
import { advise } from './advise.ts';
import { ADVISED_KINDS, type AdvisedKind } from './kind.ts';
import { needsOf } from './needs.ts';
import { type Answers, NOTHING_SPECIAL, QUESTIONS } from './questions.ts';

function every(): readonly Answers[] {
  return QUESTIONS.reduce<readonly Answers[]>(
    (all, { id, options }) =>
      all.flatMap((one) => options.map((option) => ({ ...one, [id]: option.id }) as Answers)),
    [NOTHING_SPECIAL],
  );
}

/** Worked out by hand from AWS's pages, not from the table: what cannot be moved decides, then what is cheapest. */
function byHand(answers: Answers): AdvisedKind {
  if (answers.outside === 'yes') return 'external';
  if (answers.use === 'pkcs11') return 'hsm';
  if (answers.custody === 'yes' || answers.tenancy === 'yes') return 'keyStore';
  if (answers.use === 'programs' || answers.control === 'yes') return 'customer';
  const seen = answers.audit === 'yes' || answers.rotation === 'yes';
  if (!seen) return 'awsOwned';
  return answers.accounts === 'yes' ? 'customer' : 'awsManaged';
}

const ALL = every();

test('3 × 2⁷ × 3 combinations of answers, and each has the one answer that was worked out by hand', () => {
  expect(ALL).toHaveLength(1_152);
  for (const answers of ALL)
    expect([answers, advise(answers).answer.facts.kind]).toEqual([answers, byHand(answers)]);
});

test('no contradiction: every need is either met or named as not met, and the other kinds are all there', () => {
  for (const answers of ALL) {
    const { answer, others } = advise(answers);
    expect([answer, ...others].map(({ facts }) => facts.kind).sort()).toEqual([...ADVISED_KINDS].sort());
    for (const { met, unmet, facts } of [answer, ...others]) {
      expect([...met, ...unmet].map(({ need }) => need).sort()).toEqual([...needsOf(answers)].sort());
      for (const { need, meets } of unmet) expect([meets, facts.cells[need].meets]).toEqual(['no', 'no']);
    }
  }
});

test('nothing cheaper would do as well, and nothing meets all of what the answer meets and more', () => {
  for (const answers of ALL) {
    const { answer, others } = advise(answers);
    const missed = new Set(answer.unmet.map(({ need }) => need));
    for (const { unmet, facts } of others) {
      const within = unmet.every(({ need }) => missed.has(need));
      const cheaper = ADVISED_KINDS.indexOf(facts.kind) < ADVISED_KINDS.indexOf(answer.facts.kind);
      expect(within && (cheaper || unmet.length < missed.size), facts.kind).toBe(false);
    }
  }
});

const near: readonly (readonly [string, Partial<Answers>, AdvisedKind])[] = [
  ['nothing special', {}, 'awsOwned'],
  ['as many requests as you like', { volume: 'peak' }, 'awsOwned'],
  ['shared across accounts, but nobody has to see it', { accounts: 'yes' }, 'awsOwned'],
  ['audited', { audit: 'yes' }, 'awsManaged'],
  ['rotated and audited', { audit: 'yes', rotation: 'yes' }, 'awsManaged'],
  ['audited and shared: the AWS managed key just fails', { audit: 'yes', accounts: 'yes' }, 'customer'],
  ['controlled', { control: 'yes' }, 'customer'],
  ['my programs', { use: 'programs' }, 'customer'],
  [
    'everything but hardware',
    { use: 'programs', control: 'yes', rotation: 'yes', volume: 'peak' },
    'customer',
  ],
  ['hardware of my own', { tenancy: 'yes' }, 'keyStore'],
  [
    'hardware of my own, and rotation, which no key store has',
    { tenancy: 'yes', rotation: 'yes' },
    'keyStore',
  ],
  ['HSMs to administer, beyond what a key store answers', { custody: 'yes', volume: 'peak' }, 'keyStore'],
  ['PKCS#11', { use: 'pkcs11' }, 'hsm'],
  ['PKCS#11 on hardware of my own', { use: 'pkcs11', tenancy: 'yes', custody: 'yes' }, 'hsm'],
  ['outside AWS', { outside: 'yes' }, 'external'],
  ['outside AWS, on hardware of my own', { outside: 'yes', custody: 'yes', tenancy: 'yes' }, 'external'],
  ['outside AWS over PKCS#11, which no kind has', { outside: 'yes', use: 'pkcs11' }, 'external'],
];

test.each(near)('%s', (_, answers, kind) => {
  expect(advise({ ...NOTHING_SPECIAL, ...answers }).answer.facts.kind).toBe(kind);
});

test('what an answer cannot give is said', () => {
  const store = advise({ ...NOTHING_SPECIAL, tenancy: 'yes', rotation: 'yes', volume: 'peak' }).answer;
  expect(store.unmet.map(({ need }) => need)).toEqual(['rotation', 'peak']);
  expect(store.met.map(({ need }) => need)).toEqual(['services', 'tenancy']);
  const outside = advise({ ...NOTHING_SPECIAL, outside: 'yes', custody: 'yes' }).answer;
  expect(outside.met.map(({ need, meets }) => [need, meets])).toEqual([
    ['outside', 'yes'],
    ['services', 'yes'],
    ['custody', 'yours'],
  ]);
});
