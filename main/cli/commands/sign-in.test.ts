import { describe, expect, it } from 'vitest';
import type { ProfileSummary } from '../../../shared/model/profile.ts';
import type { SignInEvent } from '../../../shared/model/sign-in.ts';
import type { Context } from '../context.ts';
import { createTerminal } from '../terminal/terminal.ts';
import { runSignIn, signInFirst } from './sign-in.ts';

const VERIFY: SignInEvent = {
  type: 'verify',
  url: 'https://corp.awsapps.com/start/#/device?user_code=ABCD-1234',
  code: 'ABCD-1234',
  expiresAt: '2026-11-24T09:22:00Z',
};
const MFA: SignInEvent = {
  type: 'mfa',
  ask: 'a1',
  profile: 'p',
  device: 'arn:aws:iam::1:mfa/auditor',
  attempt: 1,
};
const DONE: SignInEvent = { type: 'done', accountId: '111122223333', arn: 'arn:aws:sts::1:assumed-role/r/s' };
const FAILED: SignInEvent = {
  type: 'failed',
  failure: { code: 'SignInDenied', message: 'It was refused', action: 'Run: keyledger login --profile p' },
};

function stage(
  events: readonly SignInEvent[],
  typed: string | null,
  profiles: readonly Partial<ProfileSummary>[] = [],
) {
  const lines: string[] = [];
  const answered: [string, string][] = [];
  const started: string[] = [];
  const questions: string[] = [];
  const stop = new AbortController();
  const out = { write: (text: string) => lines.push(text) };
  const terminal = {
    ...createTerminal(out, out, {}),
    ask:
      typed === null
        ? null
        : async (question: string) => {
            questions.push(question);
            return typed;
          },
  };
  const context: Context = {
    terminal,
    env: {},
    now: () => new Date('2026-11-24T09:12:00Z'),
    interrupted: stop.signal,
    home: '/',
    core: () => Promise.reject(new Error('not opened here')),
  };
  const core = {
    profiles: { list: async () => profiles as readonly ProfileSummary[] },
    signIn: {
      async *start(profile: string) {
        started.push(profile);
        yield* events;
      },
      answer: (ask: string, code: string) => {
        answered.push([ask, code]);
      },
    },
  };
  return { core, context, answered, started, questions, stop, text: () => lines.join('') };
}

describe('login', () => {
  it('shows page and code, and how long it waits', async () => {
    const { core, context, text } = stage([VERIFY, DONE], null);
    expect(await runSignIn(core, 'p', context)).toBe(0);
    expect(text()).toContain('https://corp.awsapps.com/start/#/device?user_code=ABCD-1234');
    expect(text()).toMatch(/^ {4}ABCD-1234$/m);
    expect(text()).toContain('at most 10 min');
    expect(text()).toContain('account 111122223333');
  });

  it('asks for the code of the device, and says when the last one was wrong', async () => {
    const { core, context, answered, questions } = stage(
      [MFA, { ...MFA, ask: 'a2', attempt: 2 }, DONE],
      '123456',
    );
    expect(await runSignIn(core, 'p', context)).toBe(0);
    expect(answered).toEqual([
      ['a1', '123456'],
      ['a2', '123456'],
    ]);
    expect(questions[0]).toContain('arn:aws:iam::1:mfa/auditor');
    expect(questions[1]).toContain('AWS did not take that code');
  });

  it('does not wait for a code where nobody can type one', async () => {
    const { core, context, answered, text } = stage([MFA, DONE], null);
    expect(await runSignIn(core, 'p', context)).toBe(4);
    expect(answered).toEqual([]);
    expect(text()).toContain('run this in a terminal');
  });

  it('tells a failure with what helps, and a cancellation by its own exit code', async () => {
    const failing = stage([VERIFY, FAILED], null);
    expect(await runSignIn(failing.core, 'p', failing.context)).toBe(4);
    expect(failing.text()).toContain('Run: keyledger login --profile p');
    const cancelled = stage([VERIFY, FAILED], null);
    cancelled.stop.abort();
    expect(await runSignIn(cancelled.core, 'p', cancelled.context)).toBe(130);
  });
});

describe('before a scan', () => {
  const need = (state: ProfileSummary['need']['state'], here = false) => ({
    here,
    state,
    text: '',
    detail: null,
    command: null,
  });
  const profiles: readonly Partial<ProfileSummary>[] = [
    { name: 'ready', kind: 'static', need: need('ready') },
    { name: 'mfa', kind: 'mfaRole', need: need('mfa', true) },
    { name: 'sso', kind: 'sso', need: need('signIn', true) },
    { name: 'console', kind: 'login', need: need('signIn') },
    { name: 'unread', kind: 'mfaRole', need: need('mfa', true) },
  ];

  it('signs in what is to be read and can be signed in here', async () => {
    const { core, context, started } = stage([DONE], '123456', profiles);
    await signInFirst(core, ['ready', 'mfa', 'sso', 'console'], context);
    expect(started).toEqual(['mfa', 'sso']);
  });

  it('asks nobody on a schedule', async () => {
    const { core, context, started } = stage([DONE], null, profiles);
    await signInFirst(core, ['mfa', 'sso'], context);
    expect(started).toEqual([]);
  });
});
