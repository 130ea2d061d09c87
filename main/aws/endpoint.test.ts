import { afterEach, describe, expect, it } from 'vitest';
import { configuredEndpoint, endpointUrl, SERVICES, type Service } from './endpoint.ts';
import { AwsConfigError } from './profiles/error.ts';
import { readSharedConfig } from './profiles/files.ts';
import { writeProfiles } from './testing/profiles.ts';

const removals: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
});

async function settings(config: string, env: Record<string, string> = {}, profile = 'p') {
  const files = await writeProfiles({ config });
  removals.push(files.remove);
  return { env: { ...files.env, ...env }, config: await readSharedConfig(files.env), profile };
}

describe("the partition's own endpoints", () => {
  const own: [Service, string, string][] = [
    ['kms', 'eu-west-1', 'https://kms.eu-west-1.amazonaws.com/'],
    ['cloudhsm', 'us-gov-west-1', 'https://cloudhsmv2.us-gov-west-1.amazonaws.com/'],
    ['kms', 'cn-north-1', 'https://kms.cn-north-1.amazonaws.com.cn/'],
    ['kms', 'eusc-de-east-1', 'https://kms.eusc-de-east-1.amazonaws.eu/'],
    ['tagging', 'ap-south-2', 'https://tagging.ap-south-2.amazonaws.com/'],
    ['pricing', 'us-east-1', 'https://api.pricing.us-east-1.amazonaws.com/'],
    ['account', 'us-east-1', 'https://account.us-east-1.amazonaws.com/'],
    ['organizations', 'us-gov-west-1', 'https://organizations.us-gov-west-1.amazonaws.com/'],
    ['sts', 'eu-central-2', 'https://sts.eu-central-2.amazonaws.com/'],
  ];
  it.each(own)('%s in %s: %s', async (service, region, url) => {
    expect(endpointUrl(await settings('[profile p]\nregion = x\n'), service, region).href).toBe(url);
  });
});

const WITH_SERVICES = `[profile p]
services = local
endpoint_url = http://127.0.0.1:3
[services local]
kms =
  endpoint_url = http://127.0.0.1:1
cloudhsm_v2 =
  endpoint_url = http://127.0.0.1:2
`;

it('takes them in the order of AWS: own variable, general variable, services section, profile', async () => {
  const both = { AWS_ENDPOINT_URL_KMS: 'http://127.0.0.1:9', AWS_ENDPOINT_URL: 'http://127.0.0.1:8' };
  const withBoth = await settings(WITH_SERVICES, both);
  expect(configuredEndpoint(withBoth, 'kms')).toBe('http://127.0.0.1:9');
  expect(configuredEndpoint(withBoth, 'cloudhsm')).toBe('http://127.0.0.1:8');
  const files = await settings(WITH_SERVICES);
  expect(configuredEndpoint(files, 'kms')).toBe('http://127.0.0.1:1');
  expect(configuredEndpoint(files, 'cloudhsm')).toBe('http://127.0.0.1:2');
  expect(configuredEndpoint(files, 'sts')).toBe('http://127.0.0.1:3');
});

it('honours AWS_ENDPOINT_URL_CLOUDHSM_V2 and the others by their service ids', async () => {
  const ids: [Service, string][] = [
    ['cloudhsm', 'CLOUDHSM_V2'],
    ['tagging', 'RESOURCE_GROUPS_TAGGING_API'],
    ['pricing', 'PRICING'],
    ['organizations', 'ORGANIZATIONS'],
    ['account', 'ACCOUNT'],
    ['sts', 'STS'],
    ['sso', 'SSO'],
  ];
  for (const [service, id] of ids) {
    const set = await settings('', { [`AWS_ENDPOINT_URL_${id}`]: 'http://127.0.0.1:7' });
    expect(SERVICES.filter((one) => configuredEndpoint(set, one) !== null)).toEqual([service]);
  }
});

it('turns all of them off by AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', async () => {
  const off = await settings(WITH_SERVICES, {
    AWS_ENDPOINT_URL: 'http://127.0.0.1:8',
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
  });
  expect(endpointUrl(off, 'kms', 'us-east-1').href).toBe('https://kms.us-east-1.amazonaws.com/');
});

it('refuses a services section that is not there, in the words of the SDK, and an address that is none', async () => {
  const missing = await settings('[profile p]\nservices = gone\n');
  expect(() => endpointUrl(missing, 'kms', 'us-east-1')).toThrow(
    'The services section "gone" specified in the profile is not present in the shared configuration file.',
  );
  const wrong = await settings('[profile p]\nendpoint_url = localhost:4566\n');
  expect(() => endpointUrl(wrong, 'kms', 'us-east-1')).toThrow(AwsConfigError);
});
