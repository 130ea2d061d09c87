import { mixText } from '../generate/draw.ts';
import { eventsOf } from '../generate/events.ts';
import { hex } from '../generate/key-id.ts';
import { DAY } from '../generate/time.ts';
import type { SampleUnit } from '../generate/unit.ts';
import { AwsRefusal, type Call, type Input, list, number, text, unitOf } from './call.ts';
import { pageOf, pageSize } from './page.ts';

interface UnitEvent {
  readonly name: string;
  readonly at: number;
  readonly arn: string;
}

const LOOKS_BACK = 90 * DAY;
/** What a unit's events are does not change while it is served, and each scan looks through them by many names. */
const known = new WeakMap<SampleUnit, readonly UnitEvent[]>();

function eventsIn(unit: SampleUnit, at: number): readonly UnitEvent[] {
  const before = known.get(unit);
  if (before) return before;
  const events = [...unit.lives()].flatMap(({ keyId, life }) =>
    eventsOf(life, at).map((event) => ({ ...event, arn: unit.arn(keyId) })),
  );
  const recent = events.filter((event) => event.at >= at - LOOKS_BACK).sort((a, b) => b.at - a.at);
  known.set(unit, recent);
  return recent;
}

function nameAsked(input: Input): string {
  const [attribute, second] = list(input, 'LookupAttributes') as readonly Input[];
  const key = attribute && text(attribute, 'AttributeKey');
  const value = attribute && text(attribute, 'AttributeValue');
  if (second !== undefined || key !== 'EventName' || value === undefined) {
    throw new AwsRefusal(
      'InvalidLookupAttributesException',
      'The sample looks up by one attribute: EventName.',
    );
  }
  return value;
}

/** Newest first; CloudTrailEvent, the event itself as JSON text, is what AWS would add. */
function lookupEvents(call: Call): object {
  const { input, organisation } = call;
  const name = nameAsked(input);
  const start = (number(input, 'StartTime') ?? 0) * 1000;
  const end = (number(input, 'EndTime') ?? Number.MAX_SAFE_INTEGER / 1000) * 1000;
  const found = eventsIn(unitOf(call), organisation.asOf.getTime()).filter(
    (event) => event.name === name && event.at >= start && event.at <= end,
  );
  const { items, next } = pageOf(
    found.length,
    (slot) =>
      found.slice(slot, slot + 1).map(({ at, arn }) => ({
        EventId: `${hex(mixText(at % 2 ** 31, arn))}-0000-4000-8000-000000000000`,
        EventName: name,
        EventSource: 'kms.amazonaws.com',
        EventTime: Math.floor(at / 1000),
        ReadOnly: 'false',
        Resources: [{ ResourceName: arn, ResourceType: 'AWS::KMS::Key' }],
        Username: name === 'RotateKey' ? undefined : 'KeyAdministrator',
      })),
    pageSize(number(input, 'MaxResults'), 50, 50),
    text(input, 'NextToken'),
    'InvalidNextTokenException',
  );
  return { Events: items, NextToken: next ?? undefined };
}

export const CLOUDTRAIL: Readonly<Record<string, (call: Call) => object>> = { LookupEvents: lookupEvents };
