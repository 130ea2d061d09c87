import type { CoverageEntry } from '../../shared/model/coverage.ts';
import type { Unit } from '../../shared/model/place.ts';
import type { AwsSession } from '../aws/reader.ts';
import type { Clock } from './clock.ts';
import { Coverage } from './coverage.ts';
import { Gates } from './gate.ts';
import type { Desk, Planned } from './plan/desk.ts';
import { NothingReadableError } from './plan/error.ts';
import { identify } from './plan/identify.ts';
import {
  assumed,
  membersOf,
  type Organisation,
  type OrganisationRole,
  organisationsOf,
} from './plan/organisation.ts';
import { isUnitId, type Selection, selected } from './plan/select.ts';
import { regionsOf } from './regions.ts';

export interface ScanPlan {
  readonly accounts: readonly Planned[];
  /** Of all units, in the order planned. */
  readonly regions: readonly string[];
  readonly units: readonly Unit[];
  /**
   * How the plan's own calls ended. A profile that could not sign in stands here with its name for the account id,
   * since nobody could say which account it is.
   */
  readonly coverage: readonly CoverageEntry[];
  /** What was decided while planning, one sentence each. */
  readonly notes: readonly string[];
  /** Requests sent, by `service:Operation`. */
  readonly requests: Readonly<Record<string, number>>;
}

export interface PlanOptions {
  /** One for each profile, in the order of preference. */
  readonly sessions: readonly AwsSession[];
  /** Also every account of the profiles' organisations, through this role in each. */
  readonly organisationRole?: OrganisationRole | undefined;
  /** Which of the accounts; left out: all. */
  readonly select?: Selection | undefined;
  /** Only these regions; left out: every region that is enabled in the account. */
  readonly regions?: readonly string[] | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly quotaShare: number;
}

/** Profiles of one partition that are tried for the names of the organisation's accounts. */
const NAME_TRIES = 3;
const EVERYTHING: Selection = { only: [], except: [] };

/**
 * Finds out which accounts the profiles, and a role in their organisations, open, and which regions are to be read in
 * each. An account that is reached twice is read once, through the first profile, else through the role. What cannot
 * be signed in to is left out and said so in coverage. Throws NothingReadableError where no unit remains, or where
 * which accounts to read cannot be found out, and the signal's reason when it aborts.
 */
export async function planScan(options: PlanOptions): Promise<ScanPlan> {
  const { sessions, clock, signal, quotaShare } = options;
  const gates = new Gates({ clock, signal, quotaShare, random: () => 0.5 });
  const desk: Desk = { gates, coverage: new Coverage(), notes: [] };
  const { accounts, reached } = await reach(options, desk);
  const regions = await Promise.all(accounts.map((planned) => regionsOf(planned, options.regions, desk)));
  signal.throwIfAborted();
  const units = accounts.flatMap(({ account }, index) =>
    (regions[index] ?? []).map((region): Unit => ({ accountId: account.id, region })),
  );
  if (units.length === 0) throw nothingReadable(sessions, accounts, reached, desk.coverage);
  return {
    accounts,
    regions: [...new Set(units.map((unit) => unit.region))],
    units,
    coverage: desk.coverage.entries(),
    notes: desk.notes,
    requests: gates.requests(),
  };
}

/** The accounts to read, signed in; `reached`: how many there were to select from. */
async function reach(options: PlanOptions, desk: Desk) {
  const { sessions, organisationRole, select = EVERYTHING, signal } = options;
  const found = await identify(sessions, desk);
  const needed = organisationRole !== undefined || [...select.only, ...select.except].some(isUnitId);
  const organisations = await organisationsOf(found, needed ? found.length : NAME_TRIES, desk);
  signal.throwIfAborted();
  const own = named(found, organisations);
  const members = organisationRole ? membersOf(organisations, own, organisationRole, desk) : [];
  const candidates = [...own, ...members];
  const chosen = await selected(candidates, select, organisations, desk);
  const opened = new Set(
    await assumed(
      chosen.filter((one) => members.includes(one)),
      desk,
    ),
  );
  const accounts = chosen.filter((one) => own.includes(one) || opened.has(one));
  return { accounts, reached: candidates.length };
}

/** The same accounts with the names that AWS Organizations gives them, where a profile may ask. */
function named(found: readonly Planned[], organisations: readonly Organisation[]): readonly Planned[] {
  const names = new Map(organisations.flatMap(({ accounts }) => accounts.map(({ id, name }) => [id, name])));
  return found.map(({ account, session }) => ({
    account: { ...account, name: names.get(account.id) ?? account.name },
    session,
  }));
}

function nothingReadable(
  sessions: readonly AwsSession[],
  accounts: readonly Planned[],
  reached: number,
  coverage: Coverage,
): NothingReadableError {
  if (sessions.length === 0) {
    return new NothingReadableError('No profile was given', [], 'Choose at least one profile.');
  }
  const failures = coverage.gaps();
  if (accounts.length > 0) {
    return new NothingReadableError(
      'None of the accounts has any of the regions asked for',
      failures,
      'Leave the regions out, or name some of the accounts’ own partition.',
    );
  }
  const [first] = failures.filter(({ operation }) => operation.startsWith('sts:'));
  if (reached > 0 && !failures.some(({ operation }) => operation === 'sts:AssumeRole')) {
    return new NothingReadableError(
      `None of the ${reached} accounts is selected`,
      failures,
      'Correct --accounts and --exclude-accounts.',
    );
  }
  const all =
    reached > 0
      ? 'None of the accounts selected could be signed in to'
      : sessions.length === 1
        ? 'The profile could not sign in'
        : `None of the ${sessions.length} profiles could sign in`;
  return new NothingReadableError(
    first ? `${all}. ${first.accountId}: ${first.example}` : all,
    failures,
    first?.action ?? 'Check the credentials of the profiles.',
  );
}
