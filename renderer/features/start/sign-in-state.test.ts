import { expect, it } from 'vitest';
import { mfaCode, stateAfter } from './sign-in-state.ts';

it('takes six digits, spaced or not, and nothing else', () => {
  expect(mfaCode('123 456')).toBe('123456');
  expect(mfaCode(' 123-456')).toBe('123456');
  for (const typed of ['', '12345', '1234567', '12345a', '١٢٣٤٥٦']) expect(mfaCode(typed)).toBeNull();
});

it('follows the events of a sign-in', () => {
  const verify = {
    type: 'verify',
    url: 'https://x.awsapps.com',
    code: 'ABCD-EFGH',
    expiresAt: '2026-11-24T09:22:00Z',
  } as const;
  expect(stateAfter(verify)).toEqual({
    step: 'verify',
    url: verify.url,
    code: 'ABCD-EFGH',
    until: verify.expiresAt,
  });
  const mfa = { type: 'mfa', ask: 'a', profile: 'p', device: 'd', attempt: 1 } as const;
  expect(stateAfter(mfa)).toMatchObject({ step: 'mfa', wrong: false });
  expect(stateAfter({ ...mfa, attempt: 2 })).toMatchObject({ step: 'mfa', wrong: true });
  expect(stateAfter({ type: 'done', accountId: '1', arn: 'a' })).toEqual({ step: 'idle' });
});
