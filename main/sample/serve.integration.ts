import { AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import { CloudHSMV2Client, DescribeClustersCommand } from '@aws-sdk/client-cloudhsm-v2';
import {
  DescribeCustomKeyStoresCommand,
  DescribeKeyCommand,
  GetKeyLastUsageCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListAliasesCommand,
  ListKeyRotationsCommand,
  ListKeysCommand,
  ListResourceTagsCommand,
  paginateListAliases,
  paginateListKeys,
} from '@aws-sdk/client-kms';
import { ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { GetProductsCommand, PricingClient } from '@aws-sdk/client-pricing';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AUDIT_USER } from './endpoint/credentials.ts';
import { generateOrganisation } from './organisation.ts';
import { type SampleEndpoint, serveSample } from './serve.ts';

const organisation = generateOrganisation({ seed: 7, keys: 3000, asOf: new Date('2026-11-24T09:12:00Z') });
const MANAGEMENT = '444455556666';
const PAYMENTS = '111122223333';
let endpoint: SampleEndpoint;

beforeAll(async () => {
  endpoint = await serveSample({ organisation, latencyMs: 0, quotas: false });
});
afterAll(() => endpoint.close());

function settings(region = 'us-east-1', url = endpoint.url) {
  return { region, endpoint: url, credentials: AUDIT_USER, maxAttempts: 1 };
}

async function credentialsOf(accountId: string, url = endpoint.url) {
  const { Credentials } = await new STSClient(settings('us-east-1', url)).send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${accountId}:role/key-auditor`, RoleSessionName: 'test' }),
  );
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
}

async function kmsOf(accountId: string, region: string, url = endpoint.url): Promise<KMSClient> {
  return new KMSClient({ ...settings(region, url), credentials: await credentialsOf(accountId, url) });
}

function unit(accountId: string, region: string) {
  const found = organisation.unit(accountId, region);
  if (!found) throw new Error(`no unit ${accountId}/${region}`);
  return found;
}

test('who am I: the static keys are the management account, a role is the account it was assumed in', async () => {
  const own = await new STSClient(settings()).send(new GetCallerIdentityCommand({}));
  expect(own.Account).toBe(MANAGEMENT);
  expect(own.Arn).toBe(`arn:aws:iam::${MANAGEMENT}:user/northwind-audit`);
  const credentials = await credentialsOf(PAYMENTS);
  const role = await new STSClient({ ...settings(), credentials }).send(new GetCallerIdentityCommand({}));
  expect(role.Arn).toBe(`arn:aws:sts::${PAYMENTS}:assumed-role/key-auditor/test`);
});

test('a role that the account does not have, and keys that nobody was given', async () => {
  const sts = new STSClient(settings());
  const other = sts.send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${PAYMENTS}:role/admin`, RoleSessionName: 'x' }),
  );
  await expect(other).rejects.toMatchObject({ name: 'AccessDenied' });
  const nobody = { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' };
  const unknown = new STSClient({ ...settings(), credentials: nobody }).send(
    new GetCallerIdentityCommand({}),
  );
  await expect(unknown).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
    $metadata: { httpStatusCode: 403 },
  });
  const list = new KMSClient({ ...settings(), credentials: nobody }).send(new ListKeysCommand({}));
  await expect(list).rejects.toMatchObject({
    name: 'UnrecognizedClientException',
    $metadata: { httpStatusCode: 400 },
  });
});

test('paging lists every key and alias once, in pages of at most what was asked for', async () => {
  const client = await kmsOf(PAYMENTS, 'us-east-1');
  const truth = [...unit(PAYMENTS, 'us-east-1').keys()];
  const sizes: number[] = [];
  const arns: (string | undefined)[] = [];
  for await (const page of paginateListKeys({ client, pageSize: 10 }, {})) {
    sizes.push(page.Keys?.length ?? 0);
    arns.push(...(page.Keys ?? []).map((key) => key.KeyArn));
  }
  expect(arns.toSorted()).toEqual(truth.map((key) => key.arn).toSorted());
  expect(Math.max(...sizes)).toBe(10);
  expect(sizes.slice(0, -1).some((size) => size < 10)).toBe(true);

  const aliases: string[] = [];
  let predefined = 0;
  for await (const page of paginateListAliases({ client, pageSize: 7 }, {})) {
    for (const alias of page.Aliases ?? []) {
      if (alias.TargetKeyId) aliases.push(`${alias.AliasName} ${alias.TargetKeyId}`);
      else predefined++;
    }
  }
  const expected = truth.flatMap((key) => key.aliases.map((name) => `${name} ${key.keyId}`));
  expect(aliases.toSorted()).toEqual(expected.toSorted());
  expect(new Set(expected.map((line) => line.split(' ')[0])).size).toBe(expected.length);
  const quiet = await kmsOf('210987654321', 'us-west-2');
  for await (const page of paginateListAliases({ client: quiet }, {})) {
    predefined += (page.Aliases ?? []).filter((alias) => !alias.TargetKeyId).length;
  }
  expect(predefined).toBeGreaterThan(0);
});

test('limits and markers that AWS refuses', async () => {
  const client = await kmsOf(PAYMENTS, 'us-east-1');
  await expect(client.send(new ListAliasesCommand({ Limit: 101 }))).rejects.toMatchObject({
    name: 'ValidationException',
  });
  await expect(client.send(new ListKeysCommand({ Marker: 'abc' }))).rejects.toMatchObject({
    name: 'InvalidMarkerException',
  });
});

test('every key of a unit answers what the organisation says of it', async () => {
  const client = await kmsOf(PAYMENTS, 'eu-west-1');
  for (const key of unit(PAYMENTS, 'eu-west-1').keys()) {
    if (key.denies === 'describe') continue;
    const { KeyMetadata: data } = await client.send(new DescribeKeyCommand({ KeyId: key.keyId }));
    expect(data).toMatchObject({
      Arn: key.arn,
      KeyManager: key.manager,
      KeyState: key.state,
      Enabled: key.state === 'Enabled',
      KeySpec: key.spec,
      KeyUsage: key.usage,
      Origin: key.origin,
      Description: key.description,
    });
    expect(data?.CreationDate?.getTime()).toBe(key.createdAt);
    expect(data?.DeletionDate?.getTime() ?? null).toBe(key.deletionAt);
    expect(data?.MultiRegionConfiguration?.ReplicaKeys?.map((one) => one.Region)).toEqual(
      key.family?.replicas,
    );
    expect(data?.CurrentKeyMaterialId ?? null).toBe(key.materialId);
    const { Tags } = await client.send(new ListResourceTagsCommand({ KeyId: key.arn }));
    expect(Tags?.map((tag) => ({ key: tag.TagKey, value: tag.TagValue }))).toEqual(key.tags);
  }
});

test('rotation: both calls, history only, neither', async () => {
  const client = await kmsOf(PAYMENTS, 'us-east-1');
  const keys = [...unit(PAYMENTS, 'us-east-1').keys()].filter((key) => key.denies === null);
  const rotated = keys.find(
    (key) => key.rotations.length >= 2 && key.rotationPeriodDays === 365 && key.manager === 'CUSTOMER',
  );
  const status = await client.send(new GetKeyRotationStatusCommand({ KeyId: rotated?.keyId }));
  expect(status).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 365 });
  const history = await client.send(new ListKeyRotationsCommand({ KeyId: rotated?.keyId }));
  const dates = history.Rotations?.map((one) => one.RotationDate?.getTime());
  expect(dates).toEqual(rotated?.rotations.map((one) => one.date).toReversed());
  expect(history.Rotations?.[0]).toMatchObject({ KeyId: rotated?.keyId, RotationType: expect.any(String) });
  const described = await client.send(new DescribeKeyCommand({ KeyId: rotated?.keyId }));
  expect(history.Rotations?.at(-1)?.KeyMaterialId).toBe(described.KeyMetadata?.CurrentKeyMaterialId);
  const all = await client.send(
    new ListKeyRotationsCommand({ KeyId: rotated?.keyId, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' }),
  );
  expect(all.Rotations?.length).toBe((rotated?.rotations.length ?? 0) + 1);

  const imported = keys.find((key) => key.origin === 'EXTERNAL' && key.spec === 'SYMMETRIC_DEFAULT');
  const refused = client.send(new GetKeyRotationStatusCommand({ KeyId: imported?.keyId }));
  await expect(refused).rejects.toMatchObject({ name: 'UnsupportedOperationException' });
  await client.send(new ListKeyRotationsCommand({ KeyId: imported?.keyId }));
  for (const other of [
    keys.find((key) => key.spec === 'HMAC_384'),
    keys.find((key) => key.origin === 'AWS_CLOUDHSM'),
  ]) {
    const asked = client.send(new ListKeyRotationsCommand({ KeyId: other?.keyId }));
    await expect(asked).rejects.toMatchObject({ name: 'UnsupportedOperationException' });
  }
});

test('keys that are not there, by id and by the ARN of another account', async () => {
  const client = await kmsOf(PAYMENTS, 'us-east-1');
  const foreign = [...unit(MANAGEMENT, 'us-east-1').keys()][0];
  for (const KeyId of ['1234abcd-12ab-34cd-56ef-1234567890ab', foreign?.keyId, foreign?.arn, 'nonsense']) {
    await expect(client.send(new DescribeKeyCommand({ KeyId }))).rejects.toMatchObject({
      name: 'NotFoundException',
    });
  }
});

test('standing gaps: keys that deny, and units that a service control policy closes', async () => {
  const vault = await kmsOf('123456789012', 'us-east-1');
  const keys = [...unit('123456789012', 'us-east-1').keys()];
  const hidden = keys.find((key) => key.denies === 'describe');
  await expect(vault.send(new DescribeKeyCommand({ KeyId: hidden?.keyId }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(
      `is not authorized to perform: kms:DescribeKey on resource: ${hidden?.arn}`,
    ),
  });
  const guarded = keys.find((key) => key.denies === 'rotations');
  await vault.send(new DescribeKeyCommand({ KeyId: guarded?.keyId }));
  await expect(vault.send(new ListKeyRotationsCommand({ KeyId: guarded?.keyId }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
  const closed = await kmsOf('210987654321', 'sa-east-1');
  await expect(closed.send(new ListKeysCommand({}))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('with an explicit deny in a service control policy'),
  });
});

test('a region that is off does not know the credentials', async () => {
  const off = new KMSClient(settings('af-south-1')).send(new ListKeysCommand({}));
  await expect(off).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
});

test('key stores, last use and key policy', async () => {
  const client = await kmsOf(PAYMENTS, 'us-east-1');
  const { CustomKeyStores } = await client.send(new DescribeCustomKeyStoresCommand({}));
  expect(CustomKeyStores).toMatchObject([
    { CustomKeyStoreType: 'AWS_CLOUDHSM', ConnectionState: 'CONNECTED' },
  ]);
  const keys = [...unit(PAYMENTS, 'us-east-1').keys()];
  const stored = keys.find((key) => key.origin === 'AWS_CLOUDHSM');
  expect(stored?.clusterId).toBe(CustomKeyStores?.[0]?.CloudHsmClusterId);

  const used = keys.find((key) => key.lastUse !== null);
  const usage = await client.send(new GetKeyLastUsageCommand({ KeyId: used?.keyId }));
  expect(usage.KeyLastUsage?.Timestamp?.getTime()).toBe(used?.lastUse?.at);
  const unused = keys.find((key) => key.lastUse === null);
  const never = await client.send(new GetKeyLastUsageCommand({ KeyId: unused?.keyId }));
  expect(never.KeyLastUsage).toEqual({});
  expect(never.TrackingStartDate?.getTime()).toBe(unused?.trackingStart);
  const { Policy } = await client.send(new GetKeyPolicyCommand({ KeyId: used?.keyId }));
  expect(JSON.parse(Policy ?? '')).toMatchObject({ Version: '2012-10-17' });
});

test('clusters with their HSMs; paging', async () => {
  const credentials = await credentialsOf('000011112222');
  const client = new CloudHSMV2Client({ ...settings(), credentials });
  const first = await client.send(new DescribeClustersCommand({ MaxResults: 1 }));
  const second = await client.send(
    new DescribeClustersCommand({ MaxResults: 1, NextToken: first.NextToken ?? '' }),
  );
  expect([first.Clusters?.[0]?.HsmType, second.Clusters?.[0]?.HsmType]).toEqual([
    'hsm1.medium',
    'hsm2m.medium',
  ]);
  expect(first.Clusters?.[0]?.Hsms?.map((hsm) => hsm.State)).toEqual(['ACTIVE']);
  expect(second.Clusters?.[0]?.State).toBe('UNINITIALIZED');
  expect(second.Clusters?.[0]?.Hsms).toEqual([]);
  expect(second.NextToken).toBeUndefined();
});

test('price list: filters, decoys, one price of a key in 17 regions', async () => {
  const client = new PricingClient(settings());
  const items: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new GetProductsCommand({ ServiceCode: 'awskms', MaxResults: 40, NextToken }),
    );
    items.push(...(page.PriceList ?? []).map(String));
    NextToken = page.NextToken;
  } while (NextToken);
  const products = items.map((item) => JSON.parse(item));
  const keys = products.filter((one) => one.product.attributes.usagetype.endsWith('KMS-Keys'));
  expect(keys.length).toBe(17);
  const usd = keys.map((one) => {
    const [term] = Object.values<{ priceDimensions: object }>(one.terms.OnDemand);
    const [dimension] = Object.values(term?.priceDimensions ?? {});
    return dimension.pricePerUnit.USD;
  });
  expect(new Set(usd)).toEqual(new Set(['1.0000000000']));
  expect(products.filter((one) => one.product.attributes.regionCode === '').length).toBe(1);

  const hsm = await client.send(
    new GetProductsCommand({
      ServiceCode: 'CloudHSM',
      Filters: [{ Type: 'TERM_MATCH', Field: 'regionCode', Value: 'us-east-1' }],
    }),
  );
  const usage = (hsm.PriceList ?? []).map(
    (item: unknown) => JSON.parse(String(item)).product.attributes.usagetype,
  );
  expect(usage).toEqual(['CloudHSMv2Upfront', 'CloudHSMv2Usage', 'CloudHSMv2Usage-hsm2m.m']);
});

test('accounts of the organisation, for the management account only; regions of an account', async () => {
  const accounts = await new OrganizationsClient(settings()).send(new ListAccountsCommand({}));
  expect(accounts.Accounts?.length).toBe(12);
  expect(accounts.Accounts?.[0]).toMatchObject({ Name: 'payments-prod', Status: 'ACTIVE', State: 'ACTIVE' });
  const credentials = await credentialsOf(PAYMENTS);
  const member = new OrganizationsClient({ ...settings(), credentials }).send(new ListAccountsCommand({}));
  await expect(member).rejects.toMatchObject({ name: 'AccessDeniedException' });

  const account = new AccountClient(settings());
  const { Regions } = await account.send(new ListRegionsCommand({ AccountId: PAYMENTS, MaxResults: 50 }));
  expect(Regions?.filter((one) => one.RegionOptStatus === 'ENABLED_BY_DEFAULT').length).toBe(17);
  expect(Regions?.some((one) => one.RegionOptStatus === 'DISABLED')).toBe(true);
  await expect(account.send(new ListRegionsCommand({ AccountId: MANAGEMENT }))).rejects.toMatchObject({
    name: 'ValidationException',
  });
});
