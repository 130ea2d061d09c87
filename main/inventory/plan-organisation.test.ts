import { describe, expect, it } from 'vitest';
import { isComplete } from './coverage.ts';
import { type PlanOptions, planScan } from './plan.ts';
import { callError, FakeAws, type FakeProfile, type Fault } from './testing/fake-aws.ts';
import { FakeClock } from './testing/fake-clock.ts';

const TREE = { payments: 'ou-ab12-payments', cards: 'ou-ab12-cards001', sandbox: 'ou-ab12-sandbox1' };

const MANAGEMENT: FakeProfile = {
  profile: 'management',
  accountId: '111111111111',
  organisation: [
    { id: '111111111111', name: 'Harbour Group' },
    { id: '222222222222', name: 'payments-prod' },
    { id: '333333333333', name: 'payments-stage' },
    { id: '444444444444', name: 'sandbox' },
  ],
  tree: {
    [TREE.payments]: { accounts: ['222222222222'], units: [TREE.cards] },
    [TREE.cards]: { accounts: ['333333333333'] },
    [TREE.sandbox]: { accounts: ['444444444444'] },
  },
};
const ROLE = { name: 'audit/KeyReader', externalId: null, sessionName: null, tags: [] };

async function plan(profiles: readonly FakeProfile[], more: Partial<PlanOptions> = {}, fault?: Fault) {
  const aws = new FakeAws(fault);
  const clock = new FakeClock();
  const planned = clock.drive(
    planScan({
      sessions: profiles.map((profile) => aws.session(profile)),
      organisationRole: ROLE,
      clock,
      signal: new AbortController().signal,
      quotaShare: 1,
      ...more,
    }),
  );
  return { aws, plan: await planned };
}

const ids = (planned: Awaited<ReturnType<typeof plan>>['plan']) =>
  planned.accounts.map(({ account }) => account.id);
const select = (only: readonly string[], except: readonly string[] = []) => ({ select: { only, except } });

describe('a role in the organisation', () => {
  it('opens every account, the profile’s own by the profile itself', async () => {
    const role = { ...ROLE, externalId: 'x1', sessionName: 'audit', tags: [{ key: 'team', value: 'sec' }] };
    const { aws, plan: planned } = await plan([MANAGEMENT], { organisationRole: role });
    expect(planned.accounts.map(({ account }) => account)).toEqual([
      { id: '111111111111', name: 'Harbour Group', partition: 'aws', profile: 'management' },
      { id: '222222222222', name: 'payments-prod', partition: 'aws', profile: 'management' },
      { id: '333333333333', name: 'payments-stage', partition: 'aws', profile: 'management' },
      { id: '444444444444', name: 'sandbox', partition: 'aws', profile: 'management' },
    ]);
    expect(planned.units).toHaveLength(4);
    expect(aws.assumed.map(({ roleArn }) => roleArn)).toEqual([
      'arn:aws:iam::222222222222:role/audit/KeyReader',
      'arn:aws:iam::333333333333:role/audit/KeyReader',
      'arn:aws:iam::444444444444:role/audit/KeyReader',
    ]);
    expect(aws.assumed[0]).toMatchObject({ externalId: 'x1', sessionName: 'audit', tags: role.tags });
    expect(planned.coverage.every(({ outcome }) => outcome === 'read')).toBe(true);
    expect(planned.requests['sts:AssumeRole']).toBe(3);
  });

  it('reads an account that a profile opens too once, through the profile', async () => {
    const own: FakeProfile = { profile: 'sandbox-admin', accountId: '444444444444' };
    const { aws, plan: planned } = await plan([own, MANAGEMENT], {}, ({ operation, accountId }) =>
      operation === 'organizations:ListAccounts' && accountId === own.accountId
        ? callError(operation, 'denied')
        : undefined,
    );
    expect(ids(planned).sort()).toEqual(['111111111111', '222222222222', '333333333333', '444444444444']);
    expect(planned.accounts.find(({ account }) => account.id === own.accountId)?.account.profile).toBe(
      own.profile,
    );
    expect(aws.assumed.some(({ roleArn }) => roleArn.includes(own.accountId))).toBe(false);
  });

  it('names an account whose role cannot be assumed and goes on', async () => {
    const { plan: planned } = await plan([MANAGEMENT], {}, ({ operation, accountId }) =>
      operation === 'sts:AssumeRole' && accountId === '333333333333'
        ? callError(operation, 'denied')
        : undefined,
    );
    expect(ids(planned)).toEqual(['111111111111', '222222222222', '444444444444']);
    expect(planned.coverage.filter(({ outcome }) => outcome !== 'read')).toEqual([
      {
        accountId: '333333333333',
        region: 'us-east-1',
        operation: 'sts:AssumeRole',
        outcome: 'denied',
        count: 1,
        example: 'sts:AssumeRole ended as denied',
        action: 'Allow sts:AssumeRole.',
      },
    ]);
  });

  it('asks every profile before it gives up listing the organisation', async () => {
    const others = ['5', '6', '7', '8'].map((digit) => ({
      profile: `p${digit}`,
      accountId: digit.repeat(12),
    }));
    const refused: Fault = ({ operation, accountId }) =>
      operation === 'organizations:ListAccounts' && accountId !== MANAGEMENT.accountId
        ? callError(operation, 'denied')
        : undefined;
    const { plan: planned } = await plan([...others, MANAGEMENT], {}, refused);
    expect(planned.accounts).toHaveLength(8);
    await expect(plan(others, {}, refused)).rejects.toMatchObject({
      name: 'NothingReadableError',
      message: "The organisation's accounts could not be listed: organizations:ListAccounts ended as denied",
      action: 'Allow organizations:ListAccounts.',
    });
  });

  it('does not call a scan complete whose listing broke off', async () => {
    const { plan: planned } = await plan([MANAGEMENT], {}, ({ operation, subject }) =>
      operation === 'organizations:ListAccounts' && subject === '2'
        ? callError(operation, 'failed')
        : undefined,
    );
    expect(ids(planned)).toEqual(['111111111111', '222222222222']);
    expect(isComplete(planned.coverage)).toBe(false);
  });

  it('names the role in the partition of its organisation', async () => {
    const china = (region: string, partition: string): FakeProfile => ({
      ...MANAGEMENT,
      profile: partition,
      accountId: '999999999999',
      partition,
      homeRegion: region,
      organisation: [{ id: '888888888888', name: 'payments' }],
    });
    const { aws, plan: planned } = await plan([china('cn-north-1', 'aws-cn'), MANAGEMENT]);
    expect(aws.assumed[0]?.roleArn).toBe('arn:aws-cn:iam::888888888888:role/audit/KeyReader');
    expect(planned.units).toContainEqual({ accountId: '888888888888', region: 'cn-north-1' });
    expect(
      planned.units.filter(({ region }) => region === 'us-east-1').map(({ accountId }) => accountId),
    ).toEqual(['111111111111', '222222222222', '333333333333', '444444444444']);
    const government = await plan([china('us-gov-west-1', 'aws-us-gov')]);
    expect(government.aws.assumed[0]?.roleArn).toBe('arn:aws-us-gov:iam::888888888888:role/audit/KeyReader');
  });

  it('does not take accounts of two partitions with one number for one', async () => {
    const twin: FakeProfile = {
      ...MANAGEMENT,
      profile: 'china',
      partition: 'aws-cn',
      homeRegion: 'cn-north-1',
    };
    const { plan: planned } = await plan([MANAGEMENT, twin], { organisationRole: undefined });
    expect(ids(planned)).toEqual(['111111111111']);
    expect(planned.coverage).toContainEqual(
      expect.objectContaining({
        accountId: 'china',
        outcome: 'notAsked',
        action: 'Scan profile china by itself.',
      }),
    );
  });
});

describe('a selection of accounts', () => {
  it.each([
    [['222222222222'], [], ['222222222222']],
    [['payments-*'], [], ['222222222222', '333333333333']],
    [['payments-*'], ['*-stage'], ['222222222222']],
    [[], ['Harbour *', '444444444444'], ['222222222222', '333333333333']],
    [[TREE.payments], [], ['222222222222', '333333333333']],
    [[TREE.cards, 'sandbox'], [], ['333333333333', '444444444444']],
    [[], [TREE.payments], ['111111111111', '444444444444']],
  ])('%j without %j', async (only, except, expected) => {
    const { aws, plan: planned } = await plan([MANAGEMENT], select(only, except));
    expect(ids(planned)).toEqual(expected);
    // No role is assumed that is not used.
    expect(aws.assumed).toHaveLength(expected.filter((id) => id !== MANAGEMENT.accountId).length);
  });

  it('asks for each unit once', async () => {
    const { aws } = await plan([MANAGEMENT], select([TREE.payments, TREE.cards], [TREE.cards]));
    expect(aws.count('organizations:ListAccountsForParent')).toBe(2);
    expect(aws.count('organizations:ListOrganizationalUnitsForParent')).toBe(2);
  });

  it('holds for the accounts of profiles without any role, too', async () => {
    const sandbox: FakeProfile = { profile: 'sandbox-admin', accountId: '444444444444' };
    const { plan: planned } = await plan([MANAGEMENT, sandbox], {
      organisationRole: undefined,
      ...select(['sandbox']),
    });
    expect(ids(planned)).toEqual(['444444444444']);
  });

  it('says what it did not find', async () => {
    const { plan: planned } = await plan([MANAGEMENT], select(['sandbox', '999999999999', 'x*'], ['y']));
    expect(ids(planned)).toEqual(['444444444444']);
    const missing = planned.coverage.filter(({ outcome }) => outcome === 'failed');
    expect(missing.map(({ accountId, example }) => [accountId, example])).toEqual([
      ['999999999999', 'Nothing opens account 999999999999'],
      ['x*', 'No account matches x*'],
    ]);
    expect(isComplete(planned.coverage)).toBe(false);
    expect(planned.notes).toEqual(['No account to be left out matches y.']);
    await expect(plan([MANAGEMENT], select([], ['*']))).rejects.toThrow('None of the 4 accounts is selected');
  });

  it('reads nothing where a unit to leave out cannot be looked into', async () => {
    const closed = plan([MANAGEMENT], select([], [TREE.payments]), ({ operation }) =>
      operation === 'organizations:ListOrganizationalUnitsForParent'
        ? callError(operation, 'denied')
        : undefined,
    );
    await expect(closed).rejects.toMatchObject({
      name: 'NothingReadableError',
      message: `The accounts of ${TREE.payments} could not be listed: organizations:ListOrganizationalUnitsForParent ended as denied`,
      action: 'Allow organizations:ListOrganizationalUnitsForParent.',
    });
    const unknown = plan([MANAGEMENT], select(['ou-ab12-nowhere1']), ({ operation, subject }) =>
      subject.startsWith('ou-ab12-nowhere1')
        ? callError(operation, 'failed', { code: 'ParentNotFoundException' })
        : undefined,
    );
    await expect(unknown).rejects.toMatchObject({
      action: 'Correct ou-ab12-nowhere1: the organisation has no such unit',
    });
  });

  it('ends where units name each other', async () => {
    const tree = {
      [TREE.payments]: { accounts: ['222222222222'], units: [TREE.cards] },
      [TREE.cards]: { accounts: ['333333333333'], units: [TREE.payments] },
    };
    const { plan: planned } = await plan([{ ...MANAGEMENT, tree }], select([TREE.payments]));
    expect(ids(planned)).toEqual(['222222222222', '333333333333']);
  });
});

describe('regions that AWS may not be asked for', () => {
  const own: FakeProfile = { profile: 'reader', accountId: '555555555555' };
  const answering =
    (answers: Readonly<Record<string, Parameters<typeof callError>[1]>>): Fault =>
    ({ operation, subject, region }) => {
      if (operation === 'account:ListRegions') return callError(operation, 'denied');
      const outcome = subject === 'probe' ? (answers[region] ?? 'regionOff') : undefined;
      return outcome && callError(operation, outcome);
    };

  it('are found by trial: off and missing ones are no gap, others say why', async () => {
    const { plan: planned } = await plan(
      [own],
      { organisationRole: undefined },
      answering({
        'ca-west-1': 'denied',
        'eu-south-2': 'noEndpoint',
        'me-south-1': 'unreachable',
        'ap-east-1': 'scp',
      }),
    );
    expect(planned.units).toHaveLength(18);
    expect(planned.regions).toContain('ca-west-1');
    const gaps = planned.coverage.filter(({ outcome }) => outcome !== 'read');
    expect(gaps.map(({ region, operation, outcome }) => [region, operation, outcome])).toEqual([
      ['ap-east-1', 'sts:GetCallerIdentity', 'scp'],
      ['me-south-1', 'sts:GetCallerIdentity', 'unreachable'],
      ['us-east-1', 'account:ListRegions', 'denied'],
    ]);
    expect(planned.notes).toEqual([
      'Account 555555555555 does not say which regions it has enabled; the 17 default ones are read, and ca-west-1, which is on.',
    ]);
  });

  it('are found by trial only where the listing did not come to them', async () => {
    const regions = ['us-east-1', 'me-south-1', 'us-east-2'].map((region) => ({
      region,
      enabled: region !== 'me-south-1',
    }));
    const { aws, plan: planned } = await plan(
      [{ ...own, regions }],
      { organisationRole: undefined },
      ({ operation, subject }) =>
        (operation === 'account:ListRegions' && subject === '2') || subject === 'probe'
          ? callError(operation, 'regionOff')
          : undefined,
    );
    // Two regions were told of on the first page; 16 other default ones, and 16 others to opt into.
    expect(planned.units).toHaveLength(1 + 16);
    expect(planned.regions.filter((region) => region === 'us-east-1')).toHaveLength(1);
    expect(aws.calls.filter(({ subject }) => subject === 'probe')).toHaveLength(16);
    expect(planned.regions).not.toContain('me-south-1');
  });
});
