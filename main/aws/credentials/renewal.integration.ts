import { afterEach, describe, expect, it } from 'vitest';
import { AUDIT_USER } from '../../sample/endpoint/credentials.ts';
import { listProfiles } from '../profiles/list.ts';
import type { Answer, SeenRequest } from '../testing/fake-endpoint.ts';
import { openGate } from '../testing/open-gate.ts';
import { type SignInStage, signInStage } from '../testing/sample-sign-in.ts';
import { NOW, stage } from '../testing/session.ts';

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
const MINUTE = 60_000;

describe('MFA', () => {
  const { accessKeyId, secretAccessKey } = AUDIT_USER;
  const DEVICE = 'arn:aws:iam::999988887777:mfa/auditor';
  const CONFIG = `[profile mfa]
region = eu-west-1
${ROLE}source_profile = base
mfa_serial = ${DEVICE}
[profile onward]
region = eu-west-1
role_arn = arn:aws:iam::${ACCOUNT}:role/key-auditor
source_profile = mfa
[profile base]
aws_access_key_id = ${accessKeyId}
aws_secret_access_key = ${secretAccessKey}
`;
  const answering = (codes: readonly string[]) => {
    const asked: { attempt: number; profile: string }[] = [];
    return {
      asked,
      code: async ({ attempt, profile, device }: { attempt: number; profile: string; device: string }) => {
        expect(device).toBe(DEVICE);
        asked.push({ attempt, profile });
        return codes[asked.length - 1] ?? '';
      },
    };
  };

  it('asks once for callers that come together, in any number of sessions', async () => {
    const one = await sample({ config: CONFIG }, { mfaCode: '246802' });
    const user = answering(['246802']);
    await Promise.all([
      one.open('mfa', user.code),
      one.open('mfa', user.code),
      one.open('onward', user.code),
    ]);
    await one.open('mfa');
    expect(user.asked).toEqual([{ attempt: 1, profile: 'mfa' }]);
    const listed = await listProfiles({ env: one.env, now: one.now, signedIn: one.shelf.endOf });
    expect(listed.find(({ name }) => name === 'mfa')?.need).toMatchObject({
      state: 'ready',
      detail: 'the code was given; its session ends in 1 h',
    });
  });

  it('asks again for a wrong code, three times at most', async () => {
    const one = await sample({ config: CONFIG });
    const user = answering(['000000', ' 123456 ']);
    expect((await one.open('mfa', user.code)).accountId).toBe(ACCOUNT);
    expect(user.asked.map(({ attempt }) => attempt)).toEqual([1, 2]);

    const other = await sample({ config: CONFIG });
    const wrong = answering(['000000', 'letters', '111111', '123456']);
    await expect(other.open('mfa', wrong.code)).rejects.toMatchObject({
      code: 'MfaCodeRefused',
      outcome: 'badCredentials',
      action: expect.stringContaining('keyledger scan --profile mfa'),
    });
    expect(wrong.asked).toHaveLength(3);
    // What is no six digits is not worth a request.
    expect(other.endpoint.counts()['sts:AssumeRole']).toBe(2);
  });

  it('lasts as long as its session, and is needed again after it', async () => {
    const one = await sample({ config: CONFIG });
    const user = answering(['123456', '123456']);
    await one.open('mfa', user.code);
    one.pass(57 * MINUTE);
    // Nobody is there to ask, but the session still holds.
    expect((await one.open('mfa')).accountId).toBe(ACCOUNT);
    one.pass(4 * MINUTE);
    await expect(one.open('mfa')).rejects.toMatchObject({ code: 'MfaCodeNeeded' });
  });
});

describe('credentials that end before their time', () => {
  const CONFIG = `[profile audit]\nregion = eu-west-1\n${ROLE}source_profile = b\n[profile b]\naws_access_key_id = AKIABASE\naws_secret_access_key = s\n`;
  const role = (id: string): Answer => ({
    text: `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>${id}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${new Date(NOW.getTime() + 60 * MINUTE).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  });
  const ended: Answer = { status: 400, json: { __type: 'ExpiredTokenException', message: 'ended' } };
  const listKeys = async (answer: (request: SeenRequest) => Answer) => {
    const one = await stage(answer, { files: { config: CONFIG } });
    closings.push(one.close);
    const unit = one.session.unit(ACCOUNT, 'eu-west-1', openGate());
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => unit.listKeys()[Symbol.asyncIterator]().next()),
    );
    return { results, assumed: one.seen.filter(({ operation }) => operation === 'AssumeRole').length };
  };

  it('are dropped and obtained again once, for all callers', async () => {
    let count = 0;
    const { results, assumed } = await listKeys(({ operation, headers }) => {
      if (operation === 'AssumeRole') return role(`ROLE${++count}`);
      return headers.authorization?.includes('ROLE1/') ? ended : { json: { Keys: [], Truncated: false } };
    });
    expect(results.map(({ status }) => status)).toEqual(Array(5).fill('fulfilled'));
    expect(assumed).toBe(2);
  });

  it('are not obtained over and over where AWS refuses the new ones too', async () => {
    let count = 0;
    const { results, assumed } = await listKeys(({ operation }) =>
      operation === 'AssumeRole' ? role(`ROLE${++count}`) : ended,
    );
    for (const result of results) {
      expect(result).toMatchObject({ status: 'rejected', reason: { outcome: 'expired' } });
    }
    expect(assumed).toBe(2);
  });
});
