import { type Json, objects, optionalText, text, time } from '../answer.ts';
import type { Caller } from '../caller.ts';
import type { Unit } from '../kms/target.ts';
import { pages } from '../pages.ts';
import type { KeyEvent } from '../reader.ts';

const TARGET = 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents';

/**
 * Events of one name, 50 a page, newest first. CloudTrail looks up by one attribute at a time, and by name is the one
 * that leaves out what fills a KMS history: the use of its keys.
 */
export function lookupEvents(
  caller: Caller,
  { region, gate }: Unit,
  query: { readonly name: string; readonly since: Date },
): AsyncIterable<readonly KeyEvent[]> {
  return pages((token, fresh) =>
    caller.json(
      gate,
      {
        operation: 'cloudtrail:LookupEvents',
        service: 'cloudtrail',
        region,
        target: TARGET,
        body: {
          LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: query.name }],
          StartTime: query.since.getTime() / 1000,
          MaxResults: 50,
          NextToken: token ?? undefined,
        },
      },
      (answer) => ({
        items: objects(answer, 'Events').map(event),
        next: fresh(optionalText(answer, 'NextToken')),
      }),
    ),
  );
}

function event(json: Json): KeyEvent {
  const resources = objects(json, 'Resources').flatMap((one) => optionalText(one, 'ResourceName') ?? []);
  return {
    name: text(json, 'EventName'),
    at: time(json, 'EventTime'),
    keys: resources.filter(namesKey),
  };
}

/** AWS lists a key by its ARN or its bare id; an alias is listed beside it. */
function namesKey(name: string): boolean {
  return name.startsWith('arn:') ? name.includes(':key/') : /^(mrk-)?[0-9a-f]{8}[0-9a-f-]{24,}$/.test(name);
}
