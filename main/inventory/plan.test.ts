import { describe, expect, it } from 'vitest';
import { NothingReadableError } from './plan/error.ts';
import { type PlanOptions, planScan } from './plan.ts';
import { callError, FakeAws, type FakeProfile, type Fault } from './testing/fake-aws.ts';
import { FakeClock } from './testing/fake-clock.ts';

const MANAGEMENT: FakeProfile = {
  profile: 'management',
  accountId: '111111111111',
  homeRegion: 'eu-west-1',
  regions: [
    { region: 'eu-west-1', enabled: true },
    { region: 'us-east-1', enabled: true },
    { region: 'me-central-1', enabled: false },
  ],
  organisation: [
    { id: '111111111111', name: 'Harbour Group' },
    { id: '222222222222', name: 'Payments' },
    { id: '333333333333', name: 'Never signed in' },
  ],
};
const PAYMENTS: FakeProfile = { profile: 'payments', accountId: '222222222222' };

async function plan(profiles: readonly FakeProfile[], fault?: Fault, more: Partial<PlanOptions> = {}) {
  const aws = new FakeAws(fault);
  const clock = new FakeClock();
  const planned = clock.drive(
    planScan({
      sessions: profiles.map((profile) => aws.session(profile)),
      clock,
      signal: new AbortController().signal,
      quotaShare: 1,
      ...more,
    }),
  );
  return { aws, plan: await planned };
}

describe('planScan', () => {
  it('crosses accounts with their enabled regions and names them by the organisation', async () => {
    const { plan: planned } = await plan([MANAGEMENT, PAYMENTS]);
    expect(planned.accounts.map(({ account }) => account)).toEqual([
      { id: '111111111111', name: 'Harbour Group', partition: 'aws', profile: 'management' },
      { id: '222222222222', name: 'Payments', partition: 'aws', profile: 'payments' },
    ]);
    expect(planned.units).toEqual([
      { accountId: '111111111111', region: 'eu-west-1' },
      { accountId: '111111111111', region: 'us-east-1' },
      { accountId: '222222222222', region: 'us-east-1' },
    ]);
    expect(planned.regions).toEqual(['eu-west-1', 'us-east-1']);
    expect(planned.coverage.every((entry) => entry.outcome === 'read')).toBe(true);
    // Three accounts at two a page, three regions at two a page.
    expect(planned.requests).toEqual({
      'sts:GetCallerIdentity': 2,
      'organizations:ListAccounts': 2,
      'account:ListRegions': 3,
    });
  });

  it('reads an account that two profiles open once, through the first', async () => {
    const { plan: planned } = await plan([PAYMENTS, { ...PAYMENTS, profile: 'payments-audit' }]);
    expect(planned.accounts.map(({ account }) => account.profile)).toEqual(['payments']);
    expect(planned.notes).toEqual([
      'Profiles payments and payments-audit open the same account 222222222222; it is read once, through payments.',
    ]);
  });

  it('goes by the profiles’ names where none of the first may list the organisation', async () => {
    const { aws, plan: planned } = await plan(
      ['1', '2', '3', '4'].map((digit) => ({ profile: `p${digit}`, accountId: digit.repeat(12) })),
      ({ operation }) =>
        operation === 'organizations:ListAccounts' ? callError(operation, 'denied') : undefined,
    );
    expect(planned.accounts.map(({ account }) => account.name)).toEqual(['p1', 'p2', 'p3', 'p4']);
    expect(aws.count('organizations:ListAccounts')).toBe(3);
    expect(planned.coverage.filter((entry) => entry.outcome !== 'read')).toEqual([
      {
        accountId: '333333333333',
        region: 'us-east-1',
        operation: 'organizations:ListAccounts',
        outcome: 'denied',
        count: 1,
        example: 'organizations:ListAccounts ended as denied',
        action: 'Allow organizations:ListAccounts.',
      },
    ]);
  });

  it('reads the 17 default regions where it may not ask', async () => {
    const { plan: planned } = await plan([PAYMENTS], ({ operation, subject }) => {
      if (operation === 'account:ListRegions') return callError(operation, 'denied');
      return subject === 'probe' ? callError(operation, 'regionOff') : undefined;
    });
    expect(planned.units).toHaveLength(17);
    expect(planned.regions).toContain('ap-northeast-3');
    expect(planned.coverage).toContainEqual(
      expect.objectContaining({ operation: 'account:ListRegions', outcome: 'denied', count: 1 }),
    );
    expect(planned.notes).toEqual([
      'Account 222222222222 does not say which regions it has enabled; the 17 default ones are read.',
    ]);
  });

  it('leaves out a profile that cannot sign in, and says so', async () => {
    const { plan: planned } = await plan([MANAGEMENT, PAYMENTS], ({ operation, accountId }) =>
      operation === 'sts:GetCallerIdentity' && accountId === PAYMENTS.accountId
        ? callError(operation, 'expired', { message: 'The token has expired' })
        : undefined,
    );
    expect(planned.accounts).toHaveLength(1);
    expect(planned.coverage).toContainEqual({
      accountId: 'payments',
      region: 'us-east-1',
      operation: 'sts:GetCallerIdentity',
      outcome: 'expired',
      count: 1,
      example: 'The token has expired',
      action: 'Allow sts:GetCallerIdentity.',
    });
  });

  it('never mixes partitions in one unit', async () => {
    const china: FakeProfile = {
      profile: 'china',
      accountId: '444444444444',
      partition: 'aws-cn',
      homeRegion: 'cn-north-1',
    };
    const { aws, plan: planned } = await plan([PAYMENTS, china], undefined, {
      regions: ['cn-north-1', 'eu-west-1', 'us-east-1'],
    });
    expect(planned.units).toEqual([
      { accountId: '222222222222', region: 'eu-west-1' },
      { accountId: '222222222222', region: 'us-east-1' },
      { accountId: '444444444444', region: 'cn-north-1' },
    ]);
    expect(aws.count('account:ListRegions')).toBe(0);
    // Each partition has organisations of its own.
    expect(aws.count('organizations:ListAccounts')).toBe(2);
  });

  it('says why when no profile can sign in', async () => {
    const planned = plan([MANAGEMENT, PAYMENTS], ({ operation }) => callError(operation, 'badCredentials'));
    const error = await planned.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(NothingReadableError);
    expect(error).toMatchObject({
      message:
        'None of the 2 profiles could sign in. management: sts:GetCallerIdentity ended as badCredentials',
      action: 'Allow sts:GetCallerIdentity.',
      failures: [
        { accountId: 'management', outcome: 'badCredentials' },
        { accountId: 'payments', outcome: 'badCredentials' },
      ],
    });
  });

  it('says so when nothing was asked for that could be read', async () => {
    await expect(plan([])).rejects.toThrow('No profile was given');
    await expect(plan([PAYMENTS], undefined, { regions: ['cn-north-1'] })).rejects.toThrow(
      'None of the accounts has any of the regions asked for',
    );
  });

  it('ends with the signal’s reason when it is cancelled', async () => {
    const reason = new Error('enough');
    await expect(plan([PAYMENTS], undefined, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
