import { describe, expect, it } from 'vitest';
import { callError, type FakeKey, type FakeUnit, type Fault } from './testing/fake-aws.ts';
import { lines, scanned } from './testing/run-scan.ts';

const ROTATED: FakeKey = {
  id: 'rotated',
  aliases: ['alias/b', 'alias/a'],
  tags: [{ key: 'Owner', value: 'Payments' }],
  status: {
    enabled: true,
    periodDays: 365,
    nextRotationAt: '2027-01-02T00:00:00.000Z',
    onDemandStartedAt: null,
  },
  rotations: [
    { date: '2024-01-02T00:00:00.000Z', type: 'AUTOMATIC' },
    { date: '2026-01-02T00:00:00.000Z', type: 'AUTOMATIC' },
    { date: '2025-01-02T00:00:00.000Z', type: 'ON_DEMAND' },
  ],
};
const UNTAGGED: FakeKey = { id: 'untagged' };
const SIGNING: FakeKey = { id: 'signing', metadata: { spec: 'RSA_2048', usage: 'SIGN_VERIFY' } };
const MANAGED: FakeKey = { id: 'managed', metadata: { manager: 'AWS' }, aliases: ['alias/aws/s3'] };
const KEYS = [ROTATED, UNTAGGED, SIGNING, MANAGED];

const STORE = {
  id: 'cks-1',
  name: 'vault',
  type: 'AWS_CLOUDHSM',
  connectionState: 'CONNECTED',
  clusterId: 'cluster-1',
  createdAt: null,
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

async function readOne(unit: FakeUnit, fault?: Fault) {
  const result = await scanned({ 'eu-west-1': unit }, fault);
  return {
    ...result,
    key: (id: string) => result.keys.find((key) => key.keyId === id),
    coverage: lines(result.result.coverage),
    phase: result.progress.at(-1)?.units[0]?.phase,
  };
}

const failing =
  (operation: string, error: (subject: string) => ReturnType<typeof callError> | undefined): Fault =>
  (call) =>
    call.operation === operation ? error(call.subject) : undefined;

describe('reading a unit', () => {
  it('joins what every call tells into one row a key', async () => {
    const { keys, key, coverage, phase, result } = await readOne({ keys: KEYS });
    expect(keys.map(({ keyId }) => keyId).sort()).toEqual(['managed', 'rotated', 'signing', 'untagged']);
    expect(key('rotated')).toMatchObject({
      arn: 'arn:aws:kms:eu-west-1:111111111111:key/rotated',
      accountId: '111111111111',
      region: 'eu-west-1',
      aliases: ['alias/a', 'alias/b'],
      metadata: { status: 'read', value: { manager: 'CUSTOMER', state: 'Enabled' } },
      rotationStatus: { status: 'read', value: { enabled: true, periodDays: 365 } },
      tags: { status: 'read', value: [{ key: 'Owner', value: 'Payments' }] },
    });
    expect(key('rotated')?.rotations).toEqual({
      status: 'read',
      value: [
        { date: '2026-01-02T00:00:00.000Z', type: 'AUTOMATIC' },
        { date: '2025-01-02T00:00:00.000Z', type: 'ON_DEMAND' },
        { date: '2024-01-02T00:00:00.000Z', type: 'AUTOMATIC' },
      ],
    });
    expect(key('untagged')).toMatchObject({ aliases: [], tags: { status: 'read', value: [] } });
    expect(key('signing')).toMatchObject({
      rotationStatus: { status: 'notApplicable' },
      rotations: { status: 'notApplicable' },
    });
    expect(key('managed')).toMatchObject({
      aliases: ['alias/aws/s3'],
      rotationStatus: { status: 'notApplicable' },
      rotations: { status: 'notApplicable' },
      tags: { status: 'notApplicable' },
    });
    expect(coverage).toEqual([
      'cloudhsm:DescribeClusters read 1',
      'kms:DescribeCustomKeyStores read 1',
      'kms:DescribeKey read 4',
      'kms:GetKeyRotationStatus read 2',
      'kms:ListAliases read 1',
      'kms:ListKeyRotations read 2',
      'kms:ListKeys read 1',
      'tag:GetResources read 1',
    ]);
    expect(result.complete).toBe(true);
    expect(phase).toBe('done');
  });

  it('asks DescribeKey by key id only, and no rotation of keys that have none', async () => {
    const { aws } = await readOne({ keys: KEYS });
    const subjects = (operation: string) =>
      aws.calls.filter((call) => call.operation === operation).map((call) => call.subject);
    expect(subjects('kms:DescribeKey').sort()).toEqual(['managed', 'rotated', 'signing', 'untagged']);
    expect(subjects('kms:GetKeyRotationStatus').sort()).toEqual(['rotated', 'untagged']);
    expect(new Set(subjects('kms:ListKeyRotations'))).toEqual(
      new Set(['rotated', 'rotated page 2', 'untagged']),
    );
    expect(subjects('kms:ListResourceTags')).toEqual([]);
  });

  it('keeps the row of a key that denies DescribeKey, with its aliases and tags', async () => {
    const fault = failing('kms:DescribeKey', (id) =>
      id === 'rotated' ? callError('kms:DescribeKey', 'denied') : undefined,
    );
    const { aws, key, result, coverage } = await readOne({ keys: KEYS }, fault);
    expect(key('rotated')).toMatchObject({
      aliases: ['alias/a', 'alias/b'],
      metadata: { status: 'unread', outcome: 'denied' },
      rotationStatus: { status: 'unread', outcome: 'notAsked' },
      rotations: { status: 'unread', outcome: 'notAsked' },
      tags: { status: 'read', value: [{ key: 'Owner', value: 'Payments' }] },
    });
    expect(aws.calls.filter((call) => call.subject.startsWith('rotated'))).toHaveLength(1);
    expect(coverage).toContain('kms:DescribeKey denied 1');
    expect(coverage).toContain('kms:DescribeKey read 3');
    expect(result.coverage).toContainEqual(
      expect.objectContaining({
        outcome: 'denied',
        example: 'arn:aws:kms:eu-west-1:111111111111:key/rotated',
        action: 'Allow kms:DescribeKey.',
      }),
    );
    expect(result.complete).toBe(false);
  });

  it('fails each detail on its own, and takes an unsupported one for no detail', async () => {
    const { key, coverage } = await readOne({ keys: KEYS }, ({ operation, subject }) => {
      if (subject === 'rotated' && operation === 'kms:ListKeyRotations')
        return callError(operation, 'denied');
      if (subject === 'untagged' && operation === 'kms:GetKeyRotationStatus') {
        return callError(operation, 'failed', { code: 'UnsupportedOperationException' });
      }
      return undefined;
    });
    expect(key('rotated')).toMatchObject({
      metadata: { status: 'read' },
      rotationStatus: { status: 'read' },
      rotations: { status: 'unread', outcome: 'denied' },
    });
    expect(key('untagged')).toMatchObject({
      rotationStatus: { status: 'notApplicable' },
      rotations: { status: 'read', value: [] },
    });
    expect(coverage).toContain('kms:ListKeyRotations denied 1');
    expect(coverage).toContain('kms:GetKeyRotationStatus read 2');
  });

  it('keeps the first page of a history whose second fails', async () => {
    const fault = failing('kms:ListKeyRotations', (subject) =>
      subject === 'rotated page 2' ? callError('kms:ListKeyRotations', 'unreachable') : undefined,
    );
    const { key } = await readOne({ keys: KEYS }, fault);
    expect(key('rotated')?.rotations).toEqual({
      status: 'partial',
      outcome: 'unreachable',
      value: [
        { date: '2026-01-02T00:00:00.000Z', type: 'AUTOMATIC' },
        { date: '2024-01-02T00:00:00.000Z', type: 'AUTOMATIC' },
      ],
    });
  });

  it('reads the keys of the pages that came, and says that more exist', async () => {
    const fault = failing('kms:ListKeys', (page) =>
      page === '2' ? callError('kms:ListKeys', 'denied', { message: 'No more' }) : undefined,
    );
    const { keys, result, phase } = await readOne({ keys: KEYS }, fault);
    expect(keys.map(({ keyId }) => keyId).sort()).toEqual(['rotated', 'untagged']);
    expect(result.coverage.filter((entry) => entry.operation === 'kms:ListKeys')).toMatchObject([
      { outcome: 'denied', count: 1, example: 'Ended after 2 keys, and more exist: No more' },
    ]);
    expect(phase).toBe('done');
  });

  it('asks customer keys for their own tags where the tagging service denies', async () => {
    const fault = failing('tag:GetResources', () => callError('tag:GetResources', 'denied'));
    const { aws, key, coverage } = await readOne({ keys: KEYS }, fault);
    expect(key('rotated')?.tags).toEqual({ status: 'read', value: [{ key: 'Owner', value: 'Payments' }] });
    expect(key('untagged')?.tags).toEqual({ status: 'read', value: [] });
    expect(key('managed')?.tags).toEqual({ status: 'notApplicable' });
    expect(aws.count('kms:ListResourceTags')).toBe(3);
    expect(coverage).toContain('tag:GetResources denied 1');
    expect(coverage).toContain('kms:ListResourceTags read 3');
  });

  it('asks only the keys that a broken tag listing did not tell', async () => {
    const tags = [{ key: 'Owner', value: 'Cards' }];
    const keys = ['1', '2', '3', '4'].map((id): FakeKey => ({ id, tags }));
    const fault = failing('tag:GetResources', (page) =>
      page === '2' ? callError('tag:GetResources', 'throttledOut') : undefined,
    );
    const { aws, key } = await readOne({ keys }, fault);
    const asked = aws.calls.filter((call) => call.operation === 'kms:ListResourceTags');
    expect(asked.map((call) => call.subject).sort()).toEqual(['3', '4']);
    for (const { id } of keys) expect(key(id)?.tags).toEqual({ status: 'read', value: tags });
  });

  it('waits out throttling without losing a row', async () => {
    let throttled = 0;
    const fault: Fault = ({ operation }) => {
      if (operation !== 'kms:DescribeKey' || throttled >= 6) return undefined;
      throttled += 1;
      return callError(operation, 'throttledOut', { retry: 'throttle' });
    };
    const { keys, result } = await readOne({ keys: KEYS }, fault);
    expect(keys.every((key) => key.metadata.status === 'read')).toBe(true);
    expect(result.complete).toBe(true);
    expect(result.requests['kms:DescribeKey']).toBe(10);
  });

  it('hands over key stores and clusters with their place', async () => {
    const { keyStores, clusters } = await readOne({ keyStores: [STORE], clusters: [CLUSTER] });
    const place = { accountId: '111111111111', region: 'eu-west-1' };
    expect(keyStores).toEqual([{ ...place, ...STORE }]);
    expect(clusters).toEqual([{ ...place, ...CLUSTER }]);
  });

  it('asks an empty unit for key stores and clusters, not for aliases and tags', async () => {
    const { coverage, phase } = await readOne({});
    expect(coverage).toEqual([
      'cloudhsm:DescribeClusters read 1',
      'kms:DescribeCustomKeyStores read 1',
      'kms:ListKeys read 1',
    ]);
    expect(phase).toBe('done');
  });

  it('asks KMS nothing more where the region is off', async () => {
    const { coverage, phase, aws } = await readOne({ keys: KEYS, clusters: [CLUSTER] }, ({ operation }) =>
      callError(operation, 'regionOff'),
    );
    expect(coverage).toEqual(['cloudhsm:DescribeClusters regionOff 1', 'kms:ListKeys regionOff 1']);
    expect(aws.calls).toHaveLength(2);
    expect(phase).toBe('off');
  });

  it.each(['denied', 'scp'] as const)(
    'asks for what has its own permission where ListKeys is %s',
    async (outcome) => {
      const fault = failing('kms:ListKeys', () => callError('kms:ListKeys', outcome));
      const { coverage, phase, keyStores } = await readOne({ keys: KEYS, keyStores: [STORE] }, fault);
      expect(coverage).toEqual([
        'cloudhsm:DescribeClusters read 1',
        'kms:DescribeCustomKeyStores read 1',
        `kms:ListKeys ${outcome} 1`,
      ]);
      expect(keyStores).toHaveLength(1);
      expect(phase).toBe('denied');
    },
  );

  it('says that CloudHSM is not offered only where KMS answers', async () => {
    const nowhere = (operation: Parameters<typeof callError>[0]) =>
      callError(operation, 'unreachable', { code: 'ENOTFOUND' });
    const hsmOnly = failing('cloudhsm:DescribeClusters', () => nowhere('cloudhsm:DescribeClusters'));
    const offered = await readOne({}, hsmOnly);
    expect(offered.coverage).toContain('cloudhsm:DescribeClusters notAsked 1');
    expect(offered.result.complete).toBe(true);
    const offline = await readOne({}, ({ operation }) => nowhere(operation));
    expect(offline.coverage).toEqual([
      'cloudhsm:DescribeClusters unreachable 1',
      'kms:ListKeys unreachable 1',
    ]);
    expect(offline.phase).toBe('failed');
  });
});
