import { CloudHSMV2Client, DescribeClustersCommand } from '@aws-sdk/client-cloudhsm-v2';
import { DescribeKeyCommand, KMSClient, ListKeyRotationsCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, expect, test } from 'vitest';
import { AUDIT_USER } from './endpoint/credentials.ts';
import type { Fault } from './faults.ts';
import { generateOrganisation } from './organisation.ts';
import { type SampleEndpoint, type ServeOptions, serveSample } from './serve.ts';

const organisation = generateOrganisation({ seed: 7, keys: 600, asOf: new Date('2026-11-24T09:12:00Z') });
const [some] = organisation.unit(organisation.management.id, 'us-east-1')?.keys() ?? [];
const open: SampleEndpoint[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((endpoint) => endpoint.close()));
});

async function serve(options: Partial<ServeOptions>): Promise<SampleEndpoint> {
  const endpoint = await serveSample({ organisation, latencyMs: 0, quotas: false, faults: [], ...options });
  open.push(endpoint);
  return endpoint;
}

function settings(url: string, region = 'us-east-1') {
  return { region, endpoint: url, credentials: AUDIT_USER, maxAttempts: 1 };
}

async function withFault(fault: Fault): Promise<SampleEndpoint & { readonly kms: KMSClient }> {
  const endpoint = await serve({ faults: [fault] });
  return { ...endpoint, kms: new KMSClient(settings(endpoint.url)) };
}

const describe = new DescribeKeyCommand({ KeyId: some?.keyId });
const where = { operation: 'kms:DescribeKey' };

test.each([
  ['denied', 'AccessDeniedException', 400],
  ['scp', 'AccessDeniedException', 400],
  ['throttled', 'ThrottlingException', 400],
  ['expired', 'ExpiredTokenException', 400],
  ['regionOff', 'UnrecognizedClientException', 400],
  ['serverError', 'KMSInternalException', 500],
] as const)('%s is answered as AWS does, once, then all is well', async (kind, name, httpStatusCode) => {
  const { kms, throttled } = await withFault({ where, kind, times: 1 });
  await expect(kms.send(describe)).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  await expect(kms.send(describe)).resolves.toMatchObject({ KeyMetadata: { Arn: some?.arn } });
  await expect(kms.send(new ListKeysCommand({}))).resolves.toBeDefined();
  expect(throttled()).toEqual(kind === 'throttled' ? { 'kms:DescribeKey': 1 } : {});
});

test('reset breaks the connection, malformed cuts the answer off, slow keeps it back', async () => {
  const reset = await withFault({ where, kind: 'reset' });
  await expect(reset.kms.send(describe)).rejects.toMatchObject({ code: 'ECONNRESET' });
  const malformed = await withFault({ where, kind: 'malformed' });
  await expect(malformed.kms.send(describe)).rejects.toMatchObject({ name: 'SyntaxError' });
  const slow = await withFault({ where, kind: 'slow', ms: 300 });
  const started = performance.now();
  await slow.kms.send(describe);
  expect(performance.now() - started).toBeGreaterThan(295);
});

test('faults of one key, one region, one account', async () => {
  const faults: Fault[] = [
    { where: { keyId: some?.keyId ?? '' }, kind: 'denied' },
    { where: { region: 'eu-west-1' }, kind: 'scp' },
    { where: { account: '111122223333' }, kind: 'expired' },
  ];
  const { url } = await serve({ faults });
  const kms = new KMSClient(settings(url));
  await expect(kms.send(describe)).rejects.toMatchObject({
    message: expect.stringContaining(some?.arn ?? 'none'),
  });
  await kms.send(new ListKeysCommand({}));
  const ireland = new KMSClient(settings(url, 'eu-west-1')).send(new ListKeysCommand({}));
  await expect(ireland).rejects.toMatchObject({ message: expect.stringContaining('service control policy') });
});

test('other services speak their own errors', async () => {
  const denied = await serve({ faults: [{ where: {}, kind: 'denied' }] });
  const hsm = new CloudHSMV2Client(settings(denied.url)).send(new DescribeClustersCommand({}));
  await expect(hsm).rejects.toMatchObject({ name: 'CloudHsmAccessDeniedException' });
  const expired = await serve({ faults: [{ where: {}, kind: 'expired' }] });
  const sts = new STSClient(settings(expired.url)).send(new GetCallerIdentityCommand({}));
  await expect(sts).rejects.toMatchObject({ name: 'ExpiredToken', $metadata: { httpStatusCode: 403 } });
});

test('quotas: a second of ListKeyRotations is 100, the rest is throttled and counted', async () => {
  const now = new Date('2026-11-24T09:12:00Z');
  const { url, counts, throttled } = await serve({ quotas: true, clock: () => now });
  const kms = new KMSClient(settings(url));
  const command = new ListKeyRotationsCommand({ KeyId: rotating()?.keyId });
  const results = await Promise.allSettled(Array.from({ length: 130 }, () => kms.send(command)));
  const refused = results.filter((one) => one.status === 'rejected');
  expect(refused.length).toBe(30);
  expect(refused[0]?.reason).toMatchObject({
    name: 'ThrottlingException',
    message: 'You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.',
  });
  expect(counts()).toEqual({ 'kms:ListKeyRotations': 130 });
  expect(throttled()).toEqual({ 'kms:ListKeyRotations': 30 });
  const other = new KMSClient(settings(url, 'eu-west-1')).send(new ListKeysCommand({}));
  await expect(other).resolves.toBeDefined();
});

function rotating() {
  const keys = organisation.unit(organisation.management.id, 'us-east-1')?.keys() ?? [];
  return [...keys].find((key) => key.rotates === 'automatic' && key.manager === 'CUSTOMER');
}

test('careless requests are counted: by alias, rotation of what AWS manages or cannot rotate', async () => {
  const { url, careless } = await serve({});
  const kms = new KMSClient(settings(url));
  const keys = [...(organisation.unit(organisation.management.id, 'us-east-1')?.keys() ?? [])];
  const managed = keys.find((key) => key.manager === 'AWS');
  const rsa = keys.find((key) => key.spec === 'RSA_4096');
  await Promise.allSettled([
    kms.send(new DescribeKeyCommand({ KeyId: 'alias/aws/ebs' })),
    kms.send(new ListKeyRotationsCommand({ KeyId: managed?.keyId })),
    kms.send(new ListKeyRotationsCommand({ KeyId: rsa?.arn })),
    kms.send(new ListKeyRotationsCommand({ KeyId: rotating()?.keyId })),
  ]);
  expect(careless()).toEqual({ describedByAlias: 1, rotationOfAwsManagedKey: 1, rotationOfOtherKind: 1 });
});

test('temporary credentials expire by the clock', async () => {
  let now = new Date('2026-11-24T09:12:00Z');
  const { url } = await serve({ clock: () => now });
  const { Credentials } = await new STSClient(settings(url)).send(
    new AssumeRoleCommand({
      RoleArn: 'arn:aws:iam::111122223333:role/key-auditor',
      RoleSessionName: 'test',
      DurationSeconds: 900,
    }),
  );
  expect(Credentials?.Expiration).toEqual(new Date('2026-11-24T09:27:00Z'));
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  const kms = new KMSClient({ ...settings(url), credentials });
  await kms.send(new ListKeysCommand({}));
  now = new Date('2026-11-24T09:27:00Z');
  await expect(kms.send(new ListKeysCommand({}))).rejects.toMatchObject({ name: 'ExpiredTokenException' });
});

test('latency holds every answer back; another date changes what is answered', async () => {
  const endpoint = await serve({ latencyMs: 120 });
  const kms = new KMSClient(settings(endpoint.url));
  const started = performance.now();
  await kms.send(describe);
  expect(performance.now() - started).toBeGreaterThan(115);
  endpoint.setOrganisation(organisation.at(new Date('2015-01-01T00:00:00Z')));
  await expect(kms.send(describe)).rejects.toMatchObject({ name: 'NotFoundException' });
  expect(endpoint.organisation.asOf.getUTCFullYear()).toBe(2015);
});

test('a wrong secret, a missing session token and no signature at all', async () => {
  const { url } = await serve({});
  const forged = { ...AUDIT_USER, secretAccessKey: 'forged' };
  const kms = new KMSClient({ ...settings(url), credentials: forged }).send(new ListKeysCommand({}));
  await expect(kms).rejects.toMatchObject({ name: 'InvalidSignatureException' });
  const sts = new STSClient({ ...settings(url), credentials: forged }).send(new GetCallerIdentityCommand({}));
  await expect(sts).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
  const role = { RoleArn: 'arn:aws:iam::111122223333:role/key-auditor', RoleSessionName: 'test' };
  const { Credentials } = await new STSClient(settings(url)).send(new AssumeRoleCommand(role));
  const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '' } = Credentials ?? {};
  const bare = new KMSClient({ ...settings(url), credentials: { accessKeyId, secretAccessKey } });
  await expect(bare.send(new ListKeysCommand({}))).rejects.toMatchObject({
    name: 'UnrecognizedClientException',
  });
  const headers = { 'x-amz-target': 'TrentService.ListKeys' };
  const unsigned = await fetch(url, { method: 'POST', body: '{}', headers });
  expect((await unsigned.json()).__type).toBe('MissingAuthenticationTokenException');
});
