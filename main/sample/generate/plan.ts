import { allot, mixText } from './draw.ts';
import { type Family, familiesOf } from './family.ts';
import { storesAt } from './hardware.ts';
import { MOST_MANAGED } from './managed-key.ts';
import { accountsOf, type SampleAccount, unitWeight } from './places.ts';
import { KEY_PIECES, type KeyPiece } from './showcase.ts';
import { FAMILY_PIECES, type FamilyPiece } from './showcase-families.ts';

/** How many keys of which kind a unit holds at the reference date, and those it held or will hold at another. */
export interface UnitPlan {
  readonly account: SampleAccount;
  readonly region: string;
  /** Seeds of the ids and drawings of the unit and, for families, of the account. */
  readonly space: number;
  readonly accountSpace: number;
  readonly families: readonly Family[];
  readonly pieces: readonly KeyPiece[];
  readonly managed: number;
  readonly standing: number;
  readonly gone: number;
  readonly coming: number;
}

export interface Plan {
  readonly seed: number;
  readonly accounts: readonly SampleAccount[];
  readonly regions: readonly string[];
  readonly units: ReadonlyMap<string, UnitPlan>;
}

const MANAGED_SHARE = 0.3;
const FAMILY_SHARE = 0.012;
const GONE_SHARE = 0.12;
const COMING_SHARE = 0.4;

/** The part of a list that fits into `room`, in order; a piece too big for what is left is passed over. */
function fitting<T>(list: readonly T[], room: number, size: (one: T) => number): T[] {
  let left = room;
  return list.filter((one) => {
    if (size(one) > left) return false;
    left -= size(one);
    return true;
  });
}

/** A piece written for an account or region that this sample lacks moves to one that it has. */
function settle<P extends { readonly account: string }>(
  pieces: readonly P[],
  accounts: readonly SampleAccount[],
): P[] {
  return pieces.map((piece, index) =>
    accounts.some((one) => one.name === piece.account)
      ? piece
      : { ...piece, account: accounts[index % accounts.length]?.name ?? piece.account },
  );
}

function familyPieces(
  accounts: readonly SampleAccount[],
  regions: readonly string[],
  customers: number,
): FamilyPiece[] {
  const here = settle(FAMILY_PIECES, accounts).map((piece) => ({
    ...piece,
    members: piece.members.filter((member) => regions.includes(member.region)),
  }));
  const whole = here.filter((piece, index) => piece.members[0] === FAMILY_PIECES[index]?.members[0]);
  return fitting(whole, Math.floor(customers * 0.3), (piece) => piece.members.length);
}

function keyPieces(
  seed: number,
  accounts: readonly SampleAccount[],
  regions: readonly string[],
  room: number,
): KeyPiece[] {
  const here = settle(KEY_PIECES, accounts).map((piece) =>
    regions.includes(piece.region) ? piece : { ...piece, region: regions[0] ?? piece.region },
  );
  const possible = here.filter(
    (piece) => !piece.stored || storesAt(seed, piece.account, piece.region, 0).length > 0,
  );
  return possible.slice(0, room);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** Shares `keys` out over accounts and regions; the sum of all units at the reference date is exactly `keys`. */
export function planOrganisation(
  seed: number,
  keys: number,
  accountCount: number,
  regions: readonly string[],
): Plan {
  const accounts = accountsOf(accountCount);
  const places = accounts.flatMap((account) => regions.map((region) => ({ account, region })));
  const weights = places.map(({ account, region }) => unitWeight(seed, account, region));
  const managed = allot(Math.round(keys * MANAGED_SHARE), weights.map(Math.sqrt), MOST_MANAGED);
  const customers = keys - sum(managed);

  const pieces = familyPieces(accounts, regions, customers);
  const accountWeights = accounts.map((_, index) =>
    sum(weights.slice(index * regions.length, (index + 1) * regions.length)),
  );
  const drawn = allot(Math.floor(Math.max(0, customers - 200) * FAMILY_SHARE), accountWeights);
  const spaces = accounts.map((account) => mixText(seed, account.id));
  const families = accounts.map((account, index) => {
    const own = pieces.filter((piece) => piece.account === account.name);
    return familiesOf(spaces[index] ?? 0, account, regions, own, drawn[index] ?? 0);
  });
  const members = sum(families.flat().map((family) => family.members.length));
  const singles = keyPieces(seed, accounts, regions, customers - members);
  const standing = allot(customers - members - singles.length, weights);

  const units = new Map<string, UnitPlan>();
  for (const [index, { account, region }] of places.entries()) {
    const accountIndex = Math.floor(index / regions.length);
    const accountSpace = spaces[accountIndex] ?? 0;
    const here = standing[index] ?? 0;
    units.set(`${account.id}/${region}`, {
      account,
      region,
      accountSpace,
      space: mixText(accountSpace, region),
      families: (families[accountIndex] ?? []).filter((one) =>
        one.members.some((member) => member.region === region),
      ),
      pieces: singles.filter((piece) => piece.account === account.name && piece.region === region),
      managed: managed[index] ?? 0,
      standing: here,
      gone: Math.round(here * GONE_SHARE),
      coming: Math.round(here * COMING_SHARE),
    });
  }
  return { seed, accounts, regions, units };
}
