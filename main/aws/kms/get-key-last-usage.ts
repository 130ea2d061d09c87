import type { KeyUsage } from '../../../shared/model/last-use.ts';
import { type Json, object, optionalText, optionalTime, text, time } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { kmsCall, type Unit } from './target.ts';

/** A key that has not been used since tracking began has an empty KeyLastUsage, not an absent one (facts section 13). */
export function getKeyLastUsage(caller: Caller, { region, gate }: Unit, keyId: string): Promise<KeyUsage> {
  return caller.json(gate, kmsCall('kms:GetKeyLastUsage', region, { KeyId: keyId }), (answer) => ({
    createdAt: optionalTime(answer, 'KeyCreationDate'),
    trackedSince: optionalTime(answer, 'TrackingStartDate'),
    last: lastOf(object(answer.KeyLastUsage ?? {}, 'KeyLastUsage')),
  }));
}

function lastOf(json: Json): KeyUsage['last'] {
  if ((json.Timestamp ?? null) === null) return null;
  return {
    at: time(json, 'Timestamp'),
    operation: text(json, 'Operation'),
    eventId: optionalText(json, 'CloudTrailEventId'),
  };
}
