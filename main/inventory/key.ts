import type { KeyMetadata, KeyRecord, Rotation, RotationStatus, Tag } from '../../shared/model/key.ts';
import { type Detail, known, NOT_APPLICABLE, read, unread } from '../../shared/model/outcome.ts';
import type { Unit } from '../../shared/model/place.ts';
import type { KeyRef, UnitReader } from '../aws/reader.ts';
import type { Asker } from './ask.ts';

/** What the unit's listings tell of its keys. */
export interface Joins {
  readonly aliases: ReadonlyMap<string, readonly string[]>;
  /** The tags of a key; undefined where its own ListResourceTags must tell. */
  tags(arn: string): readonly Tag[] | undefined;
}

type Question = 'ask' | 'notAsked' | 'notApplicable';

/**
 * Which of the two rotation calls a key is asked. The cheapest honest order, decided by what each answer is for:
 *
 * - AWS managed keys, asymmetric and HMAC keys and keys of custom key stores have no rotation that bills: neither.
 * - Keys scheduled for deletion cost nothing whatever their history (facts section 1): neither, until they are kept.
 * - Imported material rotates on demand only (facts section 7): history, no status.
 * - Every other symmetric encryption key: both. The history decides the price, and nothing else proves it: not a
 *   status of "off" (it may have been on before), not a young age (on-demand rotation has no waiting time), not the
 *   next rotation date (on-demand rotations do not move it). The status, ten times as cheap in quota, tells what the
 *   history cannot: whether and when the key rotates next.
 * - Replicas like primaries, each by its own: each bills by itself (assumed, facts section 1).
 * - A key that DescribeKey did not answer for may be AWS managed: neither.
 */
export function rotationQuestions(metadata: KeyMetadata | undefined): {
  readonly status: Question;
  readonly history: Question;
} {
  if (!metadata) return { status: 'notAsked', history: 'notAsked' };
  const { manager, spec, usage, origin, state } = metadata;
  const rotates =
    manager === 'CUSTOMER' &&
    spec === 'SYMMETRIC_DEFAULT' &&
    usage === 'ENCRYPT_DECRYPT' &&
    (origin === 'AWS_KMS' || origin === 'EXTERNAL');
  if (!rotates) return { status: 'notApplicable', history: 'notApplicable' };
  const imported = origin === 'EXTERNAL';
  if (state === 'PendingDeletion' || state === 'PendingReplicaDeletion') {
    return { status: imported ? 'notApplicable' : 'notAsked', history: 'notAsked' };
  }
  return { status: imported ? 'notApplicable' : 'ask', history: 'ask' };
}

/** Reads all of one key. Whatever fails, the row stays, and says what it lacks. */
export async function readKey(
  { accountId, region }: Unit,
  ref: KeyRef,
  reader: UnitReader,
  asker: Asker,
  joins: Promise<Joins>,
): Promise<KeyRecord> {
  const { arn, keyId } = ref;
  const metadata = await asker.one('kms:DescribeKey', arn, () => reader.describeKey(keyId));
  const questions = rotationQuestions(known(metadata));
  const [rotationStatus, rotations, { aliases, tags }] = await Promise.all([
    pose<RotationStatus>(questions.status, () =>
      asker.one('kms:GetKeyRotationStatus', arn, () => reader.getKeyRotationStatus(keyId)),
    ),
    pose<readonly Rotation[]>(questions.history, () =>
      asker.all('kms:ListKeyRotations', arn, () => reader.listKeyRotations(keyId)),
    ),
    joins.then(async (joined) => ({
      aliases: joined.aliases.get(keyId) ?? [],
      tags: await tagsOf(ref, known(metadata), joined, reader, asker),
    })),
  ]);
  return {
    arn,
    keyId,
    accountId,
    region,
    aliases,
    metadata,
    rotationStatus,
    rotations: newestFirst(rotations),
    tags,
  };
}

async function pose<T>(question: Question, ask: () => Promise<Detail<T>>): Promise<Detail<T>> {
  switch (question) {
    case 'ask':
      return ask();
    case 'notAsked':
      return unread('notAsked');
    case 'notApplicable':
      return NOT_APPLICABLE;
  }
}

async function tagsOf(
  { arn, keyId }: KeyRef,
  metadata: KeyMetadata | undefined,
  joins: Joins,
  reader: UnitReader,
  asker: Asker,
): Promise<Detail<readonly Tag[]>> {
  // AWS managed keys cannot carry tags.
  if (metadata?.manager === 'AWS') return NOT_APPLICABLE;
  const tags = joins.tags(arn);
  if (tags) return read(tags);
  return asker.all('kms:ListResourceTags', arn, () => reader.listResourceTags(keyId));
}

function newestFirst(rotations: Detail<readonly Rotation[]>): Detail<readonly Rotation[]> {
  if (rotations.status !== 'read' && rotations.status !== 'partial') return rotations;
  return { ...rotations, value: [...rotations.value].sort((a, b) => (a.date < b.date ? 1 : -1)) };
}
