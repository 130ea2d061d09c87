import type { KeyMetadata, KeyRecord } from '../model/key.ts';
import { known } from '../model/outcome.ts';
import { rotationAbility } from './rotation-history.ts';

const DEFAULT_PERIOD_DAYS = 365;
const DAY_MS = 86_400_000;

/**
 * The next automatic rotation and the one after it; none where rotation is off, or where the key is not enabled: it
 * then keeps its setting but does not rotate (GetKeyRotationStatus reference).
 */
export function plannedRotations(key: KeyRecord, metadata: KeyMetadata): readonly string[] {
  const status = known(key.rotationStatus);
  if (!status?.enabled || status.nextRotationAt === null) return [];
  if (metadata.state !== 'Enabled' || rotationAbility(metadata) === 'none') return [];
  const next = Date.parse(status.nextRotationAt);
  const after = new Date(next + (status.periodDays ?? DEFAULT_PERIOD_DAYS) * DAY_MS);
  return [status.nextRotationAt, after.toISOString()];
}
