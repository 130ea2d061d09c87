import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ProfileNeed, ProfileSummary } from '../../../shared/model/profile.ts';
import { writeProfiles } from '../testing/profiles.ts';
import { AwsConfigError } from './error.ts';
import { listProfiles } from './list.ts';

const NOW = new Date('2026-11-24T09:00:00Z');
const SECRETS = ['planted-secret', 'planted-token', 'planted-refresh', 'planted-client'];
const removals: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
});

async function stage(config: string, credentials = '') {
  const files = await writeProfiles({ config, credentials });
  removals.push(files.remove);
  return files;
}

async function list(config: string, credentials = ''): Promise<Map<string, ProfileSummary>> {
  const { env } = await stage(config, credentials);
  return byName(await listProfiles({ env, now: () => NOW }));
}

function byName(found: readonly ProfileSummary[]): Map<string, ProfileSummary> {
  for (const secret of SECRETS) expect(JSON.stringify(found)).not.toContain(secret);
  return new Map(found.map((profile) => [profile.name, profile]));
}

const KEYS = 'aws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = planted-secret\n';
const SSO = `sso_session = corp
sso_account_id = 111122223333
sso_role_name = Audit
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-west-1
`;

describe('kinds, and what they need', () => {
  const cases: [string, string, ProfileSummary['kind'], ProfileNeed['state'], Partial<ProfileSummary>][] = [
    ['static keys', `[profile p]\nregion = eu-west-1\n${KEYS}`, 'static', 'ready', { region: 'eu-west-1' }],
    [
      'temporary keys',
      `[profile p]\n${KEYS}aws_session_token = planted-token\naws_account_id = 111122223333\n`,
      'session',
      'ready',
      { accountId: '111122223333' },
    ],
    [
      'a role from another profile',
      `[profile p]\nrole_arn = arn:aws:iam::222233334444:role/key-auditor\nsource_profile = base\n[profile base]\n${KEYS}`,
      'role',
      'ready',
      { accountId: '222233334444', source: 'base' },
    ],
    [
      'a role that starts from itself',
      `[profile p]\nrole_arn = arn:aws:iam::222233334444:role/r\nsource_profile = p\n${KEYS}`,
      'role',
      'ready',
      { source: 'p' },
    ],
    [
      'a role in GovCloud',
      `[profile p]\nrole_arn = arn:aws-us-gov:iam::222233334444:role/r\nsource_profile = b\n[profile b]\n${KEYS}`,
      'role',
      'ready',
      { accountId: '222233334444' },
    ],
    [
      'roles in a circle',
      '[profile p]\nrole_arn = arn:aws:iam::1:role/a\nsource_profile = q\n[profile q]\nrole_arn = arn:aws:iam::1:role/b\nsource_profile = p\n',
      'role',
      'broken',
      {},
    ],
    [
      'a missing source',
      '[profile p]\nrole_arn = arn:aws:iam::222233334444:role/a\nsource_profile = gone\n',
      'role',
      'broken',
      { accountId: '222233334444', source: 'gone' },
    ],
    [
      'MFA',
      `[profile p]\nrole_arn = arn:aws:iam::222233334444:role/a\nsource_profile = b\nmfa_serial = arn:aws:iam::1:mfa/auditor\n[profile b]\n${KEYS}`,
      'mfaRole',
      'mfa',
      {},
    ],
    [
      'MFA further down the chain',
      `[profile p]\nrole_arn = arn:aws:iam::3:role/a\nsource_profile = b\n[profile b]\nrole_arn = arn:aws:iam::2:role/b\nsource_profile = c\nmfa_serial = m\n[profile c]\n${KEYS}`,
      'mfaRole',
      'mfa',
      { source: 'b' },
    ],
    ['an SSO session without a token', `[profile p]\n${SSO}`, 'sso', 'signIn', { accountId: '111122223333' }],
    [
      'an SSO session that is not defined',
      '[profile p]\nsso_session = gone\nsso_account_id = 1\nsso_role_name = r\n',
      'sso',
      'broken',
      {},
    ],
    [
      'legacy SSO',
      '[profile p]\nsso_start_url = https://x\nsso_region = eu-west-1\nsso_account_id = 111122223333\nsso_role_name = r\n',
      'ssoLegacy',
      'signIn',
      { accountId: '111122223333' },
    ],
    ['legacy SSO with gaps', '[profile p]\nsso_start_url = https://x\n', 'ssoLegacy', 'broken', {}],
    [
      'a role from an SSO session',
      `[profile p]\nrole_arn = arn:aws:iam::222233334444:role/a\nsource_profile = s\n[profile s]\n${SSO}`,
      'role',
      'signIn',
      { accountId: '222233334444', source: 's' },
    ],
    ['a command', '[profile p]\ncredential_process = /opt/vault "a b"\n', 'process', 'ready', {}],
    [
      'a web identity',
      '[profile p]\nrole_arn = arn:aws:iam::222233334444:role/a\nweb_identity_token_file = /t\n',
      'webIdentity',
      'broken',
      { accountId: '222233334444' },
    ],
    [
      "the machine's credentials",
      '[profile p]\nrole_arn = arn:aws:iam::222233334444:role/a\ncredential_source = Ec2InstanceMetadata\n',
      'credentialSource',
      'ready',
      { accountId: '222233334444', source: null },
    ],
    ['aws login', '[profile p]\nlogin_session = arn:aws:iam::1:user/x\n', 'login', 'signIn', {}],
    ['nothing but a region', '[profile p]\nregion = eu-west-1\n', 'incomplete', 'broken', {}],
    ['half a key', '[profile p]\naws_access_key_id = AKIAEXAMPLE\n', 'incomplete', 'broken', {}],
    [
      'both kinds of source',
      '[profile p]\nrole_arn = arn:aws:iam::1:role/a\nsource_profile = b\ncredential_source = Environment\n',
      'incomplete',
      'broken',
      {},
    ],
  ];

  it.each(cases)('%s', async (_name, config, kind, state, more) => {
    const found = (await list(config)).get('p');
    expect(found).toMatchObject({ kind, ...more });
    expect(found?.need.state).toBe(state);
    expect(found?.need.text).not.toBe('');
  });

  it('shows a command whole, and the command that signs in', async () => {
    const process = await list('[profile p]\ncredential_process = /opt/vault --role "a b" # tail\n');
    expect(process.get('p')?.need.command).toBe('/opt/vault --role "a b"');
    const sso = await list(`[profile p]\n${SSO}`);
    expect(sso.get('p')?.need).toEqual({
      state: 'signIn',
      text: 'Sign-in: no session yet',
      detail: null,
      command: 'keyledger login --profile p',
      here: true,
    });
    const role = await list(`[profile r]\nrole_arn = a\nsource_profile = p\n[profile p]\n${SSO}`);
    expect(role.get('r')?.need.command).toBe('keyledger login --profile p');
  });

  it('says which role it assumes', async () => {
    const found = await list(
      `[profile p]\nrole_arn = arn:aws:iam::222233334444:role/audit/key-auditor\nsource_profile = b\n[profile b]\n${KEYS}`,
    );
    expect(found.get('p')?.need.detail).toContain('assumes role/audit/key-auditor');
  });
});

describe('which file says what', () => {
  it('lets the credentials file win, setting by setting', async () => {
    const found = await list(
      `[profile p]\nregion = eu-west-1\n${KEYS}`,
      '[p]\naws_session_token = planted-token\nregion = us-east-2\n',
    );
    expect(found.get('p')).toMatchObject({ kind: 'session', region: 'us-east-2' });
  });

  it('reads [default] and [profile x] in config, any [x] in credentials, and no other section as a profile', async () => {
    const found = await list(
      `[default]\n${KEYS}[profile a]\n${KEYS}[bare]\n${KEYS}[sso-session s]\nsso_region = x\n[services v]\nkms =\n  endpoint_url = http://x\n`,
      `[b]\n${KEYS}`,
    );
    expect([...found.keys()]).toEqual(['a', 'b', 'default']);
  });

  it('counts missing files as empty', async () => {
    const files = await writeProfiles({});
    removals.push(files.remove);
    expect(await listProfiles({ env: files.env, now: () => NOW })).toEqual([]);
  });

  it.each([
    ['a line before any section', 'region = x\n', 'line 1 stands before the first [section]'],
    ['an open section', '[profile p\nregion = x\n', 'line 1 opens a section'],
    ['a stray line', '[profile p]\nplanted-secret\n', 'line 2 is neither'],
    [
      'a name of the language itself',
      '[constructor]\nassign = planted-secret\n',
      'line 1 gives a section a name',
    ],
    ['a prototype', '[profile __proto__]\nx = y\n', 'line 1 gives a section a name'],
  ])('refuses %s, by path and line and without quoting it', async (_name, config, words) => {
    const { env, config: path } = await stage(config);
    const error = await listProfiles({ env, now: () => NOW }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AwsConfigError);
    expect(error).toMatchObject({ path, action: expect.stringContaining(words) });
    expect(String(error)).not.toContain('planted-secret');
  });

  it('refuses a file that cannot be read', async () => {
    const { env, home } = await stage('');
    const folder = { ...env, AWS_CONFIG_FILE: home };
    await expect(listProfiles({ env: folder, now: () => NOW })).rejects.toMatchObject({
      name: 'AwsConfigError',
      path: home,
      message: expect.stringContaining('it is a folder'),
    });
  });
});

describe('SSO tokens in the cache', () => {
  const token = { accessToken: 'planted-token', expiresAt: '2026-11-24T16:40:00Z' };
  const renewable = {
    ...token,
    expiresAt: '2026-11-24T08:00:00Z',
    refreshToken: 'planted-refresh',
    clientId: 'planted-client',
    clientSecret: 'planted-secret',
    registrationExpiresAt: '2026-12-24T00:00:00Z',
  };

  async function withToken(cached: unknown, config = `[profile p]\n${SSO}`, id = 'corp') {
    const files = await stage(config);
    const cache = join(files.home, '.aws', 'sso', 'cache');
    await mkdir(cache, { recursive: true });
    const name = `${createHash('sha1').update(id).digest('hex')}.json`;
    await writeFile(join(cache, name), typeof cached === 'string' ? cached : JSON.stringify(cached));
    return byName(await listProfiles({ env: files.env, now: () => NOW })).get('p')?.need;
  }

  it('is ready while the token lasts, and says how long', async () => {
    const expected = { state: 'ready', detail: 'session ends in 7 h 40 min' };
    expect(await withToken(token)).toMatchObject(expected);
    expect(await withToken({ ...token, expiresAt: '2026-11-24T16:40:00UTC' })).toMatchObject(expected);
  });

  it('asks for a sign-in once it has ended, and says since when', async () => {
    expect(await withToken({ ...token, expiresAt: '2026-11-22T08:00:00Z' })).toEqual({
      state: 'signIn',
      text: 'Sign-in: the session ended 2 days ago',
      detail: null,
      command: 'keyledger login --profile p',
      here: true,
    });
  });

  it('counts a token that renews itself as ready, but never a legacy one, nor one whose registration has ended', async () => {
    expect((await withToken(renewable))?.state).toBe('ready');
    expect((await withToken({ ...renewable, registrationExpiresAt: '2026-11-01T00:00:00Z' }))?.state).toBe(
      'signIn',
    );
    const legacy =
      '[profile p]\nsso_start_url = https://x\nsso_region = r\nsso_account_id = 1\nsso_role_name = n\n';
    expect((await withToken(renewable, legacy, 'https://x'))?.state).toBe('signIn');
  });

  it('takes a cache that it cannot read for none', async () => {
    for (const broken of ['', '{', '[]', '{"accessToken":1}', { ...token, expiresAt: 'soon' }]) {
      expect((await withToken(broken))?.state).toBe('signIn');
    }
  });
});
