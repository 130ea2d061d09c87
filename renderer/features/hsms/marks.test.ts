import { expect, test } from 'vitest';
import type { CoverageEntry } from '../../../shared/model/coverage.ts';
import type { HsmCluster } from '../../../shared/model/hsm.ts';
import { marksOf, type StoreUse, storesOf, storeWords } from './marks.ts';

function cluster(states: readonly string[], changes: Partial<HsmCluster> = {}): HsmCluster {
  return {
    accountId: '1',
    region: 'us-east-1',
    id: 'cluster-a',
    state: 'ACTIVE',
    hsmType: 'hsm2m.medium',
    mode: 'FIPS',
    networkType: null,
    createdAt: null,
    hsms: states.map((state, index) => ({
      id: `hsm-${index}`,
      availabilityZone: 'us-east-1a',
      state,
      type: null,
    })),
    tags: [],
    ...changes,
  };
}

const STORE: StoreUse = {
  accountId: '1',
  region: 'us-east-1',
  id: 'cks-1',
  name: 'payments',
  type: 'AWS_CLOUDHSM',
  connectionState: 'CONNECTED',
  clusterId: 'cluster-a',
  createdAt: null,
  keys: 164,
};
const linked = { keyStores: [STORE], coverage: [], asOf: '2026-11-24T09:12:00.000Z' };
const unlinked = { ...linked, keyStores: [] };
const LIVE = ['ACTIVE', 'ACTIVE'];

const said = (one: HsmCluster, around: Parameters<typeof marksOf>[1]) =>
  marksOf(one, around).map(({ words, severity, rule }) => [words, severity, rule]);

test('a linked cluster of two HSMs in FIPS mode needs no care', () => {
  expect(said(cluster(LIVE), linked)).toEqual([]);
  expect(storesOf(cluster(LIVE), linked.keyStores)).toEqual([STORE]);
  expect(storeWords([STORE])).toBe('Key store with 164 KMS keys');
  expect(storeWords([STORE, { ...STORE, keys: 1 }])).toBe('2 key stores with 165 KMS keys');
});

test('what uses a cluster without a key store is not known; a store of another account or cluster is none', () => {
  const unknown = [['Use unknown: ask security', 'unknown', 'hsm.unlinked']];
  expect(said(cluster(LIVE), unlinked)).toEqual(unknown);
  expect(said(cluster(LIVE), { ...linked, keyStores: [{ ...STORE, accountId: '2' }] })).toEqual(unknown);
  expect(said(cluster(LIVE), { ...linked, keyStores: [{ ...STORE, clusterId: 'cluster-b' }] })).toEqual(
    unknown,
  );
});

test('where key stores were not read, nobody says that there is none', () => {
  const denied: CoverageEntry = {
    accountId: '1',
    region: 'us-east-1',
    operation: 'kms:DescribeCustomKeyStores',
    outcome: 'denied',
    count: 1,
    example: null,
    action: null,
  };
  const notKnown = [['Key stores not read, so its use is not known', 'unknown', null]];
  expect(said(cluster(LIVE), { ...unlinked, coverage: [denied] })).toEqual(notKnown);
  const elsewhere = { ...denied, region: 'eu-west-1' };
  expect(said(cluster(LIVE), { ...unlinked, coverage: [elsewhere] })).not.toEqual(notKnown);
});

test('no redundancy, old hardware, no FIPS, and nothing at all', () => {
  expect(said(cluster(['ACTIVE', 'DELETED']), linked)).toEqual([
    ['One HSM, no redundancy', 'medium', 'hsm.single'],
  ]);
  expect(said(cluster(LIVE, { mode: 'NON_FIPS' }), linked)).toEqual([
    ['Not in FIPS mode', 'low', 'hsm.nonFips'],
  ]);
  expect(said(cluster(['ACTIVE'], { hsmType: 'hsm1.medium' }), linked)).toEqual([
    ['Past end of support', 'high', 'hsm.endOfSupport'],
    ['One HSM, no redundancy', 'medium', 'hsm.single'],
  ]);
  expect(said(cluster([]), unlinked)).toEqual([['No HSM, so no charge', null, 'hsm.empty']]);
  expect(said(cluster(['DELETE_IN_PROGRESS']), linked)).toEqual([
    ['No HSM, so its keys cannot be used', 'high', 'hsm.empty'],
  ]);
});

test('before both published dates have passed, the end of support is only announced', () => {
  const old = cluster(LIVE, { hsmType: 'hsm1.medium' });
  expect(said(old, { ...linked, asOf: '2026-03-30T23:00:00.000Z' })).toEqual([
    ['End of support announced', 'medium', null],
  ]);
});
