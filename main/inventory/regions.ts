import { DEFAULT_REGIONS, OPT_IN_REGIONS } from '../../shared/model/region.ts';
import { partitionOfRegion } from '../aws/partition.ts';
import { asCallError, collect } from './ask.ts';
import { why } from './coverage.ts';
import { type Desk, home, type Planned } from './plan/desk.ts';

/** The regions that every account of a partition has without asking; only the commercial ones can be opted into. */
const REGIONS_OF: Readonly<Record<string, readonly string[]>> = {
  aws: DEFAULT_REGIONS,
  'aws-us-gov': ['us-gov-west-1', 'us-gov-east-1'],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-eusc': ['eusc-de-east-1'],
};

/**
 * The regions to read in an account. Those asked for are taken as they are, if they are of its partition: the first
 * call in each says whether it is off. Else those that AWS lists as enabled.
 */
export async function regionsOf(
  planned: Planned,
  wanted: readonly string[] | undefined,
  desk: Desk,
): Promise<readonly string[]> {
  const { account, session } = planned;
  if (wanted) {
    const own = wanted.filter((region) => partitionOfRegion(region).id === account.partition);
    if (own.length < wanted.length) {
      desk.notes.push(
        `Account ${account.id} is in partition ${account.partition}; of the regions asked for, ${own.length} of ${wanted.length} are.`,
      );
    }
    return own;
  }
  const { place, gate } = home(planned, desk);
  const { items, error } = await collect(session.listRegions(gate));
  const enabled = items.filter((one) => one.enabled).map(({ region }) => region);
  if (!error) {
    desk.coverage.read(place, 'account:ListRegions');
    return enabled;
  }
  desk.coverage.unread(place, 'account:ListRegions', why(error));
  const told = new Set(items.map(({ region }) => region));
  return [...enabled, ...(await byTrial(planned, told, desk))];
}

/**
 * What AWS does not tell of an account's regions: the default ones are read, and the first call in each says whether
 * it is shut; those to opt into are, if they take the credentials. `told`: regions that AWS has told of.
 */
async function byTrial(planned: Planned, told: ReadonlySet<string>, desk: Desk): Promise<readonly string[]> {
  const { account, session } = planned;
  const untold = (regions: readonly string[]) => regions.filter((region) => !told.has(region));
  const standard = untold(REGIONS_OF[account.partition] ?? [session.homeRegion]);
  const possible = untold(account.partition === 'aws' ? OPT_IN_REGIONS : []);
  const answers = await Promise.all(possible.map((region) => isOn(planned, region, desk)));
  const optedIn = possible.filter((_, index) => answers[index]);
  const more =
    optedIn.length === 0
      ? ''
      : `, and ${optedIn.join(', ')}, which ${optedIn.length === 1 ? 'is' : 'are'} on`;
  desk.notes.push(
    told.size === 0
      ? `Account ${account.id} does not say which regions it has enabled; the ${standard.length} default ones are read${more}.`
      : `Account ${account.id} says only of ${told.size} regions whether it has enabled them; ${standard.length} other default ones are read${more}.`,
  );
  return [...standard, ...optedIn];
}

async function isOn({ account, session }: Planned, region: string, desk: Desk): Promise<boolean> {
  const unit = { accountId: account.id, region };
  try {
    await session.probe(desk.gates.of(unit), region);
    desk.coverage.read(unit, 'sts:GetCallerIdentity');
    return true;
  } catch (error) {
    const failed = asCallError(error);
    // Off, or not there at all: nothing is missed. STS answers whoever it knows, so a denial, too, means that it is on.
    if (failed.outcome === 'regionOff' || failed.outcome === 'noEndpoint') return false;
    if (failed.outcome === 'denied') return true;
    desk.coverage.unread(unit, 'sts:GetCallerIdentity', why(failed));
    return false;
  }
}
