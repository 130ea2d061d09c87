import { describe, expect, it } from 'vitest';
import { exactly } from '../model/amount.ts';
import { emptyCluster } from './empty-cluster.ts';
import { endOfSupport } from './end-of-support.ts';
import type { FindingFacts } from './facts.ts';
import { nonFips } from './non-fips.ts';
import { singleHsm } from './single-hsm.ts';
import { testCluster, testCoverage, testFacts, testStore } from './testing.ts';
import { unlinkedCluster } from './unlinked-cluster.ts';

const VAULT = { accountId: '444455556666' };
const HSM1 = { hsmType: 'hsm1.medium' };

type Silent = readonly [name: string, facts: Partial<FindingFacts>];

describe('single HSM', () => {
  it('tells of one cluster, and of several in their accounts', () => {
    expect(singleHsm(testFacts({ clusters: [testCluster('a', ['ACTIVE'])] }))).toEqual([
      {
        rule: 'hsm.single',
        severity: 'medium',
        title: 'One cluster has a single HSM',
        evidence: 'no second HSM if it fails · ledger-prod',
        amount: null,
        due: null,
        target: { view: 'hsms' },
      },
    ]);
    const clusters = [
      testCluster('a', ['DEGRADED']),
      testCluster('b', ['ACTIVE', 'DELETE_IN_PROGRESS'], VAULT),
      testCluster('c', ['ACTIVE'], { accountId: '777788889999' }),
    ];
    expect(singleHsm(testFacts({ clusters }))[0]).toMatchObject({
      title: 'Three clusters have a single HSM',
      evidence: 'no second HSM if it fails · 777788889999, ledger-prod, security-vault',
    });
  });

  it.each<Silent>([
    ['no cluster', {}],
    ['two HSMs', { clusters: [testCluster('a', ['ACTIVE', 'ACTIVE'])] }],
    ['the second on its way', { clusters: [testCluster('a', ['ACTIVE', 'CREATE_IN_PROGRESS'])] }],
    ['the second in a state not known', { clusters: [testCluster('a', ['ACTIVE', 'PAUSED'])] }],
    ['an empty cluster', { clusters: [testCluster('a', [])] }],
    ['a cluster that is going', { clusters: [testCluster('a', ['DELETE_IN_PROGRESS'])] }],
  ])('is silent about %s', (_, facts) => {
    expect(singleHsm(testFacts(facts))).toEqual([]);
  });
});

describe('end of support', () => {
  it('counts HSMs of hsm1.medium and what they cost, with no date', () => {
    expect(endOfSupport(testFacts({ clusters: [testCluster('a', ['ACTIVE'], HSM1)] }))).toEqual([
      {
        rule: 'hsm.endOfSupport',
        severity: 'high',
        title: 'One HSM is past its end of support',
        evidence: 'hsm1.medium · ledger-prod',
        amount: exactly(1_168_000_000),
        due: null,
        target: { view: 'hsms' },
      },
    ]);
  });

  it('counts each HSM by its own type', () => {
    const clusters = [
      testCluster('a', ['ACTIVE', ['ACTIVE', 'hsm2m.medium']], HSM1),
      testCluster('b', [['ACTIVE', 'hsm1.medium']], VAULT),
    ];
    expect(endOfSupport(testFacts({ clusters }))[0]).toMatchObject({
      title: 'Two HSMs are past their end of support',
      evidence: 'hsm1.medium · ledger-prod, security-vault',
      amount: exactly(2_336_000_000),
    });
  });

  it.each<Silent>([
    ['hsm2m.medium', { clusters: [testCluster('a', ['ACTIVE'])] }],
    ['an HSM that has moved on', { clusters: [testCluster('a', [['ACTIVE', 'hsm2m.medium']], HSM1)] }],
    ['an empty hsm1.medium cluster', { clusters: [testCluster('a', [], HSM1)] }],
    ['an HSM that is going', { clusters: [testCluster('a', ['DELETE_IN_PROGRESS'], HSM1)] }],
    [
      'a snapshot between the two dates that are published',
      { asOf: '2026-01-15T00:00:00.000Z', clusters: [testCluster('a', ['ACTIVE'], HSM1)] },
    ],
  ])('is silent about %s', (_, facts) => {
    expect(endOfSupport(testFacts(facts))).toEqual([]);
  });
});

describe('unlinked cluster', () => {
  const clusters = [testCluster('a', ['ACTIVE', 'ACTIVE'], VAULT)];

  it('says how many HSMs serve no key store, and that their use is unknown', () => {
    expect(
      unlinkedCluster(testFacts({ clusters, keyStores: [testStore('other'), testStore(null)] })),
    ).toEqual([
      {
        rule: 'hsm.unlinked',
        severity: 'unknown',
        title: 'Two HSMs serve no key store',
        evidence: 'use is unknown: ask security · security-vault',
        amount: exactly(2_336_000_000),
        due: null,
        target: { view: 'hsms' },
      },
    ]);
  });

  it('still speaks where the key stores of another unit were denied', () => {
    const coverage = [
      testCoverage('kms:DescribeCustomKeyStores', 'us-east-1', 'denied'),
      { ...testCoverage('kms:DescribeCustomKeyStores', 'us-east-1', 'read'), ...VAULT },
    ];
    expect(unlinkedCluster(testFacts({ clusters, coverage }))).toHaveLength(1);
  });

  it.each<Silent>([
    ['a linked cluster', { clusters, keyStores: [testStore('a')] }],
    ['an empty cluster', { clusters: [testCluster('a', [])] }],
    ['a cluster that is going', { clusters: [testCluster('a', ['DELETE_IN_PROGRESS', 'DELETED'])] }],
    [
      'a unit whose key stores were denied',
      {
        clusters,
        coverage: [{ ...testCoverage('kms:DescribeCustomKeyStores', 'us-east-1', 'denied'), ...VAULT }],
      },
    ],
    [
      'a unit whose key stores were not asked for',
      {
        clusters,
        coverage: [{ ...testCoverage('kms:DescribeCustomKeyStores', 'us-east-1', 'notAsked'), ...VAULT }],
      },
    ],
  ])('is silent about %s', (_, facts) => {
    expect(unlinkedCluster(testFacts(facts))).toEqual([]);
  });
});

describe('non-FIPS mode', () => {
  it('is told low, as it may be meant', () => {
    const clusters = [testCluster('a', ['ACTIVE'], { mode: 'NON_FIPS' }), testCluster('b', ['ACTIVE'])];
    expect(nonFips(testFacts({ clusters }))).toMatchObject([
      {
        severity: 'low',
        title: 'One cluster runs in non-FIPS mode',
        evidence: 'the mode of a cluster cannot be changed · ledger-prod',
        amount: null,
      },
    ]);
  });

  it.each<Silent>([
    ['FIPS', { clusters: [testCluster('a', ['ACTIVE'])] }],
    ['a mode that AWS did not name', { clusters: [testCluster('a', ['ACTIVE'], { mode: null })] }],
    ['an empty cluster', { clusters: [testCluster('a', [], { mode: 'NON_FIPS' })] }],
  ])('is silent about %s', (_, facts) => {
    expect(nonFips(testFacts(facts))).toEqual([]);
  });
});

describe('empty clusters', () => {
  it('are those without an HSM that are not going', () => {
    const clusters = [testCluster('a', []), testCluster('b', ['DELETED']), testCluster('c', ['ACTIVE'])];
    const gone = testCluster('d', [], { state: 'DELETE_IN_PROGRESS' });
    const creating = testCluster('e', ['CREATE_IN_PROGRESS']);
    expect(emptyCluster(testFacts({ clusters: [...clusters, gone, creating] }))).toEqual([
      {
        rule: 'hsm.empty',
        severity: 'low',
        title: 'Two clusters have no HSM',
        evidence: 'free, yet it answers nothing · ledger-prod',
        amount: null,
        due: null,
        target: { view: 'hsms' },
      },
    ]);
    expect(emptyCluster(testFacts({ clusters: [gone, creating] }))).toEqual([]);
  });
});
