import { describe, expect, it } from 'vitest';
import type { PreflightReport } from '../../shared/model/preflight.ts';
import { OPERATIONS } from '../aws/reader.ts';
import { type PlanOptions, planScan } from './plan.ts';
import { preflight } from './preflight.ts';
import { CHECKED } from './preflight-words.ts';
import { callError, FakeAws, type FakeKey, type FakeProfile, type Fault } from './testing/fake-aws.ts';
import { FakeClock } from './testing/fake-clock.ts';

const REGIONS = ['us-east-1', 'eu-west-1'].map((region) => ({ region, enabled: true }));
const MANAGED: FakeKey = { id: 'managed', metadata: { manager: 'AWS' } };
const READER: FakeProfile = {
  profile: 'reader',
  accountId: '111111111111',
  regions: REGIONS,
  units: {
    'eu-west-1': { keys: [MANAGED, { id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd' }] },
  },
};

async function run(profiles: readonly FakeProfile[], fault?: Fault, more: Partial<PlanOptions> = {}) {
  const aws = new FakeAws(fault);
  const clock = new FakeClock();
  const common = { clock, signal: new AbortController().signal, quotaShare: 1 };
  const sessions = profiles.map((profile) => aws.session(profile));
  const work = async () => {
    const plan = await planScan({ sessions, ...common, ...more });
    const role = more.organisationRole?.name ?? null;
    return preflight(plan, { ...common, role, now: () => new Date(0), random: () => 0.5 });
  };
  return { aws, report: await clock.drive(work()) };
}

const deny =
  (...operations: readonly string[]): Fault =>
  ({ operation }) =>
    operations.includes(operation) ? callError(operation, 'denied') : undefined;

function checksOf({ accounts }: PreflightReport, at = 0) {
  return new Map(accounts[at]?.checks.map((check) => [check.operation, check]));
}

describe('preflight', () => {
  it('tries every operation that Keyledger may send but those that sign a profile in', () => {
    const signIn = ['sts:AssumeRoleWithWebIdentity'];
    expect([...CHECKED].sort()).toEqual(OPERATIONS.filter((one) => !signIn.includes(one)).sort());
  });

  it('finds a region with a key, and tries each call on it once', async () => {
    const { aws, report } = await run([READER]);
    expect(report).toMatchObject({ ok: true, unopened: [], policy: null });
    expect(report.accounts[0]).toMatchObject({ region: 'eu-west-1', hasKey: true });
    const tried = report.accounts[0]?.checks.filter(({ result }) => result === 'allowed');
    expect(tried?.map(({ operation }) => operation)).toEqual([
      'sts:GetCallerIdentity',
      'account:ListRegions',
      'kms:ListKeys',
      'kms:ListAliases',
      'kms:DescribeKey',
      'kms:GetKeyRotationStatus',
      'kms:ListKeyRotations',
      'tag:GetResources',
      'kms:ListResourceTags',
      'kms:DescribeCustomKeyStores',
      'cloudhsm:DescribeClusters',
      'kms:GetKeyPolicy',
      'kms:ListGrants',
      'kms:GetKeyLastUsage',
      'cloudtrail:LookupEvents',
      'organizations:ListAccounts',
      'pricing:GetProducts',
    ]);
    // A first page holds two keys: one is of a service, the other rotates.
    const about = (operation: string) =>
      aws.calls.filter((call) => call.operation === operation).map(({ subject }) => subject);
    expect(about('kms:ListKeys')).toEqual(['1', '1']);
    expect(about('kms:DescribeKey')).toEqual(['managed', 'a']);
    expect(about('kms:ListKeyRotations')).toEqual(['a']);
  });

  it('says what is denied, what stays empty, and the policy that helps', async () => {
    const { report } = await run([READER], deny('kms:ListKeyRotations', 'kms:ListAliases'));
    const checks = checksOf(report);
    expect(report.ok).toBe(false);
    expect(checks.get('kms:ListKeyRotations')).toEqual({
      operation: 'kms:ListKeyRotations',
      result: 'denied',
      outcome: 'denied',
      reason: 'kms:ListKeyRotations ended as denied',
      action: 'Allow kms:ListKeyRotations.',
      empty: ['Rotations', 'Cost (a range)'],
      optional: false,
    });
    expect(checks.get('kms:ListAliases')?.empty).toEqual(['Alias']);
    expect(JSON.parse(report.policy ?? '').Statement).toEqual([
      {
        Sid: 'KeyledgerReadsKeys',
        Effect: 'Allow',
        Action: ['kms:ListKeyRotations'],
        Resource: ['arn:aws:kms:*:111111111111:key/*'],
      },
      { Sid: 'KeyledgerReads', Effect: 'Allow', Action: ['kms:ListAliases'], Resource: '*' },
    ]);
  });

  it('offers no policy against a service control policy', async () => {
    const { report } = await run([READER], ({ operation }) =>
      operation === 'kms:ListKeys' ? callError(operation, 'scp') : undefined,
    );
    expect(checksOf(report).get('kms:ListKeys')).toMatchObject({ result: 'denied', outcome: 'scp' });
    expect(checksOf(report).get('kms:DescribeKey')).toMatchObject({ result: 'notTried', empty: [] });
    expect(report).toMatchObject({ ok: false, policy: null });
  });

  it('does not take one key’s own policy for a lack of the permission', async () => {
    const { report } = await run([READER], ({ operation, subject }) =>
      operation !== 'kms:ListKeys' && subject === 'a' ? callError(operation, 'denied') : undefined,
    );
    expect(checksOf(report).get('kms:DescribeKey')?.result).toBe('allowed');
    expect(report.ok).toBe(true);
  });

  it('takes an answer about the kind of key for an allowed call', async () => {
    const { report } = await run([READER], ({ operation }) =>
      operation === 'kms:GetKeyRotationStatus'
        ? callError(operation, 'failed', { code: 'UnsupportedOperationException' })
        : undefined,
    );
    expect(report.ok).toBe(true);
  });

  it('lets either of the two calls for tags fill the columns', async () => {
    const without = await run([READER], deny('kms:ListResourceTags'));
    expect(without.report).toMatchObject({ ok: true, policy: null });
    const slow = await run([READER], deny('tag:GetResources'));
    expect(slow.report.ok).toBe(false);
    expect(checksOf(slow.report).get('tag:GetResources')?.empty).toEqual([
      'Nothing: each key is asked for its own tags',
    ]);
    const none = await run([READER], deny('tag:GetResources', 'kms:ListResourceTags'));
    expect(checksOf(none.report).get('kms:ListResourceTags')?.empty).toEqual(['Tags', 'Owner']);
  });

  it('tells a call that nobody answered from one that was denied', async () => {
    const { report } = await run([READER], ({ operation }) =>
      operation === 'cloudhsm:DescribeClusters' ? callError(operation, 'unreachable') : undefined,
    );
    expect(checksOf(report).get('cloudhsm:DescribeClusters')).toMatchObject({ result: 'unanswered' });
    expect(report).toMatchObject({ ok: false, policy: null });
  });

  it('tries nothing on keys where an account has none, and calls that enough', async () => {
    const { report } = await run([{ ...READER, units: {} }]);
    expect(report).toMatchObject({ ok: true, accounts: [{ hasKey: false, region: 'us-east-1' }] });
    expect(checksOf(report).get('kms:ListKeyRotations')).toMatchObject({
      result: 'notTried',
      reason: 'There is no key to try it on',
    });
  });

  it('asks for prices once, and names a role that could not be assumed', async () => {
    const management: FakeProfile = {
      ...READER,
      organisation: [
        { id: '111111111111', name: 'Harbour' },
        { id: '222222222222', name: 'Payments' },
        { id: '333333333333', name: 'Closed' },
      ],
    };
    const organisationRole = { name: 'KeyReader', externalId: null, sessionName: null, tags: [] };
    const { report } = await run(
      [management],
      ({ operation, accountId }) =>
        operation === 'sts:AssumeRole' && accountId === '333333333333'
          ? callError(operation, 'denied')
          : undefined,
      { organisationRole },
    );
    expect(report.accounts.map(({ account }) => account.name)).toEqual(['Harbour', 'Payments']);
    expect(checksOf(report, 1).get('sts:AssumeRole')?.result).toBe('allowed');
    expect(checksOf(report, 1).get('pricing:GetProducts')?.result).toBe('notTried');
    expect(report.unopened).toMatchObject([{ accountId: '333333333333', operation: 'sts:AssumeRole' }]);
    expect(report.ok).toBe(false);
    expect(JSON.parse(report.policy ?? '').Statement).toMatchObject([
      { Action: ['sts:AssumeRole'], Resource: ['arn:aws:iam::333333333333:role/KeyReader'] },
    ]);
  });

  it('does without the names of the organisation', async () => {
    const { report } = await run([READER], deny('organizations:ListAccounts'));
    expect(checksOf(report).get('organizations:ListAccounts')).toMatchObject({
      result: 'denied',
      optional: true,
    });
    expect(report).toMatchObject({ ok: true, policy: null });
  });
});
