import { expect, test } from 'vitest';
import { exactly } from '../../../shared/model/amount.ts';
import type { LedgerCluster } from '../../../shared/model/ledger.ts';
import type { FacetValue } from '../../../shared/model/query.ts';
import { correctionsOn } from './corrections.ts';

function cluster(hsmType: string, mode: string, hsms: number): LedgerCluster {
  return {
    cluster: {
      accountId: '1',
      region: 'us-east-1',
      id: `cluster-${hsmType}-${mode}`,
      state: 'ACTIVE',
      hsmType,
      mode,
      networkType: null,
      createdAt: null,
      hsms: Array.from({ length: hsms }, (_, index) => ({
        id: `hsm-${index}`,
        availabilityZone: 'us-east-1a',
        state: 'ACTIVE',
        type: null,
      })),
      tags: [],
    },
    owner: { name: null, basis: { by: 'none' } },
    lines: [],
    amount: exactly(0),
  };
}

const value = (of: string, count: number): FacetValue => ({ value: of, label: of, count });
const NO_PRICES = { currency: 'USD', source: 'list', asOf: '2026-11-24', prices: [] } as const;

function own(
  clusters: readonly LedgerCluster[],
  region: readonly FacetValue[] = [],
  rotations: readonly FacetValue[] = [],
) {
  const corrections = correctionsOn({ clusters, book: NO_PRICES, facets: { region, rotations } });
  return Object.fromEntries(corrections.map(({ learnt, own: mine }) => [learnt, mine?.words ?? null]));
}

test('with nothing of one’s own, every error is still corrected, with its source', () => {
  const corrections = correctionsOn({
    clusters: [],
    book: NO_PRICES,
    facets: { region: [], rotations: [] },
  });
  expect(corrections).toHaveLength(7);
  expect(corrections.every(({ source, own: mine }) => source.length > 0 && mine === null)).toBe(true);
});

test('Level 3 holds for the own keys, but not for those in China', () => {
  const learnt = 'KMS is validated to FIPS 140-2 Level 2';
  expect(own([], [value('eu-west-1', 37)])[learnt]).toBe('So are your 37 customer managed keys');
  expect(own([], [value('eu-west-1', 37), value('cn-north-1', 2)])[learnt]).toBe(
    'Not so for your 2 keys in China',
  );
});

test('only hardware that runs is counted', () => {
  const words = own([
    cluster('hsm1.medium', 'FIPS', 1),
    cluster('hsm1.medium', 'FIPS', 0),
    cluster('hsm2m.medium', 'NON_FIPS', 0),
  ]);
  expect(words['CloudHSM is validated to FIPS 140-2 Level 3']).toBe('1 cluster of yours runs hsm1');
  expect(words['A CloudHSM cluster is always in FIPS mode']).toBeNull();
  expect(words['CloudHSM is needed where Level 3 is']).toBe('Ask what your 1 running cluster is for');
});

test('rotation on the own keys', () => {
  const words = own([], [], [value('none', 673), value('one', 5), value('twoOrMore', 719)]);
  expect(words['KMS rotates keys every year']).toBe('673 of yours have never rotated');
  expect(words['Every rotation adds $1 a month']).toBe('719 of yours have reached that');
});
