import type { KeyMetadata, KeyRecord } from '../model/key.ts';
import { known } from '../model/outcome.ts';

/** How a key can rotate: by AWS and on demand, on demand only (imported material), never, or not known to this version. */
export type RotationAbility = 'automatic' | 'onDemand' | 'none' | 'unknown';

const FIXED_SPEC = /^(RSA_|ECC_|HMAC_|ML_DSA_|ML_KEM_|SM2$)/;

/**
 * Only symmetric encryption keys outside custom key stores rotate (GetKeyRotationStatus and RotateKeyOnDemand
 * references). A spec or origin that AWS adds later may rotate or not.
 */
export function rotationAbility(metadata: Pick<KeyMetadata, 'spec' | 'origin'>): RotationAbility {
  if (metadata.origin === 'AWS_CLOUDHSM' || metadata.origin === 'EXTERNAL_KEY_STORE') return 'none';
  if (FIXED_SPEC.test(metadata.spec)) return 'none';
  if (metadata.spec !== 'SYMMETRIC_DEFAULT') return 'unknown';
  if (metadata.origin === 'AWS_KMS') return 'automatic';
  return metadata.origin === 'EXTERNAL' ? 'onDemand' : 'unknown';
}

/** Completed rotations as far as they were read, oldest first. `complete`: there are no others. */
export interface RotationHistory {
  readonly dates: readonly string[];
  readonly complete: boolean;
}

export function rotationHistory(key: KeyRecord, metadata: KeyMetadata): RotationHistory {
  const ability = rotationAbility(metadata);
  if (ability === 'none') return { dates: [], complete: true };
  const dates = (known(key.rotations) ?? []).map((rotation) => rotation.date).sort();
  // A symmetric AWS_KMS key always has a history, so "not applicable" there means that nobody knows it.
  const complete =
    key.rotations.status === 'read' || (key.rotations.status === 'notApplicable' && ability !== 'automatic');
  return { dates, complete };
}
