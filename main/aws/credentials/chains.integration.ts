import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, SeenRequest } from '../testing/fake-endpoint.ts';
import { openGate } from '../testing/open-gate.ts';
import { NOW, type Stage, stage } from '../testing/session.ts';

const stages: Stage[] = [];
beforeEach(() => {
  // Everything must come from the environment that is handed in, not from the one of the process.
  process.env.AWS_PROFILE = 'of-the-process';
  process.env.AWS_ACCESS_KEY_ID = 'OFTHEPROCESS';
  process.env.AWS_SECRET_ACCESS_KEY = 'of-the-process';
  process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:9';
  process.env.AWS_REGION = 'of-the-process';
});
afterEach(async () => {
  for (const name of ['PROFILE', 'ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'ENDPOINT_URL', 'REGION']) {
    delete process.env[`AWS_${name}`];
  }
  for (const one of stages.splice(0)) await one.close();
});

const SECRETS = ['planted-secret', 'planted-token', 'planted-stderr'];
const KEYS = 'aws_access_key_id = AKIABASE\naws_secret_access_key = planted-secret\n';
const HOUR = 3_600_000;
const SIGN_IN = 'Run: keyledger login --profile audit (or aws sso login --profile audit)';

const identity: Answer = {
  text: `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:sts::222233334444:assumed-role/key-auditor/s</Arn><UserId>U</UserId><Account>222233334444</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
};

function assumed(id: string, ends = new Date(NOW.getTime() + HOUR)): Answer {
  return {
    text: `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>${id}</AccessKeyId><SecretAccessKey>planted-secret</SecretAccessKey><SessionToken>planted-token</SessionToken><Expiration>${ends.toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  };
}

const refusal = (code: string, message: string): Answer => ({
  status: 403,
  text: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
});

/** STS as it answers everybody: the n-th role is handed out as ROLE<n>. */
function sts(): (request: SeenRequest) => Answer {
  let role = 0;
  return ({ operation }) => {
    if (operation !== 'AssumeRole') return identity;
    role += 1;
    return assumed(`ROLE${role}`);
  };
}

async function open(
  config: string,
  answer: (request: SeenRequest) => Answer = sts(),
  more: Parameters<typeof stage>[1] = {},
) {
  const one = await stage(answer, { files: { config }, ...more });
  stages.push(one);
  return one;
}

async function identify(one: Stage) {
  const gate = openGate();
  const told = await one.session.identity(gate).catch((error: unknown) => error);
  for (const secret of SECRETS) {
    const shown = told instanceof Error ? `${told.stack} ${JSON.stringify(told)} ${String(told.cause)}` : '';
    expect(shown).not.toContain(secret);
  }
  return { told, gate };
}

const form = (request: SeenRequest | undefined) =>
  Object.fromEntries(new URLSearchParams(request?.body ?? '').entries());
const signer = (request: SeenRequest | undefined) =>
  /Credential=(\w+)\//.exec(request?.headers.authorization ?? '')?.[1];

describe('roles', () => {
  it('assumes one role after the other, each with the credentials of the one before', async () => {
    const one = await open(`[profile audit]
region = eu-west-1
role_arn = arn:aws:iam::222233334444:role/key-auditor
source_profile = middle
external_id = ext-1
duration_seconds = 1800
role_session_name = quarterly
[profile middle]
role_arn = arn:aws:iam::111122223333:role/middle
source_profile = base
[profile base]
${KEYS}`);
    const { told, gate } = await identify(one);
    expect(told).toEqual({
      accountId: '222233334444',
      arn: 'arn:aws:sts::222233334444:assumed-role/key-auditor/s',
      partition: 'aws',
    });
    expect(gate.passed).toEqual(['sts:AssumeRole', 'sts:AssumeRole', 'sts:GetCallerIdentity']);
    expect(one.seen.map(signer)).toEqual(['AKIABASE', 'ROLE1', 'ROLE2']);
    expect(form(one.seen[0])).toMatchObject({
      RoleArn: 'arn:aws:iam::111122223333:role/middle',
      RoleSessionName: `keyledger-${NOW.getTime()}`,
      DurationSeconds: '3600',
    });
    expect(form(one.seen[1])).toMatchObject({
      RoleArn: 'arn:aws:iam::222233334444:role/key-auditor',
      RoleSessionName: 'quarterly',
      DurationSeconds: '1800',
      ExternalId: 'ext-1',
    });
    expect(one.seen[0]?.headers.authorization).toContain('/eu-west-1/sts/aws4_request');
    expect(one.seen[2]?.headers['x-amz-security-token']).toBe('planted-token');
  });

  it('signs in once, however many calls come at once', async () => {
    const one = await open(
      `[profile audit]\nrole_arn = arn:aws:iam::222233334444:role/r\nsource_profile = b\n[profile b]\n${KEYS}`,
      ({ operation }) =>
        operation === 'AssumeRole' ? assumed('ROLE1') : { json: { Keys: [], Truncated: false } },
    );
    const unit = one.session.unit('222233334444', 'eu-west-1', openGate());
    await Promise.all(Array.from({ length: 20 }, () => unit.listKeys()[Symbol.asyncIterator]().next()));
    expect(one.seen.filter(({ operation }) => operation === 'AssumeRole').length).toBe(1);
    expect(one.session.homeRegion).toBe('us-east-1');
  });

  it('tells that the role may not be assumed, and who would have to be let in', async () => {
    const one = await open(
      `[profile audit]\nrole_arn = arn:aws:iam::222233334444:role/r\nsource_profile = b\n[profile b]\n${KEYS}`,
      () =>
        refusal(
          'AccessDenied',
          'User: arn:aws:iam::111122223333:user/auditor is not authorized to perform: sts:AssumeRole',
        ),
    );
    const { told } = await identify(one);
    expect(told).toMatchObject({
      name: 'AwsCallError',
      operation: 'sts:AssumeRole',
      outcome: 'denied',
      action: "Let the role's trust policy name user/auditor, and allow sts:AssumeRole to it",
    });
  });

  it('asks for the MFA code once, and refuses where nobody can be asked', async () => {
    const config = `[profile audit]\nrole_arn = arn:aws:iam::222233334444:role/r\nsource_profile = b\nmfa_serial = arn:aws:iam::1:mfa/auditor\n[profile b]\n${KEYS}`;
    const devices: string[] = [];
    const one = await open(config, sts(), {
      mfaCode: async ({ device }) => {
        devices.push(device);
        return '123456';
      },
    });
    await identify(one);
    await identify(one);
    expect(devices).toEqual(['arn:aws:iam::1:mfa/auditor']);
    expect(form(one.seen[0])).toMatchObject({
      SerialNumber: 'arn:aws:iam::1:mfa/auditor',
      TokenCode: '123456',
    });

    const { told } = await identify(await open(config));
    expect(told).toMatchObject({
      name: 'AwsCallError',
      outcome: 'badCredentials',
      code: 'MfaCodeNeeded',
      action: expect.stringContaining('aws sts get-session-token --serial-number arn:aws:iam::1:mfa/auditor'),
    });
  });

  it.each([
    [
      'a circle',
      '[profile audit]\nrole_arn = a\nsource_profile = b\n[profile b]\nrole_arn = b\nsource_profile = audit\n',
    ],
    ['a missing source', '[profile audit]\nrole_arn = a\nsource_profile = gone\n'],
    ['no credentials', '[profile audit]\nregion = eu-west-1\n'],
  ])('refuses %s before anything is sent', async (_name, config) => {
    const one = await open(config);
    const { told } = await identify(one);
    expect(told).toMatchObject({ name: 'AwsCallError', outcome: 'badCredentials', code: 'BrokenProfile' });
    expect(one.seen).toEqual([]);
  });
});

describe('keys that AWS refuses', () => {
  it.each([
    ['ExpiredToken', 'expired', 'Put new temporary keys for profile audit into the credentials file'],
    ['InvalidClientTokenId', 'badCredentials', 'Replace the access key of profile audit'],
    [
      'SignatureDoesNotMatch',
      'badCredentials',
      "Check the secret access key of profile audit, and this computer's clock",
    ],
  ])('%s is %s', async (code, outcome, action) => {
    const one = await open(`[profile audit]\n${KEYS}aws_session_token = planted-token\n`, () =>
      refusal(code, 'The canonical string was x-amz-security-token:planted-token'),
    );
    expect((await identify(one)).told).toMatchObject({ outcome, action, code });
  });
});

describe('commands', () => {
  const running = (script: string) =>
    `[profile audit]\nregion = eu-west-1\ncredential_process = ${process.execPath} -e "${script}"\n`;

  it('runs the command and signs with what it says', async () => {
    const answer = `{Version:1,AccessKeyId:'PROCESS1',SecretAccessKey:'planted-secret',SessionToken:'planted-token'}`;
    const one = await open(running(`console.log(JSON.stringify(${answer}))`));
    const { told } = await identify(one);
    expect(told).toMatchObject({ accountId: '222233334444' });
    expect(one.seen.map(signer)).toEqual(['PROCESS1']);
  });

  it.each([
    ['fails', `console.error('planted-stderr');process.exit(3)`, 'ended with an error'],
    ['says nothing', '0', 'did not answer with JSON'],
    ['says something else', 'console.log(JSON.stringify({Version:2}))', 'did not answer with'],
    ['leaves keys out', 'console.log(JSON.stringify({Version:1}))', 'answered without an access key'],
  ])('tells that the command %s, without its output', async (_name, script, words) => {
    const { told } = await identify(await open(running(script)));
    expect(told).toMatchObject({
      outcome: 'badCredentials',
      code: 'CredentialProcess',
      message: expect.stringContaining(words),
      action: 'Run the command of profile audit in a terminal to see why',
    });
  });
});

describe('SSO', () => {
  const SSO = `[profile audit]
region = eu-west-1
sso_session = keyledger-test
sso_account_id = 222233334444
sso_role_name = Audit
[sso-session keyledger-test]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-west-2
`;
  const cached = (token: object, id = 'keyledger-test') => ({
    prepare: async (home: string) => {
      const folder = join(home, '.aws', 'sso', 'cache');
      await mkdir(folder, { recursive: true });
      const name = `${createHash('sha1').update(id).digest('hex')}.json`;
      await writeFile(join(folder, name), JSON.stringify(token));
    },
  });
  const lasting = {
    accessToken: 'planted-token',
    expiresAt: new Date(Date.now() + 365 * 24 * HOUR).toISOString(),
  };
  const portal = (request: SeenRequest): Answer =>
    request.path.startsWith('/federation/credentials')
      ? {
          json: {
            roleCredentials: {
              accessKeyId: 'SSO1',
              secretAccessKey: 'planted-secret',
              sessionToken: 'planted-token',
              expiration: NOW.getTime() + HOUR,
            },
          },
        }
      : identity;

  it('opens the role behind a cached token, from the home folder that it is given', async () => {
    const one = await open(SSO, portal, cached(lasting));
    expect(one.home).not.toBe(homedir());
    const { told } = await identify(one);
    expect(told).toMatchObject({ accountId: '222233334444' });
    expect(one.seen[0]?.path).toBe('/federation/credentials?account_id=222233334444&role_name=Audit');
    expect(one.seen[0]?.headers['x-amz-sso_bearer_token']).toBe('planted-token');
    expect(signer(one.seen[1])).toBe('SSO1');
  });

  it('opens a role on top of it, and a legacy token', async () => {
    const role = `[profile audit]\nrole_arn = arn:aws:iam::222233334444:role/r\nsource_profile = sso\n${SSO.replace('profile audit', 'profile sso')}`;
    const one = await open(
      role,
      (request) => (request.operation === 'AssumeRole' ? assumed('ROLE1') : portal(request)),
      cached(lasting),
    );
    await identify(one);
    expect(one.seen.slice(1).map(signer)).toEqual(['SSO1', 'ROLE1']);

    const legacy = `[profile audit]\nsso_start_url = https://legacy.example\nsso_region = eu-west-2\nsso_account_id = 222233334444\nsso_role_name = Audit\n`;
    const old = await open(legacy, portal, cached(lasting, 'https://legacy.example'));
    expect((await identify(old)).told).toMatchObject({ accountId: '222233334444' });
  });

  it.each([
    ['no token', {}, 'There is no SSO session for profile audit yet'],
    ['an ended token', cached({ ...lasting, expiresAt: '2026-11-20T00:00:00Z' }), 'has ended'],
  ])('asks for a sign-in with %s, by the whole command', async (_name, more, words) => {
    const { told } = await identify(await open(SSO, portal, more));
    expect(told).toMatchObject({
      outcome: 'expired',
      code: 'SsoSession',
      message: expect.stringContaining(words),
      action: SIGN_IN,
    });
  });

  it.each<[string, Answer, object]>([
    [
      'a revoked session',
      {
        status: 401,
        json: { message: 'Session token not found or invalid' },
        errorType: 'UnauthorizedException',
      },
      { outcome: 'expired', action: SIGN_IN },
    ],
    [
      'a role that is not assigned',
      { status: 403, json: { message: 'No access' }, errorType: 'ForbiddenException' },
      { outcome: 'denied', action: expect.stringContaining('sso_role_name') },
    ],
    ['a cut connection', 'reset', { outcome: 'unreachable', retry: 'transient' }],
  ])('tells %s', async (_name, answer, expected) => {
    const { told } = await identify(await open(SSO, () => answer, cached(lasting)));
    expect(told).toMatchObject({ name: 'AwsCallError', ...expected });
  });
});

it('does not know a profile that is not there, and says so when it is opened', async () => {
  await expect(open('[profile other]\nregion = x\n')).rejects.toMatchObject({
    name: 'AwsConfigError',
    message: expect.stringContaining('no profile audit'),
  });
});
