import { afterEach, describe, expect, it } from 'vitest';
import type { AwsSession, UnitReader } from './reader.ts';
import type { Answer, SeenRequest } from './testing/fake-endpoint.ts';
import { all, openGate } from './testing/open-gate.ts';
import { type Stage, stage } from './testing/session.ts';

const stages: Stage[] = [];
afterEach(async () => {
  for (const one of stages.splice(0)) await one.close();
});

const ACCOUNT = '111122223333';
const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const ARN = `arn:aws:kms:eu-west-3:${ACCOUNT}:key/${KEY_ID}`;
const gate = openGate();

async function against(answer: (request: SeenRequest, nth: number) => Answer) {
  let nth = -1;
  const one = await stage((request) => {
    nth += 1;
    return answer(request, nth);
  });
  stages.push(one);
  return { session: one.session, unit: one.session.unit(ACCOUNT, 'eu-west-3', gate), seen: one.seen };
}

const bodies = (seen: readonly SeenRequest[]) => seen.map(({ body }) => JSON.parse(body));
const pagesOf =
  (...answers: unknown[]) =>
  (_request: SeenRequest, nth: number): Answer => ({ json: answers[nth] });

const BARE_KEY = {
  KeyId: KEY_ID,
  Arn: ARN,
  KeyManager: 'CUSTOMER',
  KeyState: 'Enabled',
  KeySpec: 'SYMMETRIC_DEFAULT',
  KeyUsage: 'ENCRYPT_DECRYPT',
  Origin: 'AWS_KMS',
  CreationDate: 1_700_000_000.5,
};

describe('kms', () => {
  it('lists keys page by page, signed with the keys of the profile', async () => {
    const { unit, seen } = await against(
      pagesOf(
        { Keys: [{ KeyId: KEY_ID, KeyArn: ARN }], Truncated: true, NextMarker: 'more' },
        { Keys: [{ KeyId: 'second', KeyArn: `${ARN}2` }], Truncated: false },
      ),
    );
    expect(await all(unit.listKeys())).toEqual([
      { keyId: KEY_ID, arn: ARN },
      { keyId: 'second', arn: `${ARN}2` },
    ]);
    expect(bodies(seen)).toEqual([{ Limit: 1000 }, { Limit: 1000, Marker: 'more' }]);
    expect(seen[0]?.headers).toMatchObject({
      'x-amz-target': 'TrentService.ListKeys',
      'content-type': 'application/x-amz-json-1.1',
      'user-agent': 'keyledger/0.1.0',
      'x-amz-date': '20261124T091200Z',
    });
    expect(seen[0]?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE\/20261124\/eu-west-3\/kms\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=[0-9a-f]{64}$/,
    );
  });

  it('lists aliases, those without a key included', async () => {
    const { unit, seen } = await against(
      pagesOf({
        Aliases: [{ AliasName: 'alias/a', TargetKeyId: KEY_ID }, { AliasName: 'alias/aws/ebs' }],
        Truncated: false,
        NextMarker: 'ignored',
      }),
    );
    expect(await all(unit.listAliases())).toEqual([
      { name: 'alias/a', keyId: KEY_ID },
      { name: 'alias/aws/ebs', keyId: null },
    ]);
    expect(bodies(seen)).toEqual([{ Limit: 100 }]);
  });

  it('describes a key in full', async () => {
    const { unit, seen } = await against(
      pagesOf({
        KeyMetadata: {
          ...BARE_KEY,
          Description: 'Card data',
          KeyState: 'PendingDeletion',
          Origin: 'EXTERNAL',
          DeletionDate: 1_800_000_000,
          PendingDeletionWindowInDays: 7,
          ExpirationModel: 'KEY_MATERIAL_EXPIRES',
          ValidTo: 1_790_000_000,
          CustomKeyStoreId: 'cks-1',
          CloudHsmClusterId: 'cluster-1',
          XksKeyConfiguration: { Id: 'xks-1' },
          CurrentKeyMaterialId: 'm-1',
          MultiRegionConfiguration: {
            MultiRegionKeyType: 'REPLICA',
            PrimaryKey: { Arn: 'arn:primary', Region: 'us-east-1' },
            ReplicaKeys: [{ Arn: ARN, Region: 'eu-west-3' }],
          },
        },
      }),
    );
    expect(await unit.describeKey(KEY_ID)).toEqual({
      manager: 'CUSTOMER',
      state: 'PendingDeletion',
      spec: 'SYMMETRIC_DEFAULT',
      usage: 'ENCRYPT_DECRYPT',
      origin: 'EXTERNAL',
      description: 'Card data',
      createdAt: '2023-11-14T22:13:20.500Z',
      deletionDate: '2027-01-15T08:00:00.000Z',
      pendingDeletionWindowDays: 7,
      expirationModel: 'KEY_MATERIAL_EXPIRES',
      validTo: '2026-09-21T14:13:20.000Z',
      multiRegion: { role: 'REPLICA', primaryArn: 'arn:primary', replicaArns: [ARN] },
      customKeyStoreId: 'cks-1',
      clusterId: 'cluster-1',
      xksKeyId: 'xks-1',
      currentMaterialId: 'm-1',
    });
    expect(bodies(seen)).toEqual([{ KeyId: KEY_ID }]);
  });

  it('keeps a state and a spec that AWS adds, and reads the deprecated name of the spec', async () => {
    const { KeySpec: _, ...older } = BARE_KEY;
    const { unit } = await against(
      pagesOf({ KeyMetadata: { ...older, KeyState: 'Dreaming', CustomerMasterKeySpec: 'ML_DSA_99' } }),
    );
    expect(await unit.describeKey(KEY_ID)).toMatchObject({ state: 'Dreaming', spec: 'ML_DSA_99' });
  });

  it('never asks DescribeKey by alias', async () => {
    const { unit, seen } = await against(pagesOf({}));
    for (const alias of ['alias/aws/ebs', `arn:aws:kms:eu-west-3:${ACCOUNT}:alias/x`]) {
      await expect(unit.describeKey(alias)).rejects.toThrow(RangeError);
    }
    expect(seen).toEqual([]);
  });

  it('reads rotation status, and rotations without the rows that are none', async () => {
    const { unit, seen } = await against(
      pagesOf(
        { KeyRotationEnabled: true, RotationPeriodInDays: 365, NextRotationDate: 1_800_000_000 },
        {
          Rotations: [
            { RotationDate: 1_700_000_000, RotationType: 'AUTOMATIC' },
            { KeyMaterialState: 'CURRENT', KeyMaterialId: 'm-0' },
            { RotationDate: 1_750_000_000, RotationType: 'ON_DEMAND' },
          ],
          Truncated: false,
        },
      ),
    );
    expect(await unit.getKeyRotationStatus(KEY_ID)).toEqual({
      enabled: true,
      periodDays: 365,
      nextRotationAt: '2027-01-15T08:00:00.000Z',
      onDemandStartedAt: null,
    });
    expect(await all(unit.listKeyRotations(KEY_ID))).toEqual([
      { date: '2023-11-14T22:13:20.000Z', type: 'AUTOMATIC' },
      { date: '2025-06-15T15:06:40.000Z', type: 'ON_DEMAND' },
    ]);
    expect(bodies(seen)[1]).toEqual({ KeyId: KEY_ID, Limit: 1000 });
  });

  it('reads tags, empty values included', async () => {
    const { unit } = await against(pagesOf({ Tags: [{ TagKey: 'owner', TagValue: '' }] }));
    expect(await all(unit.listResourceTags(KEY_ID))).toEqual([{ key: 'owner', value: '' }]);
  });

  it('reads custom key stores', async () => {
    const { unit, seen } = await against(
      pagesOf(
        {
          CustomKeyStores: [
            {
              CustomKeyStoreId: 'cks-1',
              CustomKeyStoreName: 'payments',
              CustomKeyStoreType: 'AWS_CLOUDHSM',
              ConnectionState: 'CONNECTED',
              CloudHsmClusterId: 'cluster-1',
              CreationDate: 1_700_000_000,
            },
          ],
          Truncated: true,
          NextMarker: 'more',
        },
        { CustomKeyStores: [{ CustomKeyStoreId: 'cks-2', CustomKeyStoreType: 'EXTERNAL_KEY_STORE' }] },
      ),
    );
    expect(await all(unit.describeCustomKeyStores())).toEqual([
      {
        id: 'cks-1',
        name: 'payments',
        type: 'AWS_CLOUDHSM',
        connectionState: 'CONNECTED',
        clusterId: 'cluster-1',
        createdAt: '2023-11-14T22:13:20.000Z',
      },
      {
        id: 'cks-2',
        name: 'cks-2',
        type: 'EXTERNAL_KEY_STORE',
        connectionState: 'UNKNOWN',
        clusterId: null,
        createdAt: null,
      },
    ]);
    expect(seen[0]?.headers['user-agent']).toContain('keyledger/0.1.0');
    expect(bodies(seen)[1]).toEqual({ Marker: 'more' });
  });
});

it('reads CloudHSM clusters with what the old client drops: Mode and NetworkType', async () => {
  const { unit, seen } = await against(
    pagesOf(
      {
        Clusters: [
          {
            ClusterId: 'cluster-1',
            State: 'ACTIVE',
            HsmType: 'hsm2m.medium',
            Mode: 'NON_FIPS',
            NetworkType: 'IPV4',
            CreateTimestamp: 1_700_000_000,
            Hsms: [
              { HsmId: 'hsm-1', AvailabilityZone: 'eu-west-3a', State: 'ACTIVE', HsmType: 'hsm2m.medium' },
              { HsmId: 'hsm-2', AvailabilityZone: 'eu-west-3b', State: 'CREATE_IN_PROGRESS' },
            ],
            TagList: [{ Key: 'owner', Value: 'payments' }],
          },
        ],
        NextToken: 'more',
      },
      { Clusters: [{ ClusterId: 'cluster-2', State: 'ROLLBACK_IN_PROGRESS', HsmType: 'hsm1.medium' }] },
    ),
  );
  expect(await all(unit.describeClusters())).toEqual([
    {
      id: 'cluster-1',
      state: 'ACTIVE',
      hsmType: 'hsm2m.medium',
      mode: 'NON_FIPS',
      networkType: 'IPV4',
      createdAt: '2023-11-14T22:13:20.000Z',
      hsms: [
        { id: 'hsm-1', availabilityZone: 'eu-west-3a', state: 'ACTIVE', type: 'hsm2m.medium' },
        { id: 'hsm-2', availabilityZone: 'eu-west-3b', state: 'CREATE_IN_PROGRESS', type: null },
      ],
      tags: [{ key: 'owner', value: 'payments' }],
    },
    {
      id: 'cluster-2',
      state: 'ROLLBACK_IN_PROGRESS',
      hsmType: 'hsm1.medium',
      mode: null,
      networkType: null,
      createdAt: null,
      hsms: [],
      tags: [],
    },
  ]);
  expect(seen[0]?.headers['x-amz-target']).toBe('BaldrApiService.DescribeClusters');
  expect(seen[0]?.headers['x-amz-user-agent'] ?? seen[0]?.headers['user-agent']).toContain('keyledger/0.1.0');
  expect(seen[0]?.headers.authorization).toContain('/eu-west-3/cloudhsm/aws4_request');
  expect(bodies(seen)[1]).toEqual({ NextToken: 'more' });
});

it('reads the tags of a hundred keys at a time', async () => {
  const { unit, seen } = await against(
    pagesOf(
      {
        ResourceTagMappingList: [{ ResourceARN: ARN, Tags: [{ Key: 'owner', Value: 'a' }] }],
        PaginationToken: 't',
      },
      { ResourceTagMappingList: [], PaginationToken: '' },
    ),
  );
  expect(await all(unit.getTaggedKeys())).toEqual([{ arn: ARN, tags: [{ key: 'owner', value: 'a' }] }]);
  expect(bodies(seen)).toEqual([
    { ResourceTypeFilters: ['kms:key'], ResourcesPerPage: 100 },
    { ResourceTypeFilters: ['kms:key'], ResourcesPerPage: 100, PaginationToken: 't' },
  ]);
  expect(seen[0]?.headers.authorization).toContain('/eu-west-3/tagging/aws4_request');
});

describe('account, organisation, price list', () => {
  const read = async (
    answer: (request: SeenRequest, nth: number) => Answer,
    ask: (session: AwsSession) => AsyncIterable<readonly unknown[]>,
  ) => {
    const { session, seen } = await against(answer);
    return { items: await all(ask(session)), seen };
  };

  it('lists regions, on or off', async () => {
    const statuses = ['ENABLED_BY_DEFAULT', 'ENABLED', 'ENABLING', 'DISABLING', 'DISABLED'];
    const { items, seen } = await read(
      pagesOf({ Regions: statuses.map((RegionOptStatus, n) => ({ RegionName: `r-${n}`, RegionOptStatus })) }),
      (session) => session.listRegions(gate),
    );
    expect(items).toEqual(
      [true, true, true, false, false].map((enabled, n) => ({ region: `r-${n}`, enabled })),
    );
    expect(seen[0]?.headers.authorization).toContain('/us-east-1/account/aws4_request');
  });

  it('lists active accounts by State, by Status, and by neither', async () => {
    const { items } = await read(
      pagesOf({
        Accounts: [
          { Id: '1', Name: 'one', State: 'ACTIVE' },
          { Id: '2', Name: 'two', Status: 'ACTIVE' },
          { Id: '3', Name: 'three' },
          { Id: '4', Name: 'four', State: 'CLOSED', Status: 'ACTIVE' },
          { Id: '5', Name: 'five', Status: 'SUSPENDED' },
        ],
      }),
      (session) => session.listAccounts(gate),
    );
    expect(items).toEqual([
      { id: '1', name: 'one' },
      { id: '2', name: 'two' },
      { id: '3', name: 'three' },
    ]);
  });

  it('hands price list items over as strings', async () => {
    const { items, seen } = await read(
      pagesOf({ PriceList: ['{"a":1}'], NextToken: 't' }, { PriceList: ['{"b":2}'] }),
      (session) => session.getProducts(gate, 'awskms', { regionCode: 'eu-west-3' }),
    );
    expect(items).toEqual(['{"a":1}', '{"b":2}']);
    expect(items.every((item) => typeof item === 'string')).toBe(true);
    expect(bodies(seen)[0]).toMatchObject({
      ServiceCode: 'awskms',
      MaxResults: 100,
      Filters: [{ Type: 'TERM_MATCH', Field: 'regionCode', Value: 'eu-west-3' }],
    });
    expect(seen[0]?.headers.authorization).toContain('/us-east-1/pricing/aws4_request');
  });
});

describe('answers that go wrong', () => {
  const failing = async (answer: Answer, ask: (unit: UnitReader) => Promise<unknown>) => {
    const { unit } = await against(() => answer);
    return ask(unit).catch((error: unknown) => error);
  };
  const describeIt = (unit: UnitReader) => unit.describeKey(KEY_ID);

  it.each<[string, Answer, object]>([
    [
      'a denial',
      {
        status: 400,
        json: {
          __type: 'AccessDeniedException',
          Message: 'User: arn:aws:iam::1:user/auditor is not authorized',
        },
      },
      { outcome: 'denied', action: 'Add kms:DescribeKey to the key policy for user/auditor' },
    ],
    [
      'a code with a namespace',
      { status: 400, json: { __type: 'com.amazonaws.kms#NotFoundException', message: 'gone' } },
      { outcome: 'failed', code: 'NotFoundException' },
    ],
    [
      'a code in a header',
      { status: 400, json: {}, errorType: 'ThrottlingException:http://internal/' },
      { outcome: 'throttledOut', code: 'ThrottlingException', retry: 'throttle' },
    ],
    [
      'a page of a proxy',
      { status: 502, text: '<html>' },
      { outcome: 'failed', retry: 'transient', code: 'HTTP 502' },
    ],
    ['a page instead of an answer', { text: '<html>' }, { outcome: 'malformed' }],
    ['an empty answer', { json: {} }, { outcome: 'malformed' }],
    ['a list instead of an answer', { json: [] }, { outcome: 'malformed' }],
    [
      'a manager that does not exist',
      { json: { KeyMetadata: { ...BARE_KEY, KeyManager: 'NOBODY' } } },
      { outcome: 'malformed' },
    ],
    ['a cut connection', 'reset', { outcome: 'unreachable', retry: 'transient' }],
    ['no answer', 'hang', { outcome: 'unreachable', retry: 'transient', code: 'TIMEOUT' }],
  ])('%s', async (_name, answer, expected) => {
    expect(await failing(answer, describeIt)).toMatchObject({
      name: 'AwsCallError',
      operation: 'kms:DescribeKey',
      ...expected,
    });
  });

  it.each<[string, Answer, object]>([
    [
      'a denial',
      { status: 400, json: { __type: 'CloudHsmAccessDeniedException', Message: 'no' } },
      { outcome: 'denied', code: 'CloudHsmAccessDeniedException' },
    ],
    [
      'throttling',
      { status: 400, json: { __type: 'ThrottlingException' } },
      { outcome: 'throttledOut', retry: 'throttle' },
    ],
    ['a page', { text: '<html>' }, { outcome: 'malformed' }],
    ['a cut connection', 'reset', { outcome: 'unreachable', retry: 'transient' }],
  ])('by the old client: %s', async (_name, answer, expected) => {
    expect(await failing(answer, (unit) => all(unit.describeClusters()))).toMatchObject({
      name: 'AwsCallError',
      operation: 'cloudhsm:DescribeClusters',
      ...expected,
    });
  });

  it.each<[string, Answer, object]>([
    [
      'a denial',
      { status: 400, json: { __type: 'AccessDeniedException', Message: 'no' } },
      { outcome: 'denied' },
    ],
    ['a page', { text: '<html>' }, { outcome: 'malformed' }],
    ['a cut connection', 'reset', { outcome: 'unreachable', retry: 'transient' }],
  ])('by an SDK client: %s', async (_name, answer, expected) => {
    expect(await failing(answer, (unit) => all(unit.describeCustomKeyStores()))).toMatchObject({
      name: 'AwsCallError',
      operation: 'kms:DescribeCustomKeyStores',
      ...expected,
    });
  });

  it('sends each attempt once: no client retries by itself', async () => {
    const { unit, seen } = await against(() => ({ status: 500, json: { __type: 'InternalFailure' } }));
    await expect(unit.describeKey(KEY_ID)).rejects.toThrow();
    await expect(all(unit.describeCustomKeyStores())).rejects.toThrow();
    await expect(all(unit.describeClusters())).rejects.toThrow();
    expect(seen.length).toBe(3);
  });

  it('does not follow a marker that leads in a circle', async () => {
    const { unit, seen } = await against(() => ({
      json: { Keys: [{ KeyId: 'k', KeyArn: 'a' }], Truncated: true, NextMarker: 'same' },
    }));
    await expect(all(unit.listKeys())).rejects.toMatchObject({ outcome: 'malformed' });
    expect(seen.length).toBe(2);
  });

  it('calls an answer beyond all measure malformed', async () => {
    const text = `{"Keys":[${' '.repeat(17 * 1024 * 1024)}]}`;
    expect(await failing({ text }, (unit) => all(unit.listKeys()))).toMatchObject({
      outcome: 'malformed',
      message: expect.stringContaining('16777216 bytes'),
    });
  });

  it('ends at once when it is cancelled', async () => {
    const { session } = await against(() => 'hang');
    const ending = new AbortController();
    const unit = session.unit(ACCOUNT, 'eu-west-3', openGate(ending.signal));
    const calls = [
      unit.describeKey(KEY_ID),
      all(unit.describeClusters()),
      all(unit.describeCustomKeyStores()),
    ];
    setTimeout(() => ending.abort(), 300);
    for (const call of await Promise.allSettled(calls)) {
      expect(call).toMatchObject({ status: 'rejected', reason: { outcome: 'cancelled' } });
    }
  });
});
