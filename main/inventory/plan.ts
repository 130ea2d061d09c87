import type { CoverageEntry } from '../../shared/model/coverage.ts';
import type { Account, Unit } from '../../shared/model/place.ts';
import { partitionOfRegion } from '../aws/partition.ts';
import type { AwsSession, CallGate } from '../aws/reader.ts';
import { asCallError, collect } from './ask.ts';
import type { Clock } from './clock.ts';
import { Coverage, why } from './coverage.ts';
import { Gates } from './gate.ts';
import { defaultRegions } from './regions.ts';

export interface ScanPlan {
  readonly accounts: readonly { readonly account: Account; readonly session: AwsSession }[];
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
  /** Only these regions; left out: every region that is enabled in the account. */
  readonly regions?: readonly string[] | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly quotaShare: number;
}

/** No profile opened an account to read. */
export class NothingReadableError extends Error {
  override readonly name = 'NothingReadableError';
  /** Why, one entry for each profile. */
  readonly failures: readonly CoverageEntry[];
  readonly action: string;

  constructor(message: string, failures: readonly CoverageEntry[], action: string) {
    super(message);
    this.failures = failures;
    this.action = action;
  }
}

/** Profiles of one partition that are tried for the names of the organisation's accounts. */
const NAME_TRIES = 3;

type Planned = ScanPlan['accounts'][number];

interface Desk {
  readonly gates: Gates;
  readonly coverage: Coverage;
  readonly notes: string[];
}

/**
 * Finds out which accounts the profiles open and which regions are to be read in each. Two profiles of one account are
 * read once, through the first. A profile that cannot sign in is left out and said so in coverage.
 * Throws NothingReadableError where no unit remains, and the signal's reason when it aborts.
 */
export async function planScan(options: PlanOptions): Promise<ScanPlan> {
  const { sessions, clock, signal, quotaShare } = options;
  const gates = new Gates({ clock, signal, quotaShare, random: () => 0.5 });
  const desk: Desk = { gates, coverage: new Coverage(), notes: [] };
  const found = await identify(sessions, desk);
  const accounts = await named(found, desk);
  const regions = await Promise.all(accounts.map((planned) => regionsOf(planned, options.regions, desk)));
  signal.throwIfAborted();
  const units = accounts.flatMap(({ account }, index) =>
    (regions[index] ?? []).map((region): Unit => ({ accountId: account.id, region })),
  );
  if (units.length === 0) throw nothingReadable(sessions, accounts, desk.coverage);
  return {
    accounts,
    regions: [...new Set(units.map((unit) => unit.region))],
    units,
    coverage: desk.coverage.entries(),
    notes: desk.notes,
    requests: gates.requests(),
  };
}

/** The accounts behind the profiles, each once, named by its profile for now. */
async function identify(sessions: readonly AwsSession[], desk: Desk): Promise<readonly Planned[]> {
  const answers = await Promise.all(
    sessions.map(async (session) => {
      const place = { accountId: session.profile, region: session.homeRegion };
      try {
        const identity = await session.identity(desk.gates.of(place));
        desk.coverage.read({ ...place, accountId: identity.accountId }, 'sts:GetCallerIdentity');
        return { session, identity };
      } catch (error) {
        desk.coverage.unread(place, 'sts:GetCallerIdentity', why(asCallError(error)));
        return null;
      }
    }),
  );
  const found = new Map<string, Planned>();
  for (const answer of answers) {
    if (!answer) continue;
    const { session, identity } = answer;
    const before = found.get(identity.accountId);
    if (before) {
      desk.notes.push(
        `Profiles ${before.account.profile} and ${session.profile} open the same account ${identity.accountId}; it is read once, through ${before.account.profile}.`,
      );
    } else {
      const { accountId: id, partition } = identity;
      found.set(id, { account: { id, name: session.profile, partition, profile: session.profile }, session });
    }
  }
  return [...found.values()];
}

/** The same accounts with the names that AWS Organizations gives them, where a profile may ask. */
async function named(found: readonly Planned[], desk: Desk): Promise<readonly Planned[]> {
  const partitions = [...new Set(found.map(({ account }) => account.partition))];
  const names = new Map<string, string>();
  await Promise.all(
    partitions.map(async (partition) => {
      const members = found.filter(({ account }) => account.partition === partition);
      for (const { id, name } of await organisationOf(members.slice(0, NAME_TRIES), desk))
        names.set(id, name);
    }),
  );
  return found.map(({ account, session }) => ({
    account: { ...account, name: names.get(account.id) ?? account.name },
    session,
  }));
}

/** Only an organisation's management account may list it, so being refused is usual and one answer is enough. */
async function organisationOf(
  members: readonly Planned[],
  desk: Desk,
): Promise<readonly { id: string; name: string }[]> {
  for (const [index, { account, session }] of members.entries()) {
    const { place, gate } = home(account, session, desk);
    const { items, error } = await collect(session.listAccounts(gate));
    if (!error) {
      desk.coverage.read(place, 'organizations:ListAccounts');
      return items;
    }
    if (items.length > 0 || index === members.length - 1) {
      desk.coverage.unread(place, 'organizations:ListAccounts', why(error));
      return items;
    }
  }
  return [];
}

async function regionsOf(
  { account, session }: Planned,
  wanted: readonly string[] | undefined,
  desk: Desk,
): Promise<readonly string[]> {
  if (wanted) {
    const own = wanted.filter((region) => partitionOfRegion(region).id === account.partition);
    if (own.length < wanted.length) {
      desk.notes.push(
        `Account ${account.id} is in partition ${account.partition}; of the regions asked for, ${own.length} of ${wanted.length} are.`,
      );
    }
    return own;
  }
  const { place, gate } = home(account, session, desk);
  const { items, error } = await collect(session.listRegions(gate));
  if (!error) {
    desk.coverage.read(place, 'account:ListRegions');
    return items.filter(({ enabled }) => enabled).map(({ region }) => region);
  }
  desk.coverage.unread(place, 'account:ListRegions', why(error));
  const regions = defaultRegions(account.partition, session.homeRegion);
  desk.notes.push(
    `Account ${account.id} does not say which regions it has enabled; the ${regions.length} default ones are read.`,
  );
  return regions;
}

function home(account: Account, session: AwsSession, desk: Desk): { place: Unit; gate: CallGate } {
  const place = { accountId: account.id, region: session.homeRegion };
  return { place, gate: desk.gates.of(place) };
}

function nothingReadable(
  sessions: readonly AwsSession[],
  accounts: readonly Planned[],
  coverage: Coverage,
): NothingReadableError {
  if (sessions.length === 0) {
    return new NothingReadableError('No profile was given', [], 'Choose at least one profile.');
  }
  if (accounts.length > 0) {
    return new NothingReadableError(
      'None of the accounts has any of the regions asked for',
      [],
      'Leave the regions out, or name some of the accounts’ own partition.',
    );
  }
  const failures = coverage.gaps();
  const [first] = failures;
  const all =
    sessions.length === 1
      ? 'The profile could not sign in'
      : `None of the ${sessions.length} profiles could sign in`;
  return new NothingReadableError(
    first ? `${all}. ${first.accountId}: ${first.example}` : all,
    failures,
    first?.action ?? 'Check the credentials of the profiles.',
  );
}
