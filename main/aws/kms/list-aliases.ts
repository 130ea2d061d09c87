import { objects, optionalText, text } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { pages } from '../pages.ts';
import type { AliasRef } from '../reader.ts';
import { kmsCall, nextMarker, type Unit } from './target.ts';

/** Every alias of the account in the region; 100 a page, the most that KMS gives. */
export function listAliases(caller: Caller, { region, gate }: Unit): AsyncIterable<readonly AliasRef[]> {
  return pages((marker, fresh) =>
    caller.json(
      gate,
      kmsCall('kms:ListAliases', region, { Limit: 100, Marker: marker ?? undefined }),
      (answer) => ({
        items: objects(answer, 'Aliases').map((alias) => ({
          name: text(alias, 'AliasName'),
          keyId: optionalText(alias, 'TargetKeyId'),
        })),
        next: fresh(nextMarker(answer)),
      }),
    ),
  );
}
