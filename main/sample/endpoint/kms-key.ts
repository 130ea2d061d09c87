import type { SampleKey } from '../generate/key.ts';
import type { SampleUnit } from '../generate/unit.ts';
import { AwsRefusal, type Call, text } from './call.ts';

/** Truncated is always there, NextMarker only where there is more. */
export function more(next: string | null): { Truncated: boolean; NextMarker?: string } {
  return next === null ? { Truncated: false } : { NextMarker: next, Truncated: true };
}

/** The key id in what KeyId may hold: an id or an ARN. */
export function keyIdIn(asked: string): string {
  return asked.startsWith('arn:') ? asked.slice(asked.lastIndexOf('/') + 1) : asked;
}

/** The key that a call is about. */
export function keyOf(call: Call, unit: SampleUnit): SampleKey {
  const asked = text(call.input, 'KeyId');
  if (asked === undefined) {
    throw new AwsRefusal(
      'ValidationException',
      "1 validation error detected: Value null at 'keyId' failed to satisfy constraint: Member must not be null",
    );
  }
  const keyId = keyIdIn(asked);
  const arn = unit.arn(keyId);
  const key = asked.startsWith('arn:') && asked !== arn ? undefined : unit.key(keyId);
  if (!key) throw new AwsRefusal('NotFoundException', `Key '${arn}' does not exist`);
  return key;
}
