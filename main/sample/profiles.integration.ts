import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromIni } from '@aws-sdk/credential-providers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AUDIT_ROLE, SSO_TOKEN } from './endpoint/credentials.ts';
import { generateOrganisation } from './organisation.ts';
import { type SampleProfiles, writeSampleProfiles } from './profiles.ts';
import { type SampleEndpoint, serveSample } from './serve.ts';

const organisation = generateOrganisation({ seed: 7, keys: 600, asOf: new Date('2026-11-24T09:12:00Z') });
let folder: string;
let endpoint: SampleEndpoint;
let written: SampleProfiles;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyledger-sample-'));
  endpoint = await serveSample({ organisation, latencyMs: 0, quotas: false, checkSignatures: false });
  written = await writeSampleProfiles(join(folder, 'aws'), endpoint);
});
afterAll(async () => {
  await endpoint.close();
  await rm(folder, { recursive: true });
});

test('one profile for every account, the first with static keys', async () => {
  expect(written.profiles).toEqual([
    'northwind-audit',
    'payments-prod',
    'merchant-prod',
    'data-lake',
    'identity-prod',
    'ledger-prod',
    'payments-stage',
    'data-analytics',
    'platform-edge',
    'merchant-stage',
    'security-vault',
    'sandbox',
  ]);
  const config = await readFile(written.env.AWS_CONFIG_FILE, 'utf8');
  expect(config).toContain(`endpoint_url = ${endpoint.url}`);
});

test('the SDK reads every profile and arrives in its account', async () => {
  const found = await Promise.all(
    written.profiles.map(async (profile) => {
      const credentials = fromIni({
        profile,
        filepath: written.env.AWS_SHARED_CREDENTIALS_FILE,
        configFilepath: written.env.AWS_CONFIG_FILE,
        ignoreCache: true,
        clientConfig: { endpoint: endpoint.url, region: 'us-east-1' },
      });
      const sts = new STSClient({ credentials, endpoint: endpoint.url, region: 'us-east-1' });
      return (await sts.send(new GetCallerIdentityCommand({}))).Account;
    }),
  );
  const named = (name: string) => organisation.accounts.find((account) => account.name === name)?.id;
  const expected = written.profiles.map((profile) => named(profile) ?? organisation.management.id);
  expect(found).toEqual(expected);
  expect(new Set(found).size).toBe(12);
});

test('SSO hands out the role with the token only; tags come by the tagging service', async () => {
  const address = `${endpoint.url}/federation/credentials?account_id=111122223333&role_name=${AUDIT_ROLE}`;
  const refused = await fetch(address, { headers: { 'x-amz-sso_bearer_token': 'other' } });
  expect([refused.status, refused.headers.get('x-amzn-errortype')]).toEqual([401, 'UnauthorizedException']);
  const answer = await fetch(address, { headers: { 'x-amz-sso_bearer_token': SSO_TOKEN } });
  const { roleCredentials } = await answer.json();
  expect(roleCredentials.accessKeyId).toMatch(/^ASIA/);

  const rows: { ResourceARN: string; Tags: { Key: string; Value: string }[] }[] = [];
  let PaginationToken = '';
  do {
    const page = await fetch(endpoint.url, {
      method: 'POST',
      headers: {
        'x-amz-target': 'ResourceGroupsTaggingAPI_20170126.GetResources',
        'x-amz-security-token': roleCredentials.sessionToken,
        authorization: `AWS4-HMAC-SHA256 Credential=${roleCredentials.accessKeyId}/20261124/us-east-1/tagging/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify({ ResourceTypeFilters: ['kms:key'], ResourcesPerPage: 10, PaginationToken }),
    });
    const data = await page.json();
    expect(data.ResourceTagMappingList.length).toBeLessThanOrEqual(10);
    rows.push(...data.ResourceTagMappingList);
    PaginationToken = data.PaginationToken;
  } while (PaginationToken !== '');
  const truth = [...(organisation.unit('111122223333', 'us-east-1')?.keys() ?? [])].filter(
    (key) => key.tags.length > 0,
  );
  expect(rows.map((row) => row.ResourceARN).sort()).toEqual(truth.map((key) => key.arn).sort());
  const one = rows.find((row) => row.ResourceARN === truth[0]?.arn);
  expect(one?.Tags.map((tag) => ({ key: tag.Key, value: tag.Value }))).toEqual(truth[0]?.tags);
});
