import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KEY_KINDS } from '../../shared/model/key.ts';
import { ROTATION_BANDS, SORT_COLUMNS } from '../../shared/model/query.ts';
import { href, parseRoute, type Route } from './route.ts';

const text = fc.string({ minLength: 1, unit: 'grapheme' });
const values = fc.array(fc.option(fc.string({ unit: 'grapheme' }), { nil: null }), {
  minLength: 1,
  maxLength: 4,
});
const names = fc.array(text, { minLength: 1, maxLength: 4 });
const filter = fc.record(
  {
    text,
    account: names,
    region: names,
    owner: values,
    state: values,
    spec: values,
    origin: values,
    kind: fc.uniqueArray(fc.constantFrom(...KEY_KINDS), { minLength: 1 }),
    rotations: fc.uniqueArray(fc.constantFrom(...ROTATION_BANDS), { minLength: 1 }),
    ranged: fc.boolean(),
  },
  { requiredKeys: [] },
);
const sort = fc.array(fc.record({ column: fc.constantFrom(...SORT_COLUMNS), descending: fc.boolean() }), {
  maxLength: 4,
});
const snapshot = fc.record({ snapshot: fc.constantFrom('20261124T091200Z-4be1c07d') }, { requiredKeys: [] });
const view = fc.oneof(
  fc.constantFrom<Route>(
    { view: 'start' },
    { view: 'overview' },
    { view: 'hsms' },
    { view: 'coverage' },
    { view: 'savings' },
    { view: 'findings' },
  ),
  fc.record({ view: fc.constant('findings' as const), rule: text }),
  fc.record({ view: fc.constant('hsms' as const), cluster: text }),
  fc.record({
    view: fc.constant('guide' as const),
    answers: fc.record(
      {
        use: fc.constantFrom('services', 'programs', 'pkcs11'),
        outside: fc.constantFrom('no', 'yes'),
        volume: fc.constantFrom('free', 'many', 'peak'),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({ view: fc.constant('scan' as const), jobId: text }),
  fc.record({ view: fc.constant('key' as const), arn: text }),
  fc.record({ view: fc.constant('keys' as const), filter, sort }),
);

test('what is formatted is parsed back', () => {
  fc.assert(
    fc.property(view, snapshot, (place, at) => {
      const route = { ...place, ...at } as Route;
      expect(parseRoute(href(route))).toEqual(route);
    }),
  );
});

test('no address breaks the parser', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (hash) => parseRoute(`#/${hash}`).view.length > 0));
  expect(parseRoute('#/key/%E0%A4%A')).toEqual({ view: 'overview' });
});

test('addresses are readable', () => {
  expect(
    href({
      view: 'keys',
      filter: { owner: ['payments', null, '~tilde'], ranged: true },
      sort: [{ column: 'amount', descending: true }],
    }),
  ).toBe('#/keys?owner=payments&owner=%7E&owner=%7E%7Etilde&ranged=true&sort=-amount');
  expect(href({ view: 'findings', rule: 'key.idle' })).toBe('#/findings/key.idle');
  expect(href({ view: 'key', arn: 'arn:aws:kms:eu-west-1:111122223333:key/a' })).toBe(
    '#/key/arn%3Aaws%3Akms%3Aeu-west-1%3A111122223333%3Akey%2Fa',
  );
});

test('a place that does not exist is the overview', () => {
  expect(parseRoute('')).toEqual({ view: 'overview' });
  expect(parseRoute('#/owners')).toEqual({ view: 'overview' });
  expect(parseRoute('#/keys?kind=gold&sort=nonsense')).toEqual({ view: 'keys', filter: {}, sort: [] });
});

test('a clause without values is no clause', () => {
  expect(href({ view: 'keys', filter: { owner: [], text: '' }, sort: [] })).toBe('#/keys');
});
