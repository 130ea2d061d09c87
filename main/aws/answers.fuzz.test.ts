import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mangled } from '../core/testing/mangle.ts';
import { listRegions } from './account/list-regions.ts';
import type { Call, Caller } from './caller.ts';
import { describeClusters } from './cloudhsm/describe-clusters.ts';
import { AwsCallError } from './error.ts';
import { thrownError } from './errors/classify.ts';
import { describeCustomKeyStores } from './kms/custom-key-stores.ts';
import { listAccounts } from './organizations/list-accounts.ts';
import { getProducts } from './pricing/get-products.ts';
import { sdkConfig } from './sdk.ts';
import { assumeRole } from './sts/assume-role.ts';
import { getCallerIdentity } from './sts/caller-identity.ts';
import { all, openGate } from './testing/open-gate.ts';

/** The operations that the SDK's own clients read, each with a good answer; `main/aws/kms/fuzz.test.ts` has the others. */
const region = 'us-east-1';
const gate = openGate();
const SECRET = 'PLANTED0SECRET';
const noHop = { sessionName: 's', mfaCode: null };
const hop = {
  profile: 'p',
  roleArn: 'arn:aws:iam::111122223333:role/reader',
  sessionName: null,
  externalId: null,
  durationSeconds: 3600,
  mfaSerial: null,
};

const JSON_OPERATIONS: readonly (readonly [string, (caller: Caller) => Promise<unknown>, object])[] = [
  [
    'DescribeClusters',
    (caller) => all(describeClusters(caller, { region, gate })),
    {
      Clusters: [
        {
          ClusterId: 'cluster-1',
          CreateTimestamp: 1_700_000_000.5,
          State: 'ACTIVE',
          HsmType: 'hsm2m.medium',
          Mode: 'FIPS',
          Hsms: [
            { HsmId: 'hsm-1', State: 'ACTIVE', AvailabilityZone: 'us-east-1a', HsmType: 'hsm2m.medium' },
          ],
          TagList: [{ Key: 'Owner', Value: 'a' }],
          PreCoPassword: SECRET,
        },
      ],
    },
  ],
  [
    'DescribeCustomKeyStores',
    (caller) => all(describeCustomKeyStores(caller, { region, gate })),
    {
      CustomKeyStores: [
        {
          CustomKeyStoreId: 'cks-1',
          CustomKeyStoreName: 'n',
          CustomKeyStoreType: 'AWS_CLOUDHSM',
          ConnectionState: 'CONNECTED',
          CloudHsmClusterId: 'cluster-1',
          CreationDate: 1_700_000_000,
        },
      ],
      Truncated: false,
    },
  ],
  [
    'ListAccounts',
    (caller) => all(listAccounts(caller, gate, region)),
    {
      Accounts: [
        { Id: '111122223333', Name: 'a', State: 'ACTIVE', Status: 'ACTIVE', JoinedTimestamp: 1_700_000_000 },
      ],
    },
  ],
  [
    'ListRegions',
    (caller) => all(listRegions(caller, gate, region)),
    { Regions: [{ RegionName: 'us-east-1', RegionOptStatus: 'ENABLED' }] },
  ],
  [
    'GetProducts',
    (caller) => all(getProducts(caller, gate, { id: 'aws', pricingRegions: [region] }, 'awskms', {})),
    { FormatVersion: 'aws_v1', PriceList: ['{"product": {}}'] },
  ],
];

const STS = (name: string, result: string) =>
  `<${name}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${name}Result>${result}</${name}Result></${name}Response>`;
const XML_OPERATIONS: readonly (readonly [string, (caller: Caller) => Promise<unknown>, string])[] = [
  [
    'GetCallerIdentity',
    (caller) => getCallerIdentity(caller, gate, region),
    STS('GetCallerIdentity', '<Arn>arn:aws:iam::111122223333:user/a</Arn><Account>111122223333</Account>'),
  ],
  [
    'AssumeRole',
    (caller) => assumeRole(caller, gate, region, hop, noHop),
    STS(
      'AssumeRole',
      `<Credentials><AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>${SECRET}</SecretAccessKey><SessionToken>${SECRET}</SessionToken><Expiration>2026-11-24T10:00:00Z</Expiration></Credentials>`,
    ),
  ],
];

/** A caller whose clients get this answer, whatever they ask; no socket is opened. */
function told(body: string, type: string): Caller {
  const requestHandler = {
    handle: async () => ({
      response: {
        statusCode: 200,
        headers: { 'content-type': type },
        body: Readable.from([Buffer.from(body)]),
      },
    }),
    destroy: () => undefined,
  };
  const credentials = { accessKeyId: 'AKIA1', secretAccessKey: 'x' };
  const config = { ...sdkConfig(region, new URL('http://127.0.0.1:1'), credentials, 'test'), requestHandler };
  const signal = new AbortController().signal;
  const site = (call: Call) => ({
    operation: call.operation,
    region,
    host: '127.0.0.1:1',
    profile: 'p',
    principal: null,
    worksElsewhere: false,
    renew: '',
    secrets: [],
  });
  return {
    json: () => Promise.reject(new Error('not by the wire')),
    sdk: (_gate, call, attempt) =>
      attempt(config, signal).catch((error: unknown) => {
        throw thrownError(error, site(call), signal);
      }),
  };
}

async function expectClean(asked: Promise<unknown>): Promise<void> {
  try {
    await asked;
  } catch (error) {
    expect(error).toBeInstanceOf(AwsCallError);
    if (!(error instanceof AwsCallError)) return;
    expect(error.outcome, error.message).toBe('malformed');
    expect(error.message).not.toContain(SECRET);
    expect(error.cause).toBeUndefined();
  }
}

const numbers = fc.infiniteStream(fc.nat());

describe('an answer gone wrong is malformed, or read: never a crash, another failure, or a secret', () => {
  it.each(JSON_OPERATIONS)('%s', async (_, ask, good) => {
    await ask(told(JSON.stringify(good), 'application/x-amz-json-1.1'));
    await fc.assert(
      fc.asyncProperty(numbers, async (stream) => {
        const draw = (bound: number) => Number(stream.next().value) % bound;
        const body = JSON.stringify(mangled(good, draw));
        await expectClean(ask(told(body, 'application/x-amz-json-1.1')));
      }),
      { numRuns: 40 },
    );
  });

  it.each([...JSON_OPERATIONS, ...XML_OPERATIONS])(
    '%s, its text cut or with noise in it',
    async (_, ask, good) => {
      const whole = typeof good === 'string' ? good : JSON.stringify(good);
      const type = typeof good === 'string' ? 'text/xml' : 'application/x-amz-json-1.1';
      await ask(told(whole, type));
      const at = fc.nat(whole.length - 1);
      await fc.assert(
        fc.asyncProperty(at, fc.string({ maxLength: 4 }), fc.boolean(), async (place, noise, cut) => {
          const rest = cut ? '' : whole.slice(place + noise.length);
          await expectClean(ask(told(whole.slice(0, place) + noise + rest, type)));
        }),
        { numRuns: 25 },
      );
    },
  );
});
