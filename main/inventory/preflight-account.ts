import type { AccountPreflight, PreflightCheck } from '../../shared/model/preflight.ts';
import type { KeyRef, Operation, UnitReader } from '../aws/reader.ts';
import type { Gates } from './gate.ts';
import { home, type Planned } from './plan/desk.ts';
import { allowed, attempt, attemptEach, firstPage, notTried } from './preflight-try.ts';

/** Keys that the calls about one key are tried on, at most; and keys that are looked at to choose them. */
const CANDIDATES = 3;
const LOOKED_AT = 12;
const HOUR_MS = 3_600_000;

/** The calls that are made in every account, tried once each. `regions`: the account's own, in the order to try. */
export async function preflightAccount(
  planned: Planned,
  regions: readonly string[],
  gates: Gates,
  now: () => Date,
): Promise<AccountPreflight> {
  const { account, session } = planned;
  const readerIn = (region: string) =>
    session.unit(account.id, region, gates.of({ accountId: account.id, region }));
  const { listing, region, keys } = await findKeys(regions, readerIn);
  const reader = readerIn(region);
  const atHome = home(planned, { gates });
  const [listRegions, ofUnit, ofKey] = await Promise.all([
    attempt('account:ListRegions', () => firstPage(session.listRegions(atHome.gate))),
    unitChecks(reader, now),
    keyChecks(reader, keys),
  ]);
  const checks = [allowed('sts:GetCallerIdentity'), listRegions, listing, ...ofUnit, ...ofKey];
  return { account, region, hasKey: keys.length > 0, checks: checks.map(eitherTags(checks)) };
}

/** The first region with a key; else the first that lists its keys. ListKeys is allowed where one region allows it. */
async function findKeys(
  regions: readonly string[],
  readerIn: (region: string) => UnitReader,
): Promise<{ listing: PreflightCheck; region: string; keys: readonly KeyRef[] }> {
  let answering: { listing: PreflightCheck; region: string } | undefined;
  let refusing: { listing: PreflightCheck; region: string } | undefined;
  for (const region of regions) {
    let keys: readonly KeyRef[] = [];
    const listing = await attempt('kms:ListKeys', async () => {
      keys = await firstPage(readerIn(region).listKeys());
    });
    if (keys.length > 0) return { listing, region, keys };
    if (listing.result === 'allowed') answering ??= { listing, region };
    else refusing ??= { listing, region };
  }
  const found = answering ?? refusing;
  if (!found) throw new Error('An account without regions was not refused');
  return { ...found, keys: [] };
}

async function unitChecks(reader: UnitReader, now: () => Date): Promise<readonly PreflightCheck[]> {
  let clusterIds: readonly string[] = [];
  const clusters = attempt('cloudhsm:DescribeClusters', async () => {
    clusterIds = (await firstPage(reader.describeClusters())).map(({ id }) => id);
  });
  const since = new Date(now().getTime() - HOUR_MS);
  return Promise.all([
    attempt('kms:ListAliases', () => firstPage(reader.listAliases())),
    attempt('tag:GetResources', () => firstPage(reader.getTaggedKeys())),
    attempt('kms:DescribeCustomKeyStores', () => firstPage(reader.describeCustomKeyStores())),
    attempt('cloudtrail:LookupEvents', () =>
      firstPage(reader.lookupEvents({ name: 'ScheduleKeyDeletion', since })),
    ),
    clusters,
    clusters.then(() =>
      clusterIds.length === 0
        ? notTried('cloudhsm:DescribeBackups', 'There is no cluster in the region to try it on')
        : attempt('cloudhsm:DescribeBackups', () => firstPage(reader.describeBackups(clusterIds))),
    ),
  ]);
}

async function keyChecks(reader: UnitReader, keys: readonly KeyRef[]): Promise<readonly PreflightCheck[]> {
  const { describe, ids } = await candidates(reader, keys);
  const rest = await Promise.all([
    attemptEach('kms:GetKeyRotationStatus', ids, (id) => reader.getKeyRotationStatus(id)),
    attemptEach('kms:ListKeyRotations', ids, (id) => firstPage(reader.listKeyRotations(id))),
    attemptEach('kms:ListResourceTags', ids, (id) => firstPage(reader.listResourceTags(id))),
    attemptEach('kms:GetKeyPolicy', ids, (id) => reader.getKeyPolicy(id)),
    attemptEach('kms:ListGrants', ids, (id) => firstPage(reader.listGrants(id))),
    attemptEach('kms:GetKeyLastUsage', ids, (id) => reader.getKeyLastUsage(id)),
  ]);
  return [describe, ...rest];
}

/** Customer keys that rotate are asked everything by a scan: where there are any, they are what is tried on. */
async function candidates(reader: UnitReader, keys: readonly KeyRef[]) {
  const rotating: string[] = [];
  const others: string[] = [];
  let describe = notTried('kms:DescribeKey', 'There is no key to try it on');
  for (const { keyId } of keys.slice(0, LOOKED_AT)) {
    if (rotating.length === CANDIDATES) break;
    let rotates = false;
    const answer = await attempt('kms:DescribeKey', async () => {
      const { manager, spec, origin, state } = await reader.describeKey(keyId);
      rotates =
        manager === 'CUSTOMER' && spec === 'SYMMETRIC_DEFAULT' && origin === 'AWS_KMS' && state === 'Enabled';
    });
    if (describe.result !== 'allowed') describe = answer;
    (rotates ? rotating : others).push(keyId);
  }
  return { describe, ids: [...rotating, ...others].slice(0, CANDIDATES) };
}

/** Tags come from either of two calls: a scan asks keys one by one only for what the listing does not tell. */
function eitherTags(checks: readonly PreflightCheck[]): (check: PreflightCheck) => PreflightCheck {
  const may = (operation: Operation) =>
    checks.some((check) => check.operation === operation && check.result === 'allowed');
  const listed = may('tag:GetResources');
  const single = may('kms:ListResourceTags');
  return (check) => {
    if (check.result !== 'denied' && check.result !== 'unanswered') return check;
    if (check.operation === 'kms:ListResourceTags' && listed) return { ...check, optional: true, empty: [] };
    if (check.operation === 'tag:GetResources' && single) {
      return { ...check, empty: ['Nothing: each key is asked for its own tags'] };
    }
    return check;
  };
}
