import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FACETS, type FacetCounts, type KeyFilter } from '../../../shared/model/query.ts';
import {
  clauses,
  clauseWords,
  sortAfter,
  sortWords,
  toggled,
  WITHOUT_AWS_MANAGED,
  without,
  withText,
} from './clauses.ts';

const none: FacetCounts = {
  owner: [],
  state: [],
  kind: [],
  rotations: [],
  region: [],
  account: [{ value: '111122223333', label: 'payments-prod', count: 3 }],
  spec: [],
  origin: [],
};

function sentence(filter: KeyFilter): string {
  return clauses(filter, none)
    .map((clause) => [clause.lead, clause.words].filter(Boolean).join(' '))
    .join(', ');
}

test('a filter reads as a sentence', () => {
  expect(sentence({ owner: ['payments'], kind: WITHOUT_AWS_MANAGED })).toBe(
    'owned by payments, without AWS managed keys',
  );
  expect(sentence({ account: ['111122223333'], region: ['eu-west-1', 'us-east-1'] })).toBe(
    'in eu-west-1 or us-east-1, in account payments-prod',
  );
  expect(sentence({ state: ['PendingDeletion', null], rotations: ['twoOrMore'] })).toBe(
    'in state Pending deletion or Not read, with two billed rotations',
  );
  expect(sentence({ text: 'card', ranged: true })).toBe('matching “card”, whose cost is a range');
  expect(sentence({ kind: ['replica', 'cloudhsm'] })).toBe('that are replicas or in a CloudHSM key store');
  expect(sentence({ owner: [null] })).toBe('without an owner tag');
  expect(sentence({ owner: ['payments', null] })).toBe('owned by payments or nobody');
  expect(sentence({ region: ['a', 'b', 'c'] })).toBe('in 3 regions');
  expect(sentence({ spec: ['SYMMETRIC_DEFAULT'], origin: ['EXTERNAL'] })).toBe(
    'of spec Symmetric, of origin Imported material',
  );
  expect(sentence({ owner: [], text: '' })).toBe('');
});

test('a clause on its own has no quotation marks', () => {
  expect(clauses({ text: 'card' }, none).map(clauseWords)).toEqual(['matching card']);
});

test('the order reads as words', () => {
  expect(sortWords([{ column: 'alias', descending: false }])).toBe('alias');
  expect(
    sortWords([
      { column: 'amount', descending: true },
      { column: 'region', descending: false },
    ]),
  ).toBe('cost, highest first, then region');
});

test('a click sorts, again turns round; with Shift it adds, at most four', () => {
  const alias = [{ column: 'alias', descending: false }] as const;
  expect(sortAfter(alias, 'alias', false)).toEqual([{ column: 'alias', descending: true }]);
  expect(sortAfter(alias, 'amount', false)).toEqual([{ column: 'amount', descending: true }]);
  const two = sortAfter(alias, 'region', true);
  expect(two).toEqual([...alias, { column: 'region', descending: false }]);
  expect(sortAfter(two, 'region', true)).toEqual([...alias, { column: 'region', descending: true }]);
  const four = sortAfter(sortAfter(two, 'state', true), 'spec', true);
  expect(sortAfter(four, 'owner', true).map((one) => one.column)).toEqual([
    'alias',
    'region',
    'state',
    'owner',
  ]);
});

test('a value goes in and out of its clause, and an empty clause is dropped', () => {
  const one = toggled({ text: 'a' }, 'owner', null);
  expect(one).toEqual({ text: 'a', owner: [null] });
  expect(toggled(one, 'owner', 'payments')).toEqual({ text: 'a', owner: [null, 'payments'] });
  expect(toggled(one, 'owner', null)).toEqual({ text: 'a' });
  expect(without(one, 'text')).toEqual({ owner: [null] });
  expect(withText(one, '')).toEqual({ owner: [null] });
});

test('toggling twice changes nothing', () => {
  fc.assert(
    fc.property(fc.constantFrom(...FACETS), fc.option(fc.string(), { nil: null }), (facet, value) => {
      const filter: KeyFilter = { text: 'x', region: ['eu-west-1'] };
      fc.pre(facet !== 'region' || value !== 'eu-west-1');
      expect(toggled(toggled(filter, facet, value), facet, value)).toEqual(filter);
    }),
  );
});
