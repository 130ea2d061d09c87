import type { Tag } from '../../../shared/model/key.ts';
import { objects, optionalText, text } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { pages } from '../pages.ts';
import { kmsCall, nextMarker, type Unit } from './target.ts';

/** The tags of one key. AWS allows 50, which is also its page. */
export function listResourceTags(
  caller: Caller,
  { region, gate }: Unit,
  keyId: string,
): AsyncIterable<readonly Tag[]> {
  return pages((marker, fresh) =>
    caller.json(
      gate,
      kmsCall('kms:ListResourceTags', region, { KeyId: keyId, Limit: 50, Marker: marker ?? undefined }),
      (answer) => ({
        items: objects(answer, 'Tags').map((tag) => ({
          key: text(tag, 'TagKey'),
          value: optionalText(tag, 'TagValue') ?? '',
        })),
        next: fresh(nextMarker(answer)),
      }),
    ),
  );
}
