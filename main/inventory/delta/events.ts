import type { UnreadOutcome } from '../../../shared/model/outcome.ts';
import type { Depth } from '../../../shared/model/policy.ts';
import type { AwsCallError } from '../../aws/error.ts';
import type { UnitReader } from '../../aws/reader.ts';
import { collect } from '../ask.ts';

/**
 * The events after which DescribeKey, the rotation calls or GetKeyPolicy answer otherwise. Aliases and tags are not
 * among them: both are listed whole by every scan. Nor are the events of multi-Region families, whose members tell of
 * each other and are always read.
 */
const CHANGES = [
  'EnableKey',
  'DisableKey',
  'ScheduleKeyDeletion',
  'CancelKeyDeletion',
  'RotateKey',
  'RotateKeyOnDemand',
  'EnableKeyRotation',
  'DisableKeyRotation',
  'ImportKeyMaterial',
  'DeleteImportedKeyMaterial',
  'DeleteExpiredKeyMaterial',
  'UpdateKeyDescription',
  'PutKeyPolicy',
] as const;
const GRANT_CHANGES = ['CreateGrant', 'RetireGrant', 'RevokeGrant'] as const;

/** More events of one name than this are not worth paging through: at two requests a second it would take minutes. */
const MOST_EVENTS = 1000;

export function namesFor(depth: Depth): readonly string[] {
  return depth === 'full' ? [...CHANGES, ...GRANT_CHANGES] : CHANGES;
}

export type Changes =
  | { readonly ok: true; readonly keyIds: ReadonlySet<string> }
  | { readonly ok: false; readonly reason: string; readonly error: AwsCallError | null };

/** The ids of the unit's keys that CloudTrail says have changed since a moment; or why it cannot say. */
export async function changesSince(reader: UnitReader, since: Date, depth: Depth): Promise<Changes> {
  const keyIds = new Set<string>();
  const answers = await Promise.all(namesFor(depth).map((name) => lookUp(reader, name, since, keyIds)));
  return answers.find((answer) => !answer.ok) ?? { ok: true, keyIds };
}

async function lookUp(reader: UnitReader, name: string, since: Date, keyIds: Set<string>): Promise<Changes> {
  const { items, error } = await collect(upTo(MOST_EVENTS, reader.lookupEvents({ name, since })));
  if (error) return { ok: false, reason: couldNotBeRead(error.outcome), error };
  if (items.length > MOST_EVENTS) {
    return { ok: false, reason: `CloudTrail has more than ${MOST_EVENTS} events of ${name}`, error: null };
  }
  for (const event of items) {
    if (event.keys.length === 0) {
      return { ok: false, reason: `CloudTrail has an event ${name} that names no key`, error: null };
    }
    for (const key of event.keys) keyIds.add(key.slice(key.lastIndexOf('/') + 1));
  }
  return { ok: true, keyIds };
}

function couldNotBeRead(outcome: UnreadOutcome): string {
  return outcome === 'denied' || outcome === 'scp'
    ? 'CloudTrail may not be read'
    : 'CloudTrail did not answer';
}

/** Pages until more than `most` items have come. */
async function* upTo<T>(most: number, pages: AsyncIterable<readonly T[]>): AsyncIterable<readonly T[]> {
  let count = 0;
  for await (const page of pages) {
    yield page;
    count += page.length;
    if (count > most) return;
  }
}
