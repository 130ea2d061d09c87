import type { KeyMetadata, Rotation } from '../../shared/model/key.ts';
import type { Detail } from '../../shared/model/outcome.ts';

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

/** Newest first, in whatever order AWS gave them. */
export function newestFirst(rotations: Detail<readonly Rotation[]>): Detail<readonly Rotation[]> {
  if (rotations.status !== 'read' && rotations.status !== 'partial') return rotations;
  if (rotations.value.length < 2) return rotations;
  return { ...rotations, value: [...rotations.value].sort((a, b) => (a.date < b.date ? 1 : -1)) };
}
