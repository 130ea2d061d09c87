import { listed, text } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { pages } from '../pages.ts';
import type { KeyRef } from '../reader.ts';
import { kmsCall, nextMarker, type Unit } from './target.ts';

/** Every KMS key of the account in the region, AWS managed ones included; 1,000 a page. */
export function listKeys(caller: Caller, { region, gate }: Unit): AsyncIterable<readonly KeyRef[]> {
  return pages((marker, fresh) =>
    caller.json(
      gate,
      kmsCall('kms:ListKeys', region, { Limit: 1000, Marker: marker ?? undefined }),
      (answer) => ({
        items: listed(answer, 'Keys').map((key) => ({
          keyId: text(key, 'KeyId'),
          arn: text(key, 'KeyArn'),
        })),
        next: fresh(nextMarker(answer)),
      }),
    ),
  );
}
