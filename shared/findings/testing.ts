import { type Amount, exactly } from '../model/amount.ts';
import type { CoverageEntry } from '../model/coverage.ts';
import type { KeyStore } from '../model/hsm.ts';
import type { LedgerCluster } from '../model/ledger.ts';
import type { Outcome } from '../model/outcome.ts';
import type { FindingFacts } from './facts.ts';

/** Facts about an organisation in which nothing deserves attention; the tests of this room change one thing each. */
export function testFacts(changes: Partial<FindingFacts> = {}): FindingFacts {
  const none = { keys: 0, amount: exactly(0) };
  return {
    asOf: '2026-11-24T09:12:00.000Z',
    clusters: [],
    keyStores: [],
    pendingDeletion: [],
    disabledBilled: none,
    unowned: none,
    ranged: none,
    coverage: [],
    accountNames: { '111122223333': 'ledger-prod', '444455556666': 'security-vault' },
    ...changes,
  };
}

/** Each HSM as its state, or as [state, its own type]; an active one costs $1,168.00, any other nothing. */
export function testCluster(
  id: string,
  hsms: readonly (string | readonly [state: string, type: string])[],
  changes: Partial<LedgerCluster['cluster']> = {},
): LedgerCluster {
  const placed = hsms.map((hsm, index) => {
    const [state, type] = typeof hsm === 'string' ? [hsm, null] : hsm;
    return { id: `${id}-hsm-${index + 1}`, availabilityZone: 'us-east-1a', state, type };
  });
  const lines = placed.map((hsm) => ({
    rule: 'hsm.hour' as const,
    price: null,
    confidence: 'T' as const,
    quantity: 1,
    subject: hsm.id,
    ...exactly(hsm.state === 'ACTIVE' ? 1_168_000_000 : 0),
  }));
  const amount: Amount = exactly(lines.reduce((total, line) => total + line.lowMicroUsd, 0));
  return {
    cluster: {
      accountId: '111122223333',
      region: 'us-east-1',
      id,
      state: 'ACTIVE',
      hsmType: 'hsm2m.medium',
      mode: 'FIPS',
      networkType: 'IPV4',
      createdAt: null,
      hsms: placed,
      tags: [],
      ...changes,
    },
    owner: { name: null, basis: { by: 'none' } },
    lines,
    amount,
  };
}

export function testStore(clusterId: string | null): KeyStore {
  return {
    accountId: '111122223333',
    region: 'us-east-1',
    id: 'cks-1',
    name: 'vault',
    type: 'AWS_CLOUDHSM',
    connectionState: 'CONNECTED',
    clusterId,
    createdAt: null,
  };
}

/** One listing in one unit, `region` telling units apart. */
export function testCoverage(operation: string, region: string, outcome: Outcome): CoverageEntry {
  const denied = outcome !== 'read';
  return {
    accountId: '111122223333',
    region,
    operation,
    outcome,
    count: 1,
    example: denied ? 'x' : null,
    action: denied ? 'y' : null,
  };
}
