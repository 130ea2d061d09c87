import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { CoverageEntry } from '../../shared/model/coverage.ts';
import type { PreflightReport } from '../../shared/model/preflight.ts';
import { openSession } from '../aws/session.ts';
import { openWire } from '../aws/wire/wire.ts';
import type { Fault } from '../sample/faults.ts';
import { generateOrganisation } from '../sample/organisation.ts';
import { writeSampleProfiles } from '../sample/profiles.ts';
import { type SampleEndpoint, serveSample } from '../sample/serve.ts';
import { systemClock } from './clock.ts';
import { type PlanOptions, planScan } from './plan.ts';
import { preflight } from './preflight.ts';
import { gather } from './testing/run-scan.ts';

const NOW = new Date('2026-11-24T09:12:00Z');
const organisation = generateOrganisation({ seed: 1, keys: 300, asOf: NOW });
const { management } = organisation;
const ROLE = { name: 'key-auditor', externalId: null, sessionName: 'audit', tags: [] };
const idOf = (name: string) => organisation.accounts.find((account) => account.name === name)?.id ?? '';

const wire = openWire();
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(() => wire.close());

async function serve(faults: readonly Fault[]): Promise<SampleEndpoint> {
  const endpoint = await serveSample({ organisation, latencyMs: 0, quotas: false, faults });
  closing.push(() => endpoint.close());
  return endpoint;
}

/** The plan of the sample's management profile alone, through real sessions over real sockets. */
async function plan(faults: readonly Fault[], more: Partial<PlanOptions> = {}) {
  const endpoint = await serve(faults);
  const folder = await mkdtemp(join(tmpdir(), 'keyledger-plan-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const { env, profiles } = await writeSampleProfiles(folder, endpoint);
  const [first = ''] = profiles;
  const session = await openSession({ profile: first, env, now: () => new Date(), wire, version: 'test' });
  const common = { clock: systemClock, signal: new AbortController().signal, quotaShare: 1 };
  const planned = await planScan({ sessions: [session], organisationRole: ROLE, ...common, ...more });
  return { planned, common, endpoint };
}

const ids = ({ planned }: Awaited<ReturnType<typeof plan>>) =>
  planned.accounts.map(({ account }) => account.id).sort();
const names = (...some: readonly string[]) => some.map(idOf).sort();
const gaps = (coverage: readonly CoverageEntry[]) =>
  coverage
    .filter(({ outcome }) => outcome !== 'read')
    .map(({ accountId, region, operation, outcome }) => [accountId, region, operation, outcome]);

describe('the sample’s organisation through one profile and a role', () => {
  it('is planned in all its accounts and regions', async () => {
    const run = await plan([]);
    expect(ids(run)).toEqual(organisation.accounts.map(({ id }) => id).sort());
    expect(run.planned.units).toHaveLength(12 * 17);
    expect(gaps(run.planned.coverage)).toEqual([]);
    expect(run.endpoint.counts()['sts:AssumeRole']).toBe(11);
  });

  it('gives every key of every account', async () => {
    const { planned, common } = await plan([]);
    const { keys } = await gather(planned, { ...common, random: Math.random });
    expect(new Set(keys.map(({ arn }) => arn))).toEqual(
      new Set([...organisation.keys()].map(({ arn }) => arn)),
    );
  });

  it('goes on without an account that refuses the role', async () => {
    const refused = idOf('data-lake');
    const run = await plan([{ where: { account: refused, operation: 'sts:AssumeRole' }, kind: 'denied' }]);
    expect(ids(run)).toEqual(
      organisation.accounts
        .map(({ id }) => id)
        .filter((id) => id !== refused)
        .sort(),
    );
    expect(gaps(run.planned.coverage)).toEqual([[refused, 'us-east-1', 'sts:AssumeRole', 'denied']]);
    expect(run.planned.coverage.find(({ outcome }) => outcome === 'denied')?.action).toBe(
      "Let the role's trust policy name user/northwind-audit, and allow sts:AssumeRole to it",
    );
  });

  it('takes accounts by unit, units in it included, and leaves accounts out by name', async () => {
    const select = (only: readonly string[], except: readonly string[]) => ({ select: { only, except } });
    expect(ids(await plan([], select(['ou-nw01-data0001'], [])))).toEqual(
      names('data-lake', 'data-analytics'),
    );
    expect(ids(await plan([], select(['ou-nw01-prod0001'], ['data-*', '*-prod'])))).toEqual(
      names('platform-edge'),
    );
    expect(ids(await plan([], select([management.id, 'ou-nw01-stag0001'], [])))).toEqual(
      names('platform-shared', 'payments-stage', 'merchant-stage'),
    );
  });

  it('is refused as a whole where the organisation may not be listed', async () => {
    const closed = plan([{ where: { operation: 'organizations:ListAccounts' }, kind: 'denied' }]);
    await expect(closed).rejects.toMatchObject({
      name: 'NothingReadableError',
      action: 'Allow organizations:ListAccounts in an IAM policy of user/northwind-audit',
    });
  });
});

describe('regions of the sample', () => {
  it('are found by trial where ListRegions is denied', async () => {
    const run = await plan([{ where: { operation: 'account:ListRegions' }, kind: 'denied' }], {
      organisationRole: undefined,
    });
    expect(run.planned.regions).toEqual(organisation.regions);
    expect(gaps(run.planned.coverage)).toEqual([
      [management.id, 'us-east-1', 'account:ListRegions', 'denied'],
    ]);
    // Its own identity, and the regions that an account may have opted into.
    expect(run.endpoint.counts()['sts:GetCallerIdentity']).toBe(1 + 17);
  });

  it('that are off, shut by policy or broken are told apart where they are asked for', async () => {
    const regions = ['us-east-1', 'me-south-1', 'eu-west-1', 'eu-west-2'];
    const { planned, common } = await plan(
      [
        { where: { region: 'eu-west-1' }, kind: 'scp' },
        { where: { region: 'eu-west-2' }, kind: 'expired' },
      ],
      { organisationRole: undefined, regions },
    );
    const { result } = await gather(planned, { ...common, random: Math.random });
    const listing = result.coverage.filter(({ operation }) => operation === 'kms:ListKeys');
    expect(Object.fromEntries(listing.map(({ region, outcome }) => [region, outcome]))).toEqual({
      'us-east-1': 'read',
      'me-south-1': 'regionOff',
      'eu-west-1': 'scp',
      'eu-west-2': 'expired',
    });
    const action = (region: string) => listing.find((entry) => entry.region === region)?.action;
    expect(action('me-south-1')).toBe('Enable me-south-1 for this account, or leave it out with --regions');
    expect(action('eu-west-1')).toContain('a service control policy denies kms:ListKeys in eu-west-1');
  });
});

describe('a pre-flight of the sample', () => {
  async function fly(faults: readonly Fault[], more: Partial<PlanOptions> = {}): Promise<PreflightReport> {
    const { planned, common } = await plan(faults, more);
    return preflight(planned, { ...common, role: ROLE.name, random: Math.random, now: () => new Date() });
  }
  const result = ({ accounts }: PreflightReport, name: string, operation: string) =>
    accounts
      .find(({ account }) => account.id === idOf(name))
      ?.checks.find((check) => check.operation === operation)?.result;

  it('is good where everything is allowed', async () => {
    const report = await fly([]);
    const bad = report.accounts.flatMap(({ account, checks }) =>
      checks
        .filter((check) => check.result === 'denied' || check.result === 'unanswered')
        .map((check) => [account.name, check.operation, check.outcome, check.reason]),
    );
    expect(bad).toEqual([]);
    expect(report).toMatchObject({ ok: true, policy: null, unopened: [], notes: [] });
    expect(report.accounts.every(({ hasKey }) => hasKey)).toBe(true);
  });

  it('finds what was planted, where it was planted, and the policy that mends it', async () => {
    const ledger = idOf('ledger-prod');
    const report = await fly([
      { where: { account: ledger, operation: 'kms:ListKeyRotations' }, kind: 'denied' },
      { where: { operation: 'cloudhsm:DescribeClusters', account: ledger }, kind: 'denied' },
      { where: { account: idOf('sandbox'), operation: 'sts:AssumeRole' }, kind: 'denied' },
    ]);
    expect(result(report, 'ledger-prod', 'kms:ListKeyRotations')).toBe('denied');
    expect(result(report, 'ledger-prod', 'cloudhsm:DescribeClusters')).toBe('denied');
    expect(result(report, 'ledger-prod', 'kms:DescribeKey')).toBe('allowed');
    expect(result(report, 'payments-prod', 'kms:ListKeyRotations')).toBe('allowed');
    expect(report.unopened.map(({ accountId }) => accountId)).toEqual([idOf('sandbox')]);
    expect(report.ok).toBe(false);
    expect(JSON.parse(report.policy ?? '').Statement).toMatchObject([
      { Action: ['kms:ListKeyRotations'], Resource: [`arn:aws:kms:*:${ledger}:key/*`] },
      { Action: ['cloudhsm:DescribeClusters'], Resource: '*' },
      { Action: ['sts:AssumeRole'], Resource: [`arn:aws:iam::${idOf('sandbox')}:role/key-auditor`] },
    ]);
  });
});
