import type { Tag } from '../../../shared/model/key.ts';
import { objects, optionalText, text } from '../answer.ts';
import type { Caller } from '../caller.ts';
import type { Unit } from '../kms/target.ts';
import { pages } from '../pages.ts';

export interface TaggedKey {
  readonly arn: string;
  readonly tags: readonly Tag[];
}

/** The tagged KMS keys of the account in the region, 100 a page: a hundredth of the calls of ListResourceTags. */
export function getTaggedKeys(caller: Caller, { region, gate }: Unit): AsyncIterable<readonly TaggedKey[]> {
  return pages((token, fresh) =>
    caller.json(
      gate,
      {
        operation: 'tag:GetResources',
        service: 'tagging',
        region,
        target: 'ResourceGroupsTaggingAPI_20170126.GetResources',
        body: {
          ResourceTypeFilters: ['kms:key'],
          ResourcesPerPage: 100,
          PaginationToken: token ?? undefined,
        },
      },
      (answer) => ({
        items: objects(answer, 'ResourceTagMappingList').map((resource) => ({
          arn: text(resource, 'ResourceARN'),
          tags: objects(resource, 'Tags').map((tag) => ({
            key: text(tag, 'Key'),
            value: optionalText(tag, 'Value') ?? '',
          })),
        })),
        next: fresh(optionalText(answer, 'PaginationToken')),
      }),
    ),
  );
}
