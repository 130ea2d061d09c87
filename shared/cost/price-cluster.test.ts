import { describe, expect, it } from 'vitest';
import { sum } from '../model/amount.ts';
import type { HsmCluster } from '../model/hsm.ts';
import { priceCluster } from './price-cluster.ts';
import { TEST_BOOK, testCluster } from './testing.ts';

interface Situation {
  readonly name: string;
  readonly cluster: HsmCluster;
  /** rule, at least, at most (micro-USD), confidence, subject. */
  readonly lines: readonly (readonly [string, number, number | null, string, string])[];
  readonly total: readonly [number, number | null];
}

const ACTIVE = { state: 'ACTIVE' };

/** By hand from the facts on AWS prices, section 3: $1.60 an hour × 730 h = $1,168.00 a month [T], by the HSM, not by the cluster [A]. */
const TRUTH: readonly Situation[] = [
  {
    name: 'two active HSMs',
    cluster: testCluster([ACTIVE, ACTIVE]),
    lines: [
      ['hsm.hour', 1_168_000_000, 1_168_000_000, 'T', 'hsm-1'],
      ['hsm.hour', 1_168_000_000, 1_168_000_000, 'T', 'hsm-2'],
    ],
    total: [2_336_000_000, 2_336_000_000],
  },
  {
    name: 'one hsm1.medium, named on the cluster only, its list price sure',
    cluster: testCluster([ACTIVE], { hsmType: 'hsm1.medium' }),
    lines: [['hsm.hour', 1_168_000_000, 1_168_000_000, 'A', 'hsm-1']],
    total: [1_168_000_000, 1_168_000_000],
  },
  // "A cluster with no HSM costs $0" [T]
  {
    name: 'no HSM',
    cluster: testCluster([]),
    lines: [['hsm.emptyCluster', 0, 0, 'T', 'cluster-k3q7example']],
    total: [0, 0],
  },
  {
    name: 'no HSM where no price is known',
    cluster: testCluster([], { region: 'cn-north-1' }),
    lines: [['hsm.emptyCluster', 0, 0, 'T', 'cluster-k3q7example']],
    total: [0, 0],
  },
  // "Count ACTIVE and DEGRADED as billing" [I]
  {
    name: 'a degraded HSM',
    cluster: testCluster([{ state: 'DEGRADED' }], { state: 'DEGRADED' }),
    lines: [['hsm.hour', 1_168_000_000, 1_168_000_000, 'I', 'hsm-1']],
    total: [1_168_000_000, 1_168_000_000],
  },
  // "show CREATE_IN_PROGRESS as pending" [I]
  {
    name: 'one active, one being created',
    cluster: testCluster([ACTIVE, { state: 'CREATE_IN_PROGRESS' }]),
    lines: [
      ['hsm.hour', 1_168_000_000, 1_168_000_000, 'T', 'hsm-1'],
      ['hsm.pending', 0, 1_168_000_000, 'I', 'hsm-2'],
    ],
    total: [1_168_000_000, 2_336_000_000],
  },
  {
    name: 'one being deleted, one deleted',
    cluster: testCluster([{ state: 'DELETE_IN_PROGRESS' }, { state: 'DELETED' }]),
    lines: [
      ['hsm.notBilled', 0, 0, 'I', 'hsm-1'],
      ['hsm.notBilled', 0, 0, 'I', 'hsm-2'],
    ],
    total: [0, 0],
  },
  {
    name: 'a state that AWS adds later',
    cluster: testCluster([{ state: 'PAUSED' }]),
    lines: [['hsm.pending', 0, 1_168_000_000, 'I', 'hsm-1']],
    total: [0, 1_168_000_000],
  },
  // "An UNINITIALIZED cluster can still hold a billing HSM" [I]
  {
    name: 'an active HSM in a cluster not initialised yet',
    cluster: testCluster([ACTIVE], { state: 'UNINITIALIZED' }),
    lines: [['hsm.hour', 1_168_000_000, 1_168_000_000, 'I', 'hsm-1']],
    total: [1_168_000_000, 1_168_000_000],
  },
  {
    name: 'a cluster that is rolled back bills its HSM',
    cluster: testCluster([ACTIVE], { state: 'ROLLBACK_IN_PROGRESS' }),
    lines: [['hsm.hour', 1_168_000_000, 1_168_000_000, 'T', 'hsm-1']],
    total: [1_168_000_000, 1_168_000_000],
  },
  // Mode changes no price.
  {
    name: 'NON_FIPS mode',
    cluster: testCluster([ACTIVE], { mode: 'NON_FIPS' }),
    lines: [['hsm.hour', 1_168_000_000, 1_168_000_000, 'T', 'hsm-1']],
    total: [1_168_000_000, 1_168_000_000],
  },
  // 2.000001 × 730 = 1,460.00073: the region's own price, whole micro-dollars
  {
    name: 'another region',
    cluster: testCluster([ACTIVE], { region: 'us-gov-east-1' }),
    lines: [['hsm.hour', 1_460_000_730, 1_460_000_730, 'I', 'hsm-1']],
    total: [1_460_000_730, 1_460_000_730],
  },
  // "All CloudHSM prices outside us-east-1" are not known
  {
    name: 'no price for the region',
    cluster: testCluster([ACTIVE, { state: 'CREATE_IN_PROGRESS' }, { state: 'DELETED' }], {
      region: 'eu-west-1',
    }),
    lines: [
      ['hsm.noPrice', 0, null, 'T', 'hsm-1'],
      ['hsm.noPrice', 0, null, 'I', 'hsm-2'],
      ['hsm.notBilled', 0, 0, 'I', 'hsm-3'],
    ],
    total: [0, null],
  },
  // Migration to hsm2m: each HSM by its own type.
  {
    name: 'an HSM of a type without a price beside one with a price',
    cluster: testCluster([{ ...ACTIVE, type: 'hsm3x.large' }, ACTIVE], { hsmType: 'hsm1.medium' }),
    lines: [
      ['hsm.noPrice', 0, null, 'T', 'hsm-1'],
      ['hsm.hour', 1_168_000_000, 1_168_000_000, 'A', 'hsm-2'],
    ],
    total: [1_168_000_000, null],
  },
  {
    name: 'an hsm2m.medium in a cluster that still says hsm1.medium',
    cluster: testCluster([{ ...ACTIVE, type: 'hsm2m.medium' }], { hsmType: 'hsm1.medium' }),
    lines: [['hsm.hour', 1_168_000_000, 1_168_000_000, 'T', 'hsm-1']],
    total: [1_168_000_000, 1_168_000_000],
  },
];

describe('truth table of clusters', () => {
  it('has every situation once', () => {
    expect(TRUTH.length).toBeGreaterThanOrEqual(10);
    expect(new Set(TRUTH.map(({ name }) => name)).size).toBe(TRUTH.length);
  });

  it.each(TRUTH)('$name', ({ cluster, lines, total: [lowMicroUsd, highMicroUsd] }) => {
    const priced = priceCluster(cluster, TEST_BOOK);
    expect(
      priced.map((line) => [line.rule, line.lowMicroUsd, line.highMicroUsd, line.confidence, line.subject]),
    ).toEqual(lines);
    expect(sum(priced)).toEqual({ lowMicroUsd, highMicroUsd });
    expect(priced.reduce((count, line) => count + line.quantity, 0)).toBe(cluster.hsms.length);
  });
});
