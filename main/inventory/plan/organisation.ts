import type { AwsCallError } from '../../aws/error.ts';
import type { AccountRef } from '../../aws/reader.ts';
import { collect } from '../ask.ts';
import { why } from '../coverage.ts';
import { type Desk, home, type Planned } from './desk.ts';
import { NothingReadableError } from './error.ts';
import { signIn } from './identify.ts';

/** The organisation of one partition, as far as one of the profiles may list it. */
export interface Organisation {
  readonly partition: string;
  /** Who was asked last: with accounts listed, who may ask more. */
  readonly reader: Planned;
  readonly accounts: readonly AccountRef[];
  /** What ended the listing early. */
  readonly error: AwsCallError | null;
}

/** A role of the same name in every account of the organisation. */
export interface OrganisationRole {
  readonly name: string;
  readonly externalId: string | null;
  readonly sessionName: string | null;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}

/**
 * Only an organisation's management account and its delegated administrators may list it, so being refused is usual.
 * One answer for each partition is enough; at most `tries` profiles of each are asked.
 */
export function organisationsOf(
  found: readonly Planned[],
  tries: number,
  desk: Desk,
): Promise<readonly Organisation[]> {
  const partitions = [...new Set(found.map(({ account }) => account.partition))];
  return Promise.all(
    partitions.map((partition) =>
      ask(found.filter(({ account }) => account.partition === partition).slice(0, tries), partition, desk),
    ),
  );
}

async function ask(members: readonly Planned[], partition: string, desk: Desk): Promise<Organisation> {
  for (const [index, reader] of members.entries()) {
    const { place, gate } = home(reader, desk);
    const { items: accounts, error } = await collect(reader.session.listAccounts(gate));
    if (!error) desk.coverage.read(place, 'organizations:ListAccounts');
    else if (accounts.length === 0 && index < members.length - 1) continue;
    else desk.coverage.unread(place, 'organizations:ListAccounts', why(error));
    return { partition, reader, accounts, error };
  }
  throw new Error(`No account of partition ${partition} was found`);
}

/**
 * The accounts of the organisations that no profile opens by itself: as candidates, with no role assumed yet. Throws
 * NothingReadableError where no organisation could be listed at all.
 */
export function membersOf(
  organisations: readonly Organisation[],
  found: readonly Planned[],
  role: OrganisationRole,
  desk: Desk,
): readonly Planned[] {
  const failed = organisations.flatMap(({ error, accounts }) =>
    error && accounts.length === 0 ? [error] : [],
  );
  const [first] = failed;
  if (first && failed.length === organisations.length) {
    throw new NothingReadableError(
      `The organisation's accounts could not be listed: ${first.message}`,
      desk.coverage.gaps(),
      first.action,
    );
  }
  const known = new Set(found.map(({ account }) => account.id));
  return organisations.flatMap(({ partition, reader, accounts, error }) => {
    if (error) unlisted(reader, accounts.length, error, desk);
    return accounts
      .filter(({ id }) => !known.has(id))
      .map(({ id, name }): Planned => {
        const { name: roleName, ...rest } = role;
        const roleArn = `arn:${partition}:iam::${id}:role/${roleName}`;
        const session = reader.session.assumeRole({ ...rest, roleArn });
        return { account: { id, name, partition, profile: session.profile }, session };
      });
  });
}

/** Accounts that a listing broken off did not name are roles not assumed: the scan is not complete. */
function unlisted(reader: Planned, listed: number, error: AwsCallError, desk: Desk): void {
  desk.coverage.unread(home(reader, desk).place, 'sts:AssumeRole', {
    outcome: error.outcome,
    example: `The organisation's accounts were listed only as far as ${listed}: ${error.message}`,
    action: error.action,
  });
}

/** Those of the members whose role could be assumed; the others are named in coverage. */
export async function assumed(members: readonly Planned[], desk: Desk): Promise<readonly Planned[]> {
  const opened = await Promise.all(
    members.map(async (member) => {
      if (!(await signIn(member.session, member.account.id, desk))) return [];
      desk.coverage.read(home(member, desk).place, 'sts:AssumeRole');
      return [member];
    }),
  );
  return opened.flat();
}
