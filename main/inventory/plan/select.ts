import type { AwsCallError } from '../../aws/error.ts';
import type { AccountRef } from '../../aws/reader.ts';
import { collect } from '../ask.ts';
import { why } from '../coverage.ts';
import { type Desk, home, type Planned } from './desk.ts';
import { NothingReadableError } from './error.ts';
import type { Organisation } from './organisation.ts';

/** Accounts in or out, each by its 12 digits, a pattern of its name (`*`, `?`), or the id of an organisational unit. */
export interface Selection {
  /** Only these; empty: all. */
  readonly only: readonly string[];
  readonly except: readonly string[];
}

export function isUnitId(text: string): boolean {
  return /^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/.test(text);
}

function isAccountId(text: string): boolean {
  return /^\d{12}$/.test(text);
}

/** Capital or small letters are one; `*` stands for any text, `?` for one character. */
function pattern(glob: string): RegExp {
  const source = glob
    .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'isu');
}

/** `units`: the accounts of each organisational unit that is named. */
export function selects(
  text: string,
  units: ReadonlyMap<string, ReadonlySet<string>>,
): (account: AccountRef) => boolean {
  if (isAccountId(text)) return ({ id }) => id === text;
  if (isUnitId(text)) return ({ id }) => units.get(text)?.has(id) ?? false;
  const name = pattern(text);
  return (account) => name.test(account.name);
}

/**
 * The candidates that the selection leaves. A name that leaves none is said so: in coverage where it was to be read,
 * since something is missing, in the notes where it was to be left out. Throws NothingReadableError where a unit
 * cannot be looked into, for neither reading nor leaving out what may lie in it would be what was asked for.
 */
export async function selected(
  candidates: readonly Planned[],
  { only, except }: Selection,
  organisations: readonly Organisation[],
  desk: Desk,
): Promise<readonly Planned[]> {
  const named = [...new Set([...only, ...except])];
  const tree = new Tree(organisations, desk);
  const units = new Map(
    await Promise.all(named.filter(isUnitId).map(async (id) => [id, await tree.accountsUnder(id)] as const)),
  );
  const matching = (text: string) => {
    const matches = selects(text, units);
    return new Set(
      candidates
        .map(({ account }) => account)
        .filter(matches)
        .map(({ id }) => id),
    );
  };
  const wanted = only.map(matching);
  const unwanted = except.map(matching);
  for (const [index, text] of only.entries()) {
    if (wanted[index]?.size === 0) missing(text, desk);
  }
  for (const [index, text] of except.entries()) {
    if (unwanted[index]?.size === 0) desk.notes.push(`No account to be left out matches ${text}.`);
  }
  return candidates.filter(
    ({ account: { id } }) =>
      (only.length === 0 || wanted.some((ids) => ids.has(id))) && !unwanted.some((ids) => ids.has(id)),
  );
}

function missing(text: string, desk: Desk): void {
  desk.coverage.unread({ accountId: text, region: '' }, 'sts:GetCallerIdentity', {
    outcome: 'failed',
    example: isAccountId(text) ? `Nothing opens account ${text}` : `No account matches ${text}`,
    action: 'Correct --accounts, or give a profile or --org-role that reaches it.',
  });
}

/** The tree of organisational units, each asked for once. */
class Tree {
  readonly #organisations: readonly Organisation[];
  readonly #desk: Desk;
  readonly #known = new Map<string, Promise<ReadonlySet<string>>>();

  constructor(organisations: readonly Organisation[], desk: Desk) {
    this.#organisations = organisations;
    this.#desk = desk;
  }

  /** Ids of the accounts in a unit and in the units below it. */
  async accountsUnder(unitId: string): Promise<ReadonlySet<string>> {
    let failure: AwsCallError | undefined;
    for (const { reader } of this.#organisations) {
      const answer = await this.#under(reader, unitId, []).catch((error: unknown) => {
        if (!(error instanceof UnitError)) throw error;
        failure ??= error.error;
        return null;
      });
      if (answer) return answer;
    }
    throw new NothingReadableError(
      `The accounts of ${unitId} could not be listed: ${failure?.message ?? 'no profile could sign in'}`,
      this.#desk.coverage.gaps(),
      failure?.code === 'ParentNotFoundException'
        ? `Correct ${unitId}: the organisation has no such unit`
        : (failure?.action ?? 'Give a profile that may list the organisation'),
    );
  }

  /** `path`: the units above. A tree has no circle, but an answer might. */
  async #under(reader: Planned, unitId: string, path: readonly string[]): Promise<ReadonlySet<string>> {
    if (path.includes(unitId)) return new Set();
    const key = `${reader.account.partition}/${unitId}`;
    const known = this.#known.get(key) ?? this.#ask(reader, unitId, path);
    this.#known.set(key, known);
    return known;
  }

  async #ask(reader: Planned, unitId: string, path: readonly string[]): Promise<ReadonlySet<string>> {
    const { place, gate } = home(reader, this.#desk);
    const { coverage } = this.#desk;
    const [accounts, units] = await Promise.all([
      collect(reader.session.listAccountsOf(gate, unitId)),
      collect(reader.session.listUnitsOf(gate, unitId)),
    ]);
    if (accounts.error) {
      coverage.unread(place, 'organizations:ListAccountsForParent', why(accounts.error, unitId));
      throw new UnitError(accounts.error);
    }
    coverage.read(place, 'organizations:ListAccountsForParent');
    if (units.error) {
      coverage.unread(place, 'organizations:ListOrganizationalUnitsForParent', why(units.error, unitId));
      throw new UnitError(units.error);
    }
    coverage.read(place, 'organizations:ListOrganizationalUnitsForParent');
    const below = await Promise.all(units.items.map((id) => this.#under(reader, id, [...path, unitId])));
    return new Set([...accounts.items.map(({ id }) => id), ...below.flatMap((ids) => [...ids])]);
  }
}

class UnitError extends Error {
  readonly error: AwsCallError;

  constructor(error: AwsCallError) {
    super(error.message);
    this.error = error;
  }
}
