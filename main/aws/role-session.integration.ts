import { afterEach, describe, expect, it } from 'vitest';
import type { RoleRequest } from './reader.ts';
import type { Answer, SeenRequest } from './testing/fake-endpoint.ts';
import { all, openGate } from './testing/open-gate.ts';
import { NOW, type Stage, stage } from './testing/session.ts';

const stages: Stage[] = [];
afterEach(async () => {
  for (const one of stages.splice(0)) await one.close();
});

async function open(answer: (request: SeenRequest) => Answer): Promise<Stage> {
  const one = await stage(answer);
  stages.push(one);
  return one;
}

const ROLE: RoleRequest = {
  roleArn: 'arn:aws:iam::222233334444:role/audit/KeyReader',
  externalId: null,
  sessionName: null,
  tags: [],
};

function identity(account: string): Answer {
  return {
    text: `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:sts::${account}:assumed-role/KeyReader/s</Arn><UserId>U</UserId><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
  };
}

const ASSUMED: Answer = {
  text: `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>planted-secret</SecretAccessKey><SessionToken>planted-token</SessionToken><Expiration>${new Date(NOW.getTime() + 3_600_000).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
};

const refusal = (code: string, message = code): Answer => ({
  status: 403,
  text: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
});

/** Which access key signed a request. */
const signer = ({ headers }: SeenRequest) => /Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1];
const signedFor = ({ headers }: SeenRequest) =>
  /Credential=[^/]+\/\d+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1];

describe('a role in another account', () => {
  const answer = (request: SeenRequest): Answer => {
    if (request.operation === 'AssumeRole') return ASSUMED;
    return identity(signer(request) === 'ASIAROLE' ? '222233334444' : '111122223333');
  };

  it('is assumed with the profile’s keys once, and reads with its own', async () => {
    const { session, seen } = await open(answer);
    const gate = openGate();
    const role = session.assumeRole(ROLE);
    expect(seen).toEqual([]);
    expect((await session.identity(gate)).accountId).toBe('111122223333');
    expect((await role.identity(gate)).accountId).toBe('222233334444');
    await role.probe(gate, 'us-east-2');
    expect(seen.map((request) => [request.operation, signer(request)])).toEqual([
      ['GetCallerIdentity', 'AKIAEXAMPLE'],
      ['AssumeRole', 'AKIAEXAMPLE'],
      ['GetCallerIdentity', 'ASIAROLE'],
      ['GetCallerIdentity', 'ASIAROLE'],
    ]);
  });

  it('is asked for with external id, session name and tags', async () => {
    const { session, seen } = await open(answer);
    const tags = [
      { key: 'team', value: 'security' },
      { key: 'purpose', value: '' },
    ];
    await session.assumeRole({ ...ROLE, externalId: 'x-1', sessionName: 'audit', tags }).identity(openGate());
    const form = Object.fromEntries(new URLSearchParams(seen[0]?.body));
    expect(form).toMatchObject({
      RoleArn: ROLE.roleArn,
      RoleSessionName: 'audit',
      ExternalId: 'x-1',
      DurationSeconds: '3600',
      'Tags.member.1.Key': 'team',
      'Tags.member.1.Value': 'security',
      'Tags.member.2.Key': 'purpose',
      'Tags.member.2.Value': '',
    });
    await session.assumeRole(ROLE).identity(openGate());
    const bare = Object.fromEntries(new URLSearchParams(seen[2]?.body));
    expect(bare.RoleSessionName).toBe(`keyledger-${NOW.getTime()}`);
    expect(Object.keys(bare).some((field) => /ExternalId|Tags/.test(field))).toBe(false);
  });

  it('says whose trust policy refuses', async () => {
    const message =
      'User: arn:aws:iam::111122223333:user/auditor is not authorized to perform: sts:AssumeRole on resource: arn';
    const { session } = await open(() => refusal('AccessDenied', message));
    await expect(session.assumeRole(ROLE).identity(openGate())).rejects.toMatchObject({
      name: 'AwsCallError',
      operation: 'sts:AssumeRole',
      outcome: 'denied',
      action: "Let the role's trust policy name user/auditor, and allow sts:AssumeRole to it",
    });
  });
});

describe('a profile whose own region refuses its keys', () => {
  const off = (region: string) => (request: SeenRequest) =>
    signedFor(request) === region ? refusal('InvalidClientTokenId') : identity('111122223333');

  it('is signed in where its partition always answers, and the region is called off', async () => {
    const { session, seen } = await open(off('eu-west-1'));
    expect((await session.identity(openGate())).accountId).toBe('111122223333');
    expect(seen.map(signedFor)).toEqual(['eu-west-1', 'us-east-1']);
    await expect(session.probe(openGate(), 'eu-west-1')).rejects.toMatchObject({ outcome: 'regionOff' });
  });

  it('has wrong keys where the partition refuses them too', async () => {
    const { session } = await open(() => refusal('InvalidClientTokenId'));
    await expect(session.identity(openGate())).rejects.toMatchObject({
      outcome: 'badCredentials',
      message: expect.stringContaining('in eu-west-1'),
    });
  });
});

describe('the tree of an organisation', () => {
  it('gives the active accounts and the units of a unit, page by page', async () => {
    const { session, seen } = await open(({ operation, body }): Answer => {
      if (operation === 'ListOrganizationalUnitsForParent')
        return { json: { OrganizationalUnits: [{ Id: 'ou-ab12-cards001', Name: 'Cards' }] } };
      const more = body.includes('NextToken');
      return more
        ? { json: { Accounts: [{ Id: '333333333333', Name: 'c', State: 'ACTIVE' }] } }
        : {
            json: {
              Accounts: [
                { Id: '111111111111', Name: 'a', Status: 'ACTIVE' },
                { Id: '222222222222', Name: 'b', State: 'SUSPENDED', Status: 'ACTIVE' },
              ],
              NextToken: 'two',
            },
          };
    });
    const gate = openGate();
    expect(await all(session.listAccountsOf(gate, 'ou-ab12-payments'))).toEqual([
      { id: '111111111111', name: 'a' },
      { id: '333333333333', name: 'c' },
    ]);
    expect(await all(session.listUnitsOf(gate, 'ou-ab12-payments'))).toEqual(['ou-ab12-cards001']);
    expect(gate.passed).toEqual([
      'organizations:ListAccountsForParent',
      'organizations:ListAccountsForParent',
      'organizations:ListOrganizationalUnitsForParent',
    ]);
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ ParentId: 'ou-ab12-payments' });
    // Organizations answers in the partition's own region only.
    expect(signedFor(seen[0] as SeenRequest)).toBe('us-east-1');
  });
});
