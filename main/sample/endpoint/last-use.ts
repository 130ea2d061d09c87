import { type Call, unitOf } from './call.ts';
import { keyOf } from './kms-key.ts';

/** Never used since tracking began: an empty object, and TrackingStartDate says since when (facts, section 13). */
export function lastUsage(call: Call): object {
  const key = keyOf(call, unitOf(call));
  const used = key.lastUse;
  return {
    KeyCreationDate: key.createdAt / 1000,
    KeyId: key.arn,
    KeyLastUsage: used
      ? {
          CloudTrailEventId: `${key.keyId.slice(-8)}-0000-4000-8000-${key.keyId.slice(-12)}`,
          KmsRequestId: `${key.keyId.slice(-8)}-1111-4111-8111-${key.keyId.slice(-12)}`,
          Operation: used.operation,
          Timestamp: used.at / 1000,
        }
      : {},
    TrackingStartDate: key.trackingStart / 1000,
  };
}
