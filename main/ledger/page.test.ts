import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactly } from '../../shared/model/amount.ts';
import { KEY_KINDS, type KeyState } from '../../shared/model/key.ts';
import type { LedgerKey } from '../../shared/model/ledger.ts';
import { NOT_APPLICABLE, read, unread } from '../../shared/model/outcome.ts';
import { FACETS, type KeyFilter, ROTATION_BANDS, SORT_COLUMNS } from '../../shared/model/query.ts';
import { keyRow } from './row.ts';
import { EXAMPLE_ACCOUNTS, EXAMPLE_METADATA, exampleKey, withSnapshot } from './testing/example.ts';
import { accepts, type Entry, facetOf, sorted, total } from './testing/model.ts';

const WORDS = [
  'Payments',
  'payments',
  'log-archive',
  '支払い',
  'Überweisung',
  `it's`,
  '100%',
  'a_b',
  '🔑',
  '',
];
const REGIONS = ['eu-west-1', 'us-east-1'];
const STATES = ['Enabled', 'Disabled', 'PendingDeletion', 'BrandNew'];
const ORIGINS = ['AWS_KMS', 'EXTERNAL', 'AWS_CLOUDHSM'];
const SPECS = ['SYMMETRIC_DEFAULT', 'RSA_2048'];
const IDS = EXAMPLE_ACCOUNTS.map(({ id }) => id);

const word = fc.constantFrom(...WORDS);
const micro = fc.constantFrom(0, 1_000_000, 2_000_000, 3_000_000);

const metadata = fc
  .record({
    state: fc.constantFrom<KeyState | (string & {})>(...STATES),
    spec: fc.constantFrom(...SPECS),
    origin: fc.constantFrom(...ORIGINS),
    description: word,
    createdAt: fc
      .integer({ min: 1_400_000_000, max: 1_800_000_000 })
      .map((at) => new Date(at * 1_000).toISOString()),
  })
  .map((part) => read({ ...EXAMPLE_METADATA, ...part }));

const rotations = fc.oneof(
  fc
    .integer({ min: 0, max: 3 })
    .map((count) => read(Array.from({ length: count }, () => ({ date: '2025-01-01', type: 'AUTOMATIC' })))),
  fc.constant(unread('denied')),
  fc.constant(NOT_APPLICABLE),
);

const amount = fc.oneof(
  micro.map(exactly),
  micro.map((low) => ({ lowMicroUsd: low, highMicroUsd: low + 2_000_000 })),
  micro.map((low) => ({ lowMicroUsd: low, highMicroUsd: null })),
);

const ledgers: fc.Arbitrary<LedgerKey[]> = fc
  .array(
    fc.record({
      account: fc.constantFrom(...IDS),
      region: fc.constantFrom(...REGIONS),
      aliases: fc.array(word, { maxLength: 2 }),
      metadata: fc.oneof(
        { weight: 5, arbitrary: metadata },
        { weight: 1, arbitrary: fc.constant(unread('scp')) },
      ),
      rotations,
      tags: fc.oneof(
        fc.array(fc.record({ key: word, value: word }), { maxLength: 2 }).map((tags) => read(tags)),
        fc.constant(unread('denied')),
      ),
      kind: fc.constantFrom(...KEY_KINDS),
      owner: fc.option(word),
      amount,
    }),
    { maxLength: 40 },
  )
  .map((keys) =>
    keys.map(({ account, region, aliases, kind, owner, amount: cost, ...details }, number) =>
      exampleKey(number, {
        kind,
        amount: cost,
        owner:
          owner === null
            ? { name: null, basis: { by: 'none' } }
            : { name: owner, basis: { by: 'tag', tagKey: 'O' } },
        key: { accountId: account, region, aliases: aliases.map((alias) => `alias/${alias}`), ...details },
      }),
    ),
  );

function some<T>(values: readonly T[]): fc.Arbitrary<T[] | undefined> {
  return fc.option(fc.array(fc.constantFrom(...values), { maxLength: 3 }), { nil: undefined, freq: 3 });
}

const filters: fc.Arbitrary<KeyFilter> = fc.record({
  text: fc.option(fc.oneof(word, fc.constantFrom('KEY/0000', 'arn:', '%', '_', 'PAY', 'eu-west')), {
    nil: undefined,
  }),
  account: some([...IDS, '999999999999']),
  region: some([...REGIONS, 'mars-1']),
  owner: some([...WORDS, null, 'nobody']),
  kind: some(KEY_KINDS),
  state: some([...STATES, null]),
  spec: some([...SPECS, null]),
  origin: some([...ORIGINS, null]),
  rotations: some(ROTATION_BANDS),
  ranged: fc.option(fc.boolean(), { nil: undefined }),
});

const queries = fc.record({
  filter: fc.oneof(filters, fc.constant<KeyFilter>({})),
  sort: fc.array(fc.record({ column: fc.constantFrom(...SORT_COLUMNS), descending: fc.boolean() }), {
    maxLength: 3,
  }),
  offset: fc.oneof(fc.nat(45), fc.constant(0)),
  // Past 1,000 a page is a slice of a kept order, which must be the same.
  limit: fc.constantFrom(1, 7, 500, 2_000),
});

test('rows, totals, facets and exports are what a plain array gives', async () => {
  await fc.assert(
    fc.asyncProperty(ledgers, fc.array(queries, { minLength: 6, maxLength: 12 }), async (keys, asked) => {
      const names = new Map(EXAMPLE_ACCOUNTS.map(({ id, name }) => [id, name]));
      const entries = keys.map(
        (ledger): Entry => ({ ledger, row: keyRow(ledger, names.get(ledger.key.accountId) ?? '') }),
      );
      await withSnapshot({ keys }, async (ledger) => {
        for (const query of asked) {
          const { filter, sort, offset, limit } = query;
          const wanted = sorted(
            entries.filter((entry) => accepts(filter, entry)),
            sort,
          );
          const page = await ledger.page('latest', query);
          expect(page.rows).toEqual(wanted.slice(offset, offset + limit).map((entry) => entry.row));
          expect(page.total).toEqual(total(wanted));

          const facets = await ledger.facets('latest', filter);
          for (const facet of FACETS) {
            const counted = new Map<string | null, number>();
            for (const entry of entries.filter((one) => accepts(filter, one, facet))) {
              const value = facetOf(entry.row, facet);
              counted.set(value, (counted.get(value) ?? 0) + 1);
            }
            expect(new Map(facets[facet].map(({ value, count }) => [value, count]))).toEqual(counted);
          }

          const exported: LedgerKey[] = [];
          for await (const batch of ledger.eachKey('latest', { filter, sort })) exported.push(...batch);
          expect(exported).toEqual(wanted.map((entry) => entry.ledger));
        }
      });
    }),
    { numRuns: 8, endOnFailure: true },
  );
}, 60_000);
