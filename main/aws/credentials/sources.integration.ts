import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { AUDIT_USER, WEB_IDENTITY_TOKEN } from '../../sample/endpoint/credentials.ts';
import { listProfiles } from '../profiles/list.ts';
import { type Answer, fakeEndpoint, type SeenRequest } from '../testing/fake-endpoint.ts';
import { openGate } from '../testing/open-gate.ts';
import { writeProfiles } from '../testing/profiles.ts';
import { type SignInStage, signInStage } from '../testing/sample-sign-in.ts';
import { stage } from '../testing/session.ts';

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0)) await close();
});

async function sample(...given: Parameters<typeof signInStage>): Promise<SignInStage> {
  const one = await signInStage(...given);
  closings.push(one.close);
  return one;
}

const ACCOUNT = '111122223333';
const ROLE = `role_arn = arn:aws:iam::${ACCOUNT}:role/key-auditor\n`;
const KEYS = {
  AWS_ACCESS_KEY_ID: AUDIT_USER.accessKeyId,
  AWS_SECRET_ACCESS_KEY: AUDIT_USER.secretAccessKey,
};

async function needOf({ env, now }: SignInStage, name: string) {
  return (await listProfiles({ env, now })).find((one) => one.name === name);
}

describe('a web identity', () => {
  const withToken = async (token: string) => {
    const files = await writeProfiles({});
    closings.push(files.remove);
    const path = join(files.home, 'token');
    await writeFile(path, `${token}\n`);
    return { path, config: `[profile p]\nregion = eu-west-1\n${ROLE}web_identity_token_file = ${path}\n` };
  };

  it('is exchanged for its role, without a signature', async () => {
    const { config } = await withToken(WEB_IDENTITY_TOKEN);
    const one = await sample({ config });
    expect((await needOf(one, 'p'))?.need.state).toBe('ready');
    expect((await one.open('p')).accountId).toBe(ACCOUNT);
    expect(one.endpoint.counts()).toEqual({
      'sts:AssumeRoleWithWebIdentity': 1,
      'sts:GetCallerIdentity': 1,
    });
  });

  it('is not repeated in an error, and is named by its file where there is none', async () => {
    const { config } = await withToken('planted-token');
    const told = await (await sample({ config })).open('p').catch((error: unknown) => error);
    expect(told).toMatchObject({
      outcome: 'badCredentials',
      code: 'InvalidIdentityTokenException',
      action: expect.stringContaining('Put a new token into '),
    });
    expect(`${(told as Error).stack}${JSON.stringify(told)}${String((told as Error).cause)}`).not.toContain(
      'planted',
    );

    const gone = await sample({ config: `[profile p]\n${ROLE}web_identity_token_file = /nowhere/token\n` });
    expect((await needOf(gone, 'p'))?.need.state).toBe('broken');
    await expect(gone.open('p')).rejects.toMatchObject({
      code: 'WebIdentityToken',
      action: 'Put the token into /nowhere/token, or correct web_identity_token_file of profile p',
    });
  });
});

describe('the environment', () => {
  it('is a profile of its own where it holds keys, unless AWS_PROFILE is set', async () => {
    const one = await sample({ config: '' }, {}, { ...KEYS, AWS_REGION: 'eu-west-1' });
    expect(await needOf(one, 'environment')).toMatchObject({
      kind: 'environment',
      region: 'eu-west-1',
      need: { state: 'ready', detail: 'access keys from the environment' },
    });
    expect((await one.open('environment')).accountId).toBe(one.organisation.management.id);
    const chosen = await sample({ config: '' }, {}, { ...KEYS, AWS_PROFILE: 'p' });
    expect(await needOf(chosen, 'environment')).toBeUndefined();
  });

  it('gives a role its source', async () => {
    const config = `[profile p]\nregion = eu-west-1\n${ROLE}credential_source = Environment\n`;
    expect((await (await sample({ config }, {}, KEYS)).open('p')).accountId).toBe(ACCOUNT);
    const without = await sample({ config });
    expect((await needOf(without, 'p'))?.need.state).toBe('broken');
    await expect(without.open('p')).rejects.toMatchObject({ code: 'NoKeysInEnvironment' });
  });

  it('names a credential_source that AWS does not have', async () => {
    const one = await sample({ config: `[profile p]\n${ROLE}credential_source = Laptop\n` });
    expect((await needOf(one, 'p'))?.need.state).toBe('unsupported');
    await expect(one.open('p')).rejects.toMatchObject({ code: 'UnsupportedProfile' });
  });
});

describe('a container', () => {
  const handedOut: Answer = {
    json: {
      AccessKeyId: AUDIT_USER.accessKeyId,
      SecretAccessKey: AUDIT_USER.secretAccessKey,
      Token: 'planted-token',
      Expiration: '2026-11-24T10:12:00Z',
    },
  };
  const container = async (answer: (request: SeenRequest) => Answer) => {
    const endpoint = await fakeEndpoint(answer);
    closings.push(endpoint.close);
    return endpoint;
  };

  it('hands out credentials for its authorisation token', async () => {
    const metadata = await container(() => handedOut);
    const one = await stage(() => ({ json: {} }), {
      files: { config: `[profile audit]\n${ROLE}credential_source = EcsContainer\n` },
      env: {
        AWS_CONTAINER_CREDENTIALS_FULL_URI: `${metadata.url}/creds`,
        AWS_CONTAINER_AUTHORIZATION_TOKEN: 'planted-authorisation',
      },
    });
    closings.push(one.close);
    await one.session.identity(openGate()).catch(() => undefined);
    expect(metadata.seen.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ['/creds', 'planted-authorisation'],
    ]);
    expect(one.seen[0]?.headers.authorization).toContain(`Credential=${AUDIT_USER.accessKeyId}/`);
    expect(one.seen[0]?.headers['x-amz-security-token']).toBe('planted-token');
  });

  it('tells that there is none, or none that answers', async () => {
    const config = `[profile p]\n${ROLE}credential_source = EcsContainer\n`;
    await expect((await sample({ config })).open('p')).rejects.toMatchObject({ code: 'NoContainer' });
    const refusing = await container(() => ({ status: 400, text: 'planted-answer' }));
    const env = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${refusing.url}/creds` };
    const told = await (await sample({ config }, {}, env)).open('p').catch((error: unknown) => error);
    expect(told).toMatchObject({ code: 'ContainerCredentials', outcome: 'badCredentials' });
    expect(`${(told as Error).stack}${String((told as Error).cause)}`).not.toContain('planted');
  });
});

describe('an instance', () => {
  const CONFIG = `[profile p]\nregion = eu-west-1\n${ROLE}credential_source = Ec2InstanceMetadata\n`;
  const metadata = async (role: string | null) => {
    const endpoint = await fakeEndpoint(({ method, path, headers }) => {
      if (method === 'PUT' && path === '/latest/api/token') return { text: 'metadata-token' };
      if (headers['x-aws-ec2-metadata-token'] !== 'metadata-token') return { status: 401, text: '' };
      if (path.endsWith('/security-credentials/'))
        return role === null ? { status: 404, text: '' } : { text: role };
      return {
        json: {
          Code: 'Success',
          AccessKeyId: AUDIT_USER.accessKeyId,
          SecretAccessKey: AUDIT_USER.secretAccessKey,
          Token: 'planted-token',
          Expiration: '2026-11-24T15:00:00Z',
        },
      };
    });
    closings.push(endpoint.close);
    return endpoint;
  };

  it('hands out the credentials of its role by IMDSv2', async () => {
    const imds = await metadata('reader');
    const one = await stage(() => ({ json: {} }), {
      files: { config: CONFIG.replace('profile p', 'profile audit') },
      env: { AWS_EC2_METADATA_SERVICE_ENDPOINT: imds.url },
    });
    closings.push(one.close);
    await one.session.identity(openGate()).catch(() => undefined);
    expect(imds.seen.map(({ path }) => path)).toEqual([
      '/latest/api/token',
      '/latest/meta-data/iam/security-credentials/',
      '/latest/meta-data/iam/security-credentials/reader',
    ]);
    expect(one.seen[0]?.headers.authorization).toContain(`Credential=${AUDIT_USER.accessKeyId}/`);
  });

  it.each([
    ['has no role', async () => (await metadata(null)).url, 'NoInstanceRole'],
    ['is none', async () => 'http://127.0.0.1:1', 'NoInstance'],
  ])('tells that it %s', async (_name, address, code) => {
    const one = await sample({ config: CONFIG }, {}, { AWS_EC2_METADATA_SERVICE_ENDPOINT: await address() });
    await expect(one.open('p')).rejects.toMatchObject({ code, outcome: 'badCredentials' });
  });

  it('is left alone where the environment says so', async () => {
    const one = await sample({ config: CONFIG }, {}, { AWS_EC2_METADATA_DISABLED: 'true' });
    expect((await needOf(one, 'p'))?.need.state).toBe('broken');
    await expect(one.open('p')).rejects.toMatchObject({ code: 'InstanceOff' });
  });
});

describe('aws login', () => {
  const SESSION = 'arn:aws:iam::111122223333:user/auditor';
  const CONFIG = `[profile p]\nregion = eu-west-1\nlogin_session = ${SESSION}\n`;
  const logged = async (one: SignInStage, expiresAt: string) => {
    const folder = join(one.home, '.aws', 'login', 'cache');
    await mkdir(folder, { recursive: true });
    const { accessKeyId, secretAccessKey } = AUDIT_USER;
    const accessToken = {
      accessKeyId,
      secretAccessKey,
      sessionToken: 'planted-token',
      accountId: ACCOUNT,
      expiresAt,
    };
    const name = `${createHash('sha256').update(SESSION).digest('hex')}.json`;
    await writeFile(join(folder, name), JSON.stringify({ accessToken, refreshToken: 'planted-refresh' }));
  };

  it('is read from its cache while it lasts', async () => {
    const one = await sample({ config: CONFIG });
    await logged(one, '2026-11-24T09:30:00Z');
    expect((await needOf(one, 'p'))?.need).toMatchObject({
      state: 'ready',
      detail: expect.stringContaining('18 min'),
    });
    // The sample does not know these keys with a session token: that they were sent is what counts.
    await expect(one.open('p')).rejects.toMatchObject({ code: 'InvalidClientTokenId' });
  });

  it.each([
    ['there is none', null],
    ['it has ended', '2026-11-24T09:00:00Z'],
  ])('names the command that signs in where %s', async (_name, ends) => {
    const one = await sample({ config: CONFIG });
    if (ends !== null) await logged(one, ends);
    const told = await one.open('p').catch((error: unknown) => error);
    expect(told).toMatchObject({
      code: 'LoginSession',
      outcome: 'expired',
      action: 'Run: aws login --profile p',
    });
    expect(`${(told as Error).stack}`).not.toContain('planted');
    if (ends === null) {
      expect((await needOf(one, 'p'))?.need).toMatchObject({
        state: 'signIn',
        command: 'aws login --profile p',
      });
    }
  });
});

describe('aws login, where the SDK finds its cache', () => {
  const SESSION = 'arn:aws:iam::111122223333:user/auditor';
  const before = { HOME: process.env.HOME, AWS_ENDPOINT_URL: process.env.AWS_ENDPOINT_URL };
  afterEach(() => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  async function ended(signin: (request: SeenRequest) => Answer) {
    const service = await fakeEndpoint(signin);
    closings.push(service.close);
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    let file = '';
    const one = await stage(() => ({ json: {} }), {
      files: { config: `[profile audit]\nregion = eu-west-1\nlogin_session = ${SESSION}\n` },
      prepare: async (home) => {
        process.env.HOME = home;
        process.env.AWS_ENDPOINT_URL = service.url;
        const folder = join(home, '.aws', 'login', 'cache');
        await mkdir(folder, { recursive: true });
        file = join(folder, `${createHash('sha256').update(SESSION).digest('hex')}.json`);
        await writeFile(
          file,
          JSON.stringify({
            accessToken: {
              accessKeyId: 'LOGIN1',
              secretAccessKey: 'planted-old',
              sessionToken: 'planted-old',
              accountId: ACCOUNT,
              expiresAt: '2026-11-24T09:00:00Z',
            },
            clientId: 'arn:aws:signin:::devtools/same-device',
            refreshToken: 'planted-refresh',
            dpopKey: privateKey.export({ type: 'sec1', format: 'pem' }),
          }),
        );
      },
    });
    closings.push(one.close);
    const told = await one.session.identity(openGate()).catch((error: unknown) => error);
    return { told, seen: one.seen, asked: service.seen, file };
  }

  it('is renewed there, and written back', async () => {
    const accessToken = { accessKeyId: 'LOGIN2', secretAccessKey: 'new', sessionToken: 'new' };
    const { seen, asked, file } = await ended(() => ({
      json: { accessToken, tokenType: 'aws_sigv4', expiresIn: 900, refreshToken: 'next' },
    }));
    expect(asked).toHaveLength(1);
    expect(asked[0]?.body).toContain('planted-refresh');
    expect(seen[0]?.headers.authorization).toContain('Credential=LOGIN2/');
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ refreshToken: 'next' });
  });

  it.each([
    ['TOKEN_EXPIRED', 'expired', 'Run: aws login --profile audit'],
    ['USER_CREDENTIALS_CHANGED', 'expired', 'Run: aws login --profile audit'],
    ['INSUFFICIENT_PERMISSIONS', 'denied', 'Allow signin:CreateOAuth2Token to the user of profile audit'],
  ])('tells that AWS answered %s, without what was sent', async (error, outcome, action) => {
    const { told } = await ended(() => ({
      status: 400,
      json: { error, message: 'planted-answer' },
      errorType: 'AccessDeniedException',
    }));
    expect(told).toMatchObject({ code: 'LoginSession', outcome, action: expect.stringContaining(action) });
    expect(`${(told as Error).stack}${String((told as Error).cause)}`).not.toContain('planted');
  });
});

describe('a command that hangs', () => {
  it('is ended after its time, and said so', async () => {
    const config = `[profile audit]\ncredential_process = ${process.execPath} -e "setTimeout(() => 0, 600000)"\n`;
    const one = await stage(() => ({ json: {} }), { files: { config }, more: { processTimeoutMs: 300 } });
    closings.push(one.close);
    await expect(one.session.identity(openGate())).rejects.toMatchObject({
      code: 'CredentialProcess',
      message: expect.stringContaining('did not end within 0.3 s'),
    });
  });

  it('does not keep a cancelled scan waiting', async () => {
    const config = `[profile audit]\ncredential_process = ${process.execPath} -e "setTimeout(() => 0, 2000)"\n`;
    const stop = new AbortController();
    const one = await stage(() => ({ json: {} }), { files: { config }, more: { signal: stop.signal } });
    closings.push(one.close);
    const running = one.session.identity(openGate()).catch((error: unknown) => error);
    stop.abort();
    expect(await running).toMatchObject({ outcome: 'cancelled' });
  });
});
