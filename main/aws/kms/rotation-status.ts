import type { RotationStatus } from '../../../shared/model/key.ts';
import { flag, optionalNumber, optionalTime } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { kmsCall, type Unit } from './target.ts';

export function getKeyRotationStatus(
  caller: Caller,
  { region, gate }: Unit,
  keyId: string,
): Promise<RotationStatus> {
  return caller.json(gate, kmsCall('kms:GetKeyRotationStatus', region, { KeyId: keyId }), (answer) => ({
    enabled: flag(answer, 'KeyRotationEnabled'),
    periodDays: optionalNumber(answer, 'RotationPeriodInDays'),
    nextRotationAt: optionalTime(answer, 'NextRotationDate'),
    onDemandStartedAt: optionalTime(answer, 'OnDemandRotationStartDate'),
  }));
}
