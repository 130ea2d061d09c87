import type { KeyMetadata, KeyRecord } from '../../../shared/model/key.ts';
import { NOT_APPLICABLE, unread } from '../../../shared/model/outcome.ts';
import type { KeyRef, UnitReader } from '../../aws/reader.ts';
import type { Asker } from '../ask.ts';

/**
 * Who may use a key: its policy, and the grants beside it. Of customer keys only, as AWS manages those of its own; a
 * key that DescribeKey did not answer for may be one of AWS's.
 */
export async function policyAndGrants(
  { arn, keyId }: KeyRef,
  metadata: KeyMetadata | undefined,
  reader: UnitReader,
  asker: Asker,
): Promise<Required<Pick<KeyRecord, 'policy' | 'grants'>>> {
  if (!metadata) return { policy: unread('notAsked'), grants: unread('notAsked') };
  if (metadata.manager === 'AWS') return { policy: NOT_APPLICABLE, grants: NOT_APPLICABLE };
  const [policy, grants] = await Promise.all([
    asker.one('kms:GetKeyPolicy', arn, () => reader.getKeyPolicy(keyId)),
    asker.all('kms:ListGrants', arn, () => reader.listGrants(keyId)),
  ]);
  return { policy, grants };
}
