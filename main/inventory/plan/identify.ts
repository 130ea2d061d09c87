import type { AwsSession } from '../../aws/reader.ts';
import { asCallError } from '../ask.ts';
import { why } from '../coverage.ts';
import type { Desk, Planned } from './desk.ts';

/**
 * Signs a session in and notes how that ended; null where it failed. `openedFor`: the account that it is to open, or
 * the profile's name where only the answer can say which.
 */
export async function signIn(session: AwsSession, openedFor: string, desk: Desk) {
  const place = { accountId: openedFor, region: session.homeRegion };
  try {
    const identity = await session.identity(desk.gates.of(place));
    desk.coverage.read({ ...place, accountId: identity.accountId }, 'sts:GetCallerIdentity');
    return identity;
  } catch (error) {
    const failed = asCallError(error);
    desk.coverage.unread(place, failed.operation, why(failed));
    return null;
  }
}

/** The accounts behind the profiles, each once, named by its profile for now. */
export async function identify(sessions: readonly AwsSession[], desk: Desk): Promise<readonly Planned[]> {
  const identities = await Promise.all(sessions.map((session) => signIn(session, session.profile, desk)));
  const found = new Map<string, Planned>();
  for (const [index, session] of sessions.entries()) {
    const identity = identities[index];
    if (!identity) continue;
    const { accountId: id, partition } = identity;
    const before = found.get(id)?.account;
    if (!before) {
      found.set(id, { account: { id, name: session.profile, partition, profile: session.profile }, session });
    } else if (before.partition === partition) {
      desk.notes.push(
        `Profiles ${before.profile} and ${session.profile} open the same account ${id}; it is read once, through ${before.profile}.`,
      );
    } else {
      // Partitions number their accounts each for itself; a snapshot tells accounts apart by number.
      desk.coverage.unread(
        { accountId: session.profile, region: session.homeRegion },
        'sts:GetCallerIdentity',
        {
          outcome: 'notAsked',
          example: `Account ${id} of partition ${partition} has the same number as one of ${before.partition}`,
          action: `Scan profile ${session.profile} by itself.`,
        },
      );
    }
  }
  return [...found.values()];
}
