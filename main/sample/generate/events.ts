import { FOREVER, type KeyLife } from './life.ts';
import { DAY } from './time.ts';

/** A management event of a key, as CloudTrail keeps it. */
export interface SampleEvent {
  readonly name: string;
  /** Ms since 1970. */
  readonly at: number;
}

function automatic(life: KeyLife, at: number): SampleEvent[] {
  if (!life.automatic) return [];
  const { from, until, periodDays } = life.automatic;
  const events: SampleEvent[] = [{ name: 'EnableKeyRotation', at: from }];
  for (let date = from + periodDays * DAY; date <= Math.min(at, until); date += periodDays * DAY) {
    events.push({ name: 'RotateKey', at: date });
  }
  return [...events, { name: 'DisableKeyRotation', at: until }];
}

function imported(life: KeyLife): SampleEvent[] {
  if (!life.material) return [];
  const { from, until, expires } = life.material;
  const end = expires ? 'DeleteExpiredKeyMaterial' : 'DeleteImportedKeyMaterial';
  return [
    { name: 'ImportKeyMaterial', at: from },
    { name: end, at: until },
  ];
}

/** Everything that was done to a key until `at`, in no order. What it was used for is left out. */
export function eventsOf(life: KeyLife, at: number): readonly SampleEvent[] {
  const span = (one: { from: number; until: number } | null, begin: string, end: string): SampleEvent[] =>
    one
      ? [
          { name: begin, at: one.from },
          { name: end, at: one.until },
        ]
      : [];
  const running = life.onDemandRunning ? [{ name: 'RotateKeyOnDemand', at: life.onDemandRunning.from }] : [];
  return [
    { name: 'CreateKey', at: life.createdAt },
    ...life.aliases.map(() => ({ name: 'CreateAlias', at: life.createdAt })),
    ...span(life.disabled, 'DisableKey', 'EnableKey'),
    ...span(life.updating, 'UpdatePrimaryRegion', 'SynchronizeMultiRegionKey'),
    ...(life.deletion ? [{ name: 'ScheduleKeyDeletion', at: life.deletion.from }] : []),
    ...automatic(life, at),
    ...imported(life),
    ...life.onDemand.map((date) => ({ name: 'RotateKeyOnDemand', at: date })),
    ...running,
  ].filter((event) => event.at <= at && event.at !== FOREVER);
}
