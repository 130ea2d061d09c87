import type { CoverageEntry } from '../../../shared/model/coverage.ts';
import type { ScanPlan } from '../../inventory/plan.ts';
import { added } from '../../inventory/scan.ts';
import type { ScanStart } from '../../ledger/journal-entries.ts';
import type { JournalReading } from '../../ledger/journal-read.ts';
import { CoreError } from '../error.ts';

/** A broken scan that a pass goes on with. */
export interface BrokenPass {
  readonly id: string;
  readonly journal: JournalReading;
}

/**
 * The plan of a broken scan with the sessions of a fresh one: the same units, and the plan's coverage as it was then.
 * Throws CoreError UNREADABLE where an account that is still to be read is not reached any more.
 */
export function planAgain(fresh: ScanPlan, { start, finished, requests }: JournalReading): ScanPlan {
  const sessions = new Map(fresh.accounts.map(({ account, session }) => [account.id, session]));
  const open = start.units.filter(({ accountId, region }) => !finished.has(`${accountId}/${region}`));
  const lost = start.accounts.find(
    ({ id }) => !sessions.has(id) && open.some(({ accountId }) => accountId === id),
  );
  if (lost) throw unreached(lost.profile, lost.id, fresh.coverage);
  return {
    ...fresh,
    accounts: start.accounts.flatMap((account) => {
      const session = sessions.get(account.id);
      return session ? [{ account, session }] : [];
    }),
    regions: start.regions,
    units: start.units,
    coverage: start.coverage.plan,
    requests: added(requests, fresh.requests),
  };
}

function unreached(profile: string, accountId: string, coverage: readonly CoverageEntry[]): CoreError {
  const gap = coverage.find((entry) => entry.accountId === profile && entry.outcome !== 'read');
  return new CoreError(
    'UNREADABLE',
    `Account ${accountId} is still to be read, and profile ${profile} does not open it${gap?.example ? `: ${gap.example}` : ''}`,
    `${gap?.action?.replace(/\.$/, '') ?? `Sign in with profile ${profile}`}, then: keyledger scan --resume`,
  );
}

/** Everything that a later try must know, from the first plan. */
export function startOf(
  plan: ScanPlan,
  parts: Pick<
    ScanStart,
    'sample' | 'organisation' | 'profiles' | 'startedAt' | 'asOf' | 'request' | 'later' | 'priceBook'
  > & {
    readonly unopened: readonly CoverageEntry[];
    readonly prices: readonly CoverageEntry[];
    readonly asked: Readonly<Record<string, number>>;
  },
): ScanStart {
  const { sample, organisation, profiles, startedAt, asOf, request, later, priceBook } = parts;
  const { unopened, prices, asked } = parts;
  return {
    version: 1,
    sample,
    organisation,
    profiles,
    startedAt,
    asOf,
    request,
    later,
    priceBook,
    accounts: plan.accounts.map(({ account }) => account),
    regions: plan.regions,
    units: plan.units,
    coverage: { unopened, plan: plan.coverage, prices },
    requests: added(plan.requests, asked),
  };
}
