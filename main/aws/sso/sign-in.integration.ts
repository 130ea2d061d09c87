import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { listProfiles } from '../profiles/list.ts';
import { type SignInStage, signInStage } from '../testing/sample-sign-in.ts';

const stages: SignInStage[] = [];
afterEach(async () => {
  for (const one of stages.splice(0)) await one.close();
});

async function stage(...given: Parameters<typeof signInStage>): Promise<SignInStage> {
  const one = await signInStage(...given);
  stages.push(one);
  return one;
}

const HOUR = 3_600_000;
const START_URL = 'https://northwind.awsapps.com/start';

/** Two profiles of one session. */
const SSO = (account: string) => `[profile audit]
region = eu-west-1
sso_session = northwind
sso_account_id = ${account}
sso_role_name = key-auditor
[profile second]
region = eu-west-1
sso_session = northwind
sso_account_id = ${account}
sso_role_name = key-auditor
[sso-session northwind]
sso_start_url = ${START_URL}
sso_region = eu-west-1
sso_registration_scopes = sso:account:access
`;
const ACCOUNT = '111122223333';

const cacheFile = (home: string, id: string) =>
  join(home, '.aws', 'sso', 'cache', `${createHash('sha1').update(id).digest('hex')}.json`);
const cached = async ({ home }: SignInStage, id = 'northwind') =>
  JSON.parse(await readFile(cacheFile(home, id), 'utf8'));
const needOf = async ({ env, now, shelf }: SignInStage, name: string) =>
  (await listProfiles({ env, now, signedIn: shelf.endOf })).find((one) => one.name === name)?.need;

describe('device sign-in', () => {
  it('waits for a slow user, then keeps the token as the AWS CLI does, and the role opens', async () => {
    const one = await stage({ config: SSO(ACCOUNT) }, { pending: 3 });
    expect(await needOf(one, 'audit')).toMatchObject({
      state: 'signIn',
      command: 'keyledger login --profile audit',
    });
    const identity = await one.signIn('audit');
    expect(identity.accountId).toBe(ACCOUNT);
    expect(one.waits).toEqual([1000, 1000, 1000, 1000]);
    expect(one.verifications).toEqual([
      {
        url: expect.stringMatching(/^https:\/\/sign-in\.northwind\.example\/device\?user_code=NRTH-\d{4}$/),
        code: expect.stringMatching(/^NRTH-\d{4}$/),
        expiresAt: new Date('2026-11-24T09:22:00Z'),
      },
    ]);
    // Four polls of a second, then 8 hours.
    expect(await cached(one)).toEqual({
      startUrl: START_URL,
      region: 'eu-west-1',
      accessToken: expect.stringMatching(/^northwind-access-token-/),
      expiresAt: '2026-11-24T17:12:04Z',
      clientId: expect.stringMatching(/^northwind-client-/),
      clientSecret: expect.stringMatching(/^northwind-client-secret-/),
      registrationExpiresAt: expect.stringMatching(/^2027-02-22T09:12:0\dZ$/),
      refreshToken: expect.stringMatching(/^northwind-refresh-token-/),
    });
    expect((await stat(cacheFile(one.home, 'northwind'))).mode & 0o777).toBe(0o600);
    expect(await readdir(join(one.home, '.aws', 'sso', 'cache'))).toHaveLength(1);
    expect(await needOf(one, 'second')).toMatchObject({ state: 'ready' });
  });

  it('does not trouble the user where the session lasts', async () => {
    const one = await stage({ config: SSO(ACCOUNT) });
    await one.signIn('audit');
    await one.signIn('second');
    expect(one.verifications).toHaveLength(1);
  });

  it('slows down by five seconds each time it is told to, and stays slow', async () => {
    const one = await stage({ config: SSO(ACCOUNT) }, { slowDown: 2, pending: 1 });
    await one.signIn('audit');
    expect(one.waits).toEqual([1000, 6000, 11_000, 11_000]);
  });

  it.each([
    ['refused in the browser', { user: 'deny' }, 'SignInDenied', 'denied', 'was refused in the browser'],
    ['that AWS calls expired', { user: 'expire' }, 'SignInExpired', 'expired', 'not confirmed in time'],
    [
      'never confirmed',
      { user: 'never', codeSeconds: 5 },
      'SignInExpired',
      'expired',
      'not confirmed in time',
    ],
  ] as const)('tells a sign-in %s, and keeps nothing', async (_name, manners, code, outcome, words) => {
    const one = await stage({ config: SSO(ACCOUNT) }, manners);
    const error = await one.signIn('audit').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      name: 'CredentialsError',
      code,
      outcome,
      message: expect.stringContaining(words),
      action: 'Run: keyledger login --profile audit (or aws sso login --profile audit)',
    });
    expect(String((error as Error).stack)).not.toContain('northwind-');
    await expect(cached(one)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await needOf(one, 'audit')).toMatchObject({ state: 'signIn' });
  });

  it('stops at once when it is cancelled', async () => {
    const one = await stage({ config: SSO(ACCOUNT) }, { user: 'never', codeSeconds: 1_000_000 });
    const running = one.signIn('audit').catch((thrown: unknown) => thrown);
    await expect.poll(() => one.verifications.length).toBe(1);
    one.stop.abort();
    expect(await running).toMatchObject({ name: 'CredentialsError', outcome: 'cancelled' });
  });

  it('signs a legacy profile in under its start URL, without a refresh token', async () => {
    const config = `[profile old]\nregion = eu-west-1\nsso_start_url = ${START_URL}\nsso_region = eu-west-1\nsso_account_id = ${ACCOUNT}\nsso_role_name = key-auditor\n`;
    const one = await stage({ config });
    expect((await one.signIn('old')).accountId).toBe(ACCOUNT);
    expect(await cached(one, START_URL)).not.toHaveProperty('refreshToken');
    one.pass(9 * HOUR);
    expect(await needOf(one, 'old')).toMatchObject({ state: 'signIn' });
    await expect(one.open('old')).rejects.toMatchObject({ code: 'SsoSession', outcome: 'expired' });
  });

  it('replaces a token that AWS no longer takes', async () => {
    const one = await stage({ config: SSO(ACCOUNT) });
    await mkdir(join(one.home, '.aws', 'sso', 'cache'), { recursive: true });
    const revoked = { accessToken: 'revoked', expiresAt: '2026-11-25T00:00:00Z' };
    await writeFile(cacheFile(one.home, 'northwind'), JSON.stringify(revoked));
    expect((await one.signIn('audit')).accountId).toBe(ACCOUNT);
    expect((await cached(one)).accessToken).not.toBe('revoked');
  });
});

describe('renewal of an sso-session', () => {
  it('renews once for profiles that come together, and writes the token back', async () => {
    const one = await stage({ config: SSO(ACCOUNT) });
    await one.signIn('audit');
    const before = await cached(one);
    one.pass(8 * HOUR + 60_000);
    const answers = await Promise.all([one.open('audit'), one.open('second')]);
    expect(answers.map(({ accountId }) => accountId)).toEqual([ACCOUNT, ACCOUNT]);
    const after = await cached(one);
    expect(after.accessToken).not.toBe(before.accessToken);
    expect(after.refreshToken).not.toBe(before.refreshToken);
    expect(Date.parse(after.expiresAt)).toBe(Math.floor(one.now().getTime() / 1000) * 1000 + 8 * HOUR);
    expect(one.verifications).toHaveLength(1);
    expect(one.endpoint.counts()['sso-oauth:CreateToken']).toBe(3);
    expect((await stat(cacheFile(one.home, 'northwind'))).mode & 0o777).toBe(0o600);
  });

  it('asks for a sign-in where the refresh token was spent elsewhere', async () => {
    const one = await stage({ config: SSO(ACCOUNT) });
    await one.signIn('audit');
    const token = await cached(one);
    await writeFile(
      cacheFile(one.home, 'northwind'),
      JSON.stringify({ ...token, refreshToken: 'planted-spent' }),
    );
    one.pass(9 * HOUR);
    const error = await one.open('audit').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'SsoSession',
      message: expect.stringContaining('could not be renewed'),
    });
    expect(`${(error as Error).stack}${JSON.stringify(error)}`).not.toContain('planted-spent');
  });
});
