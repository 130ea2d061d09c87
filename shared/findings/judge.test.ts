import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactly } from '../model/amount.ts';
import type { CoverageEntry } from '../model/coverage.ts';
import type { Outcome } from '../model/outcome.ts';
import { judge } from './judge.ts';
import { testCluster, testCoverage, testFacts, testStore } from './testing.ts';
import { unitsDenied } from './units-denied.ts';
import { inWords, listed } from './words.ts';

function listings(outcomes: readonly Outcome[], operation = 'kms:ListKeys'): readonly CoverageEntry[] {
  return outcomes.map((outcome, index) => testCoverage(operation, `region-${index}`, outcome));
}

function title(coverage: readonly CoverageEntry[]) {
  return unitsDenied(testFacts({ coverage })).map((finding) => finding.title);
}

describe('units denied', () => {
  it('counts units by their listing of keys, and says who denied', () => {
    const read = Array.from({ length: 202 }, (): Outcome => 'read');
    expect(unitsDenied(testFacts({ coverage: listings(['scp', 'scp', ...read]) }))).toEqual([
      {
        rule: 'coverage.keysDenied',
        severity: 'unknown',
        title: 'Two of 204 units were denied',
        evidence: 'ListKeys, by a service control policy',
        amount: null,
        due: null,
        target: { view: 'coverage' },
      },
    ]);
    expect(unitsDenied(testFacts({ coverage: listings(['scp', 'denied']) }))[0]?.evidence).toBe(
      'ListKeys, not allowed',
    );
    expect(title(listings(['denied']))).toEqual(['One of one unit was denied']);
  });

  it('tells CloudHSM apart', () => {
    const clusters = listings(['read', 'denied', 'read'], 'cloudhsm:DescribeClusters');
    expect(title([...listings(['read', 'read', 'read']), ...clusters])).toEqual([
      'CloudHSM was denied in one of three units',
    ]);
    const both = listings(['scp', 'scp', 'read'], 'cloudhsm:DescribeClusters');
    expect(title([...listings(['scp', 'read', 'read']), ...both])).toEqual([
      'One of three units was denied',
      'CloudHSM was denied in one of three units',
    ]);
    expect(title([...listings(['scp', 'read', 'read']), ...both.slice(0, 1)])).toHaveLength(1);
  });

  it.each<readonly [string, readonly CoverageEntry[]]>([
    ['nothing asked', []],
    ['everything read', listings(['read', 'read'])],
    ['a region that is off, or not asked', listings(['regionOff', 'notAsked', 'cancelled'])],
    [
      'a denied key in a unit that was listed',
      [...listings(['read']), ...listings(['denied'], 'kms:DescribeKey')],
    ],
  ])('is silent about %s', (_, coverage) => {
    expect(title(coverage)).toEqual([]);
  });
});

const BUSY = testFacts({
  clusters: [
    testCluster('old', ['ACTIVE'], { hsmType: 'hsm1.medium' }),
    testCluster('idle', ['ACTIVE', 'ACTIVE'], { mode: 'NON_FIPS' }),
  ],
  keyStores: [testStore('old')],
  pendingDeletion: [
    { arn: 'arn:1', alias: null, accountName: 'a', deletionDate: '2026-12-01T00:00:00.000Z' },
  ],
  disabledBilled: { keys: 3, amount: exactly(5_000_000) },
  unowned: { keys: 40, amount: exactly(60_000_000) },
  ranged: { keys: 2, amount: { lowMicroUsd: 1_000_000, highMicroUsd: 6_000_000 } },
  coverage: listings(['read', 'denied']),
});

describe('judge', () => {
  it('has nothing to say about an organisation in order', () => {
    const clusters = [testCluster('vault', ['ACTIVE', 'ACTIVE'])];
    expect(
      judge(testFacts({ clusters, keyStores: [testStore('vault')], coverage: listings(['read']) })),
    ).toEqual([]);
  });

  it('puts the weightiest first: severity, then money, with what is unknown beside the medium', () => {
    expect(judge(BUSY).map(({ severity, rule }) => `${severity} ${rule}`)).toEqual([
      'high hsm.endOfSupport',
      'unknown hsm.unlinked',
      'unknown key.readInPart',
      'medium key.pendingDeletion',
      'medium hsm.single',
      'unknown coverage.keysDenied',
      'low key.noOwner',
      'low key.disabledBilled',
      'low hsm.nonFips',
    ]);
  });

  it('does not depend on the order of its facts', () => {
    const lists = fc.tuple(
      fc.shuffledSubarray([...BUSY.clusters], { minLength: BUSY.clusters.length }),
      fc.shuffledSubarray([...BUSY.coverage], { minLength: BUSY.coverage.length }),
    );
    fc.assert(
      fc.property(lists, ([clusters, coverage]) => {
        expect(judge({ ...BUSY, clusters, coverage })).toEqual(judge(BUSY));
      }),
    );
  });

  it('titles each finding as a sentence without a full stop', () => {
    for (const finding of judge(BUSY)) expect(finding.title).toMatch(/^[A-Z0-9].*[^.]$/);
  });
});

describe('words', () => {
  it('writes numbers up to ten as words', () => {
    expect([1, 2, 10, 11, 1204].map(inWords)).toEqual(['one', 'two', 'ten', '11', '1,204']);
  });

  it('lists three names and counts the rest', () => {
    expect(listed(['a', 'b', 'c'])).toBe('a, b, c');
    expect(listed(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and two more');
  });
});
