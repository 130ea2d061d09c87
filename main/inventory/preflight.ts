import { leastPolicy } from '../../shared/format/policy.ts';
import type { CoverageEntry } from '../../shared/model/coverage.ts';
import type { AccountPreflight, PreflightCheck, PreflightReport } from '../../shared/model/preflight.ts';
import { partitionOfRegion } from '../aws/partition.ts';
import type { Operation } from '../aws/reader.ts';
import type { Clock } from './clock.ts';
import { Gates } from './gate.ts';
import { home, type Planned } from './plan/desk.ts';
import type { ScanPlan } from './plan.ts';
import { preflightAccount } from './preflight-account.ts';
import { allowed, attempt, firstPage, notTried, refused } from './preflight-try.ts';
import { CHECKED } from './preflight-words.ts';

export interface PreflightOptions {
  /** The role that the plan assumed in the organisation's accounts; null where it did not. */
  readonly role: string | null;
  readonly clock: Clock;
  readonly now: () => Date;
  /** 0–1, for the jitter of retries. */
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly quotaShare: number;
}

/**
 * Tries one call of each kind in every account of a plan, in one region with a key. A call that AWS does not allow is
 * never thrown, but becomes a check that says what a scan would lack. Throws the signal's reason when it aborts.
 */
export async function preflight(plan: ScanPlan, options: PreflightOptions): Promise<PreflightReport> {
  const { signal, now, role } = options;
  const gates = new Gates(options);
  const accounts = await Promise.all(
    plan.accounts.map(async (planned, index) => {
      const own = await preflightAccount(planned, regionsOf(planned, plan), gates, now);
      const shared = await sharedChecks(planned, index === 0, plan, gates);
      return { ...own, checks: inOrder([...own.checks, ...shared]) };
    }),
  );
  signal.throwIfAborted();
  const unopened = plan.coverage.filter((entry) => isUnopened(entry, plan));
  return {
    accounts,
    unopened,
    notes: plan.notes,
    ok: unopened.length === 0 && accounts.every(({ checks }) => checks.every(suffices)),
    policy: leastPolicy(denied(accounts, unopened), role),
  };
}

/** The account's regions, its home first: that is where its keys most likely are. */
function regionsOf({ account, session }: Planned, { units }: ScanPlan): readonly string[] {
  const own = units.filter(({ accountId }) => accountId === account.id).map(({ region }) => region);
  return [...own].sort((a, b) => Number(b === session.homeRegion) - Number(a === session.homeRegion));
}

const ORGANISATION = [
  'organizations:ListAccounts',
  'organizations:ListAccountsForParent',
  'organizations:ListOrganizationalUnitsForParent',
] as const;

/** Calls that a scan makes through one account for all. The plan has made some of them already. */
async function sharedChecks(
  planned: Planned,
  first: boolean,
  { coverage, accounts }: ScanPlan,
  gates: Gates,
): Promise<readonly PreflightCheck[]> {
  const elsewhere = 'It is asked through one account for all';
  const asked = (operation: Operation) =>
    coverage.find((entry) => entry.operation === operation && entry.accountId === planned.account.id);
  const organisation = ORGANISATION.map((operation) => {
    const entry = asked(operation);
    // What a plan needs of it, it has had: else there would be none. Names alone have a fallback.
    if (entry) return { ...planCheck(operation, entry), optional: true };
    const needed = operation === 'organizations:ListAccounts' && accounts.length > 1;
    return notTried(
      operation,
      needed ? elsewhere : 'Only --accounts and --exclude-accounts with a unit ask it',
    );
  });
  const pricing = first ? await prices(planned, gates) : notTried('pricing:GetProducts', elsewhere);
  const role = asked('sts:AssumeRole') ? [allowed('sts:AssumeRole')] : [];
  return [...role, ...organisation, pricing];
}

/** A partition without a list of its own is no lack of a permission: the bundled prices stand in. */
async function prices(planned: Planned, gates: Gates): Promise<PreflightCheck> {
  const { session } = planned;
  const { gate } = home(planned, { gates });
  const check = await attempt('pricing:GetProducts', () =>
    firstPage(session.getProducts(gate, 'awskms', { regionCode: session.homeRegion })),
  );
  return { ...check, optional: check.result === 'unanswered' };
}

function planCheck(operation: Operation, { outcome, example, action }: CoverageEntry): PreflightCheck {
  if (outcome === 'read') return allowed(operation);
  return refused(operation, { outcome, message: example ?? operation, action: action ?? '' });
}

/** A profile, an account's role or a selector behind which nothing could be opened. */
function isUnopened({ operation, outcome, accountId }: CoverageEntry, { accounts }: ScanPlan): boolean {
  if (outcome === 'read') return false;
  // Of an account that is open, it is a region that STS was asked about.
  const open = accounts.some(({ account }) => account.id === accountId);
  return operation === 'sts:AssumeRole' || (operation === 'sts:GetCallerIdentity' && !open);
}

function suffices({ result, optional }: PreflightCheck): boolean {
  return optional || result === 'allowed' || result === 'notTried';
}

function inOrder(checks: readonly PreflightCheck[]): readonly PreflightCheck[] {
  return CHECKED.flatMap((operation) => checks.filter((check) => check.operation === operation));
}

/** What a policy can mend: not what a service control policy forbids, and not what was never refused. */
function denied(accounts: readonly AccountPreflight[], unopened: readonly CoverageEntry[]) {
  return [
    ...accounts.flatMap(({ account: { id, partition }, checks }) =>
      checks
        .filter(({ outcome, optional }) => outcome === 'denied' && !optional)
        .map(({ operation }) => ({ operation, accountId: id, partition })),
    ),
    ...unopened
      .filter(({ outcome, operation }) => outcome === 'denied' && operation === 'sts:AssumeRole')
      .map(({ operation, accountId, region }) => ({
        operation,
        accountId,
        partition: partitionOfRegion(region).id,
      })),
  ];
}
