import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import type { SignInEvent } from '../../shared/model/sign-in.ts';
import { listProfiles } from '../aws/profiles/list.ts';
import { type SignInStage, signInStage } from '../aws/testing/sample-sign-in.ts';
import { AUDIT_USER } from '../sample/endpoint/credentials.ts';
import { createSignInService } from './sign-in.ts';

const stages: SignInStage[] = [];
afterEach(async () => {
  for (const one of stages.splice(0)) await one.close();
});

const DEVICE = 'arn:aws:iam::999988887777:mfa/auditor';
/** A role with MFA on top of an SSO session: both questions, one after the other. */
const CONFIG = `[profile audit]
region = eu-west-1
role_arn = arn:aws:iam::111122223333:role/key-auditor
source_profile = base
mfa_serial = ${DEVICE}
[profile base]
region = eu-west-1
sso_session = northwind
sso_account_id = 111122223333
sso_role_name = key-auditor
[sso-session northwind]
sso_start_url = https://northwind.awsapps.com/start
sso_region = eu-west-1
[profile keys]
region = eu-west-1
aws_access_key_id = ${AUDIT_USER.accessKeyId}
aws_secret_access_key = ${AUDIT_USER.secretAccessKey}
[profile wrong]
region = eu-west-1
aws_access_key_id = AKIAWRONG
aws_secret_access_key = planted-secret
`;

async function open(manners: Parameters<typeof signInStage>[1] = {}) {
  const stage = await signInStage({ config: CONFIG }, manners);
  stages.push(stage);
  const { env, now, shelf } = stage;
  const clock = {
    now: () => performance.now(),
    sleep: (_ms: number, signal?: AbortSignal) => sleep(5, undefined, signal ? { signal } : {}),
  };
  const service = createSignInService({ env, version: '0.1.0', now, clock, random: () => 0.5, shelf });
  const run = async (profile: string, codes: readonly string[] = [], signal?: AbortSignal) => {
    const events: SignInEvent[] = [];
    const left = [...codes];
    for await (const event of service.start(profile, signal)) {
      events.push(event);
      if (event.type === 'mfa') service.answer(event.ask, left.shift() ?? '');
    }
    expect(JSON.stringify(events)).not.toMatch(
      /planted|northwind-(access|refresh|client|session)|sample\/secret/,
    );
    return events;
  };
  const need = async (profile: string) =>
    (await listProfiles({ env, now, signedIn: shelf.endOf })).find(({ name }) => name === profile)?.need
      .state;
  return { service, run, need, stage };
}

it('asks for the page, then for the code, and the profile is ready', async () => {
  const { run, need } = await open();
  expect(await need('audit')).toBe('signIn');
  const events = await run('audit', ['999999', '123456']);
  expect(events).toEqual([
    {
      type: 'verify',
      url: expect.stringMatching(/^https:/),
      code: expect.any(String),
      expiresAt: '2026-11-24T09:22:00.000Z',
    },
    { type: 'mfa', ask: expect.any(String), profile: 'audit', device: DEVICE, attempt: 1 },
    { type: 'mfa', ask: expect.any(String), profile: 'audit', device: DEVICE, attempt: 2 },
    { type: 'done', accountId: '111122223333', arn: expect.stringContaining('assumed-role/key-auditor/') },
  ]);
  expect(await need('audit')).toBe('ready');
  expect(await run('audit')).toEqual([expect.objectContaining({ type: 'done' })]);
});

it('finds out who any other profile is, and tells what is wrong with it', async () => {
  const { run } = await open();
  expect(await run('keys')).toEqual([expect.objectContaining({ type: 'done' })]);
  expect(await run('wrong')).toEqual([
    {
      type: 'failed',
      failure: expect.objectContaining({ action: 'Replace the access key of profile wrong' }),
    },
  ]);
  expect(await run('gone')).toEqual([
    {
      type: 'failed',
      failure: expect.objectContaining({ action: 'keyledger profiles shows those that exist' }),
    },
  ]);
});

it('tells a refusal in the browser, and starts afresh the next time', async () => {
  const { run } = await open({ user: 'deny' });
  for (const _ of [1, 2]) {
    const events = await run('base');
    expect(events.map(({ type }) => type)).toEqual(['verify', 'failed']);
    expect(events.at(-1)).toMatchObject({
      failure: { code: 'SignInDenied', action: expect.stringContaining('keyledger login --profile base') },
    });
  }
});

it('ends the sign-in when the signal aborts, and when the stream is left', async () => {
  const { run, service, stage } = await open({ user: 'never', codeSeconds: 100_000 });
  const abort = new AbortController();
  const running = run('base', [], abort.signal);
  setTimeout(() => abort.abort(), 50);
  expect((await running).at(-1)).toMatchObject({ type: 'failed', failure: { code: 'Cancelled' } });

  for await (const event of service.start('base')) {
    expect(event.type).toBe('verify');
    break;
  }
  const polls = () => stage.endpoint.counts()['sso-oauth:CreateToken'];
  const before = polls();
  await sleep(50);
  expect(polls()).toBe(before);
});

it('does not take a code that nobody waits for', async () => {
  const { service } = await open();
  expect(() => service.answer('unknown', '123456')).toThrow('Nobody waits');
});
