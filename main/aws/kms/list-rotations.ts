import type { Rotation } from '../../../shared/model/key.ts';
import { type Json, listed, MalformedAnswer, optionalText, optionalTime } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { pages } from '../pages.ts';
import { kmsCall, nextMarker, type Unit } from './target.ts';

/** Completed rotations, 1,000 a page, in AWS's order. Rows that tell the state of key material are not rotations. */
export function listKeyRotations(
  caller: Caller,
  { region, gate }: Unit,
  keyId: string,
): AsyncIterable<readonly Rotation[]> {
  return pages((marker, fresh) =>
    caller.json(
      gate,
      kmsCall('kms:ListKeyRotations', region, { KeyId: keyId, Limit: 1000, Marker: marker ?? undefined }),
      (answer) => ({
        items: listed(answer, 'Rotations').flatMap(rotationIn),
        next: fresh(nextMarker(answer)),
      }),
    ),
  );
}

function rotationIn(row: Json): readonly Rotation[] {
  const date = optionalTime(row, 'RotationDate');
  const type = optionalText(row, 'RotationType');
  // A row with neither that is not key material says nothing: it must not pass for "no rotation".
  const isMaterial =
    optionalText(row, 'KeyMaterialState') !== null || optionalText(row, 'ImportState') !== null;
  if (date === null && type === null && isMaterial) return [];
  if (date === null || type === null) throw new MalformedAnswer('RotationDate or RotationType');
  return [{ date, type }];
}
