import { expect, test } from 'vitest';
import type { ClusterBackup, Grant } from '../../../shared/model/policy.ts';
import { callError, type FakeUnit, type Fault } from '../testing/fake-aws.ts';
import { fixture, gather, lines } from '../testing/run-scan.ts';

const GRANT: Grant = {
  id: 'g-1',
  name: null,
  grantee: 'rds.eu-west-1.amazonaws.com',
  retiringPrincipal: null,
  issuingAccount: '111111111111',
  operations: ['Decrypt'],
  createdAt: '2026-01-01T00:00:00.000Z',
  constrained: true,
};
const BACKUP: ClusterBackup = {
  id: 'backup-1',
  state: 'READY',
  createdAt: '2026-11-23T00:00:00.000Z',
  copiedAt: null,
  sourceRegion: null,
  deletesAt: null,
  neverExpires: false,
};
const CLUSTER = {
  id: 'cluster-1',
  state: 'ACTIVE',
  hsmType: 'hsm2m.medium',
  mode: 'FIPS',
  networkType: 'IPV4',
  createdAt: null,
  hsms: [],
  tags: [],
};
const UNIT: FakeUnit = {
  keys: [
    { id: 'mine', policy: '{"Version":"2012-10-17"}', grants: [GRANT, GRANT, GRANT] },
    { id: 'theirs', metadata: { manager: 'AWS' } },
  ],
  clusters: [CLUSTER, { ...CLUSTER, id: 'cluster-2' }],
  backups: [{ clusterId: 'cluster-1', backup: BACKUP }],
};

async function read(depth: 'standard' | 'full', fault?: Fault) {
  const { aws, clock, plan, options } = fixture({ 'eu-west-1': UNIT }, fault);
  const result = await clock.drive(gather(plan, { ...options, depth }));
  const key = (id: string) => result.keys.find(({ keyId }) => keyId === id);
  return { aws, ...result, mine: key('mine'), theirs: key('theirs') };
}

test('reads policy and grants of customer keys, and backups of clusters', async () => {
  const { aws, mine, theirs, clusters, result } = await read('full');
  expect(mine).toMatchObject({
    policy: { status: 'read', value: '{"Version":"2012-10-17"}' },
    grants: { status: 'read', value: [GRANT, GRANT, GRANT] },
  });
  expect(theirs).toMatchObject({ policy: { status: 'notApplicable' }, grants: { status: 'notApplicable' } });
  expect(clusters.map(({ id, backups }) => [id, backups])).toEqual([
    ['cluster-1', { status: 'read', value: [BACKUP] }],
    ['cluster-2', { status: 'read', value: [] }],
  ]);
  expect(aws.count('kms:GetKeyPolicy')).toBe(1);
  expect(lines(result.coverage)).toEqual(
    expect.arrayContaining([
      'kms:GetKeyPolicy read 1',
      'kms:ListGrants read 1',
      'cloudhsm:DescribeBackups read 1',
    ]),
  );
});

test('asks for none of it at standard depth, and says nothing of it', async () => {
  const { aws, mine, clusters } = await read('standard');
  const operations = new Set(aws.calls.map(({ operation }) => operation));
  for (const deep of ['kms:GetKeyPolicy', 'kms:ListGrants', 'cloudhsm:DescribeBackups'] as const) {
    expect(operations.has(deep)).toBe(false);
  }
  expect(mine).not.toHaveProperty('policy');
  expect(clusters[0]).not.toHaveProperty('backups');
});

test('each fails on its own, and the row stays', async () => {
  const { mine, clusters, result } = await read('full', ({ operation }) =>
    operation === 'kms:GetKeyPolicy' || operation === 'cloudhsm:DescribeBackups'
      ? callError(operation, 'denied')
      : undefined,
  );
  expect(mine).toMatchObject({
    metadata: { status: 'read' },
    policy: { status: 'unread', outcome: 'denied' },
    grants: { status: 'read' },
  });
  expect(clusters[1]?.backups).toEqual({ status: 'unread', outcome: 'denied' });
  expect(lines(result.coverage)).toContain('kms:GetKeyPolicy denied 1');
  expect(result.complete).toBe(false);
});
