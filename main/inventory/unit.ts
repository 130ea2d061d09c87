import type { HsmCluster, KeyStore } from '../../shared/model/hsm.ts';
import type { KeyRecord, Tag } from '../../shared/model/key.ts';
import type { UnreadOutcome } from '../../shared/model/outcome.ts';
import type { Unit } from '../../shared/model/place.ts';
import type { UnitPhase } from '../../shared/model/progress.ts';
import type { AwsCallError } from '../aws/error.ts';
import type { AliasRef, KeyRef, Operation, UnitReader } from '../aws/reader.ts';
import { Asker, collect, type Listed } from './ask.ts';
import { type Coverage, why } from './coverage.ts';
import { type Joins, readKey } from './key.ts';
import { eachLimited, type Turns } from './limited.ts';

/** What a unit's reading has come to; kept by `readUnit`, shown by progress. */
export interface UnitState {
  readonly unit: Unit;
  phase: UnitPhase;
  listed: number;
  /** Keys whose every call has ended. */
  read: number;
}

/** Where a unit's findings go. A promise that waits means that the consumer is behind. */
export interface Sink {
  key(key: KeyRecord): Promise<void>;
  clusters(clusters: readonly HsmCluster[]): void;
  keyStores(keyStores: readonly KeyStore[]): void;
}

export interface UnitReading {
  readonly state: UnitState;
  readonly reader: UnitReader;
  readonly coverage: Coverage;
  readonly sink: Sink;
  /** Keys of this unit that may be in work at once. */
  readonly window: number;
  /** Units whose keys are read at once; all units are listed first. */
  readonly turns: Turns;
  readonly signal: AbortSignal;
}

/** After these, no call of the same service in the unit would be answered either. */
const UNIT_IS_SHUT: readonly UnreadOutcome[] = [
  'regionOff',
  'unreachable',
  'expired',
  'badCredentials',
  'cancelled',
];

/**
 * Reads one account in one region. Its keys are listed at once, so that counts come early; aliases and tags only where
 * there are keys. Where ListKeys shows that KMS does not answer there at all, KMS is asked nothing more, and that one
 * entry says it for the unit. Clusters are another service's and are asked for in any case.
 */
export async function readUnit(reading: UnitReading): Promise<void> {
  const { state, reader, coverage } = reading;
  const { unit } = state;
  const clusters = held(collect(reader.describeClusters()));
  let joins: Promise<Joins> | undefined;
  const { items: refs, error } = await collect(reader.listKeys(), (keys) => {
    state.phase = 'listing';
    state.listed = keys.length;
    if (keys.length === 0 || joins) return;
    joins = held(join(reading));
  });
  if (error) coverage.unread(unit, 'kms:ListKeys', listingGap(error, refs.length, 'keys'));
  else coverage.read(unit, 'kms:ListKeys');
  const shut = error !== null && UNIT_IS_SHUT.includes(error.outcome);
  await Promise.all([
    shut ? undefined : readKeyStores(reading),
    clusters.then((listed) => keepClusters(reading, listed, shut)),
    joins ? readKeys(reading, refs, joins) : undefined,
  ]);
  state.phase = reading.signal.aborted ? 'cancelled' : finalPhase(error, refs.length);
}

/** Work that runs while something else is awaited: its failure is met when it is awaited itself, not before. */
function held<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

async function readKeys(reading: UnitReading, refs: readonly KeyRef[], joins: Promise<Joins>): Promise<void> {
  const { state, reader, coverage, sink } = reading;
  const asker = new Asker(state.unit, coverage);
  await reading.turns.run(async () => {
    state.phase = 'reading';
    await eachLimited(refs, reading.window, async (ref) => {
      const key = await readKey(state.unit, ref, reader, asker, joins);
      state.read += 1;
      await sink.key(key);
    });
  });
}

async function join(reading: UnitReading): Promise<Joins> {
  const { reader } = reading;
  const [aliases, tagged] = await Promise.all([
    collect(reader.listAliases()),
    collect(reader.getTaggedKeys()),
  ]);
  note(reading, 'kms:ListAliases', aliases, 'aliases');
  note(reading, 'tag:GetResources', tagged, 'tagged keys');
  const tags = new Map<string, readonly Tag[]>(tagged.items.map((key) => [key.arn, key.tags]));
  // Of a whole listing, the keys that it lacks have no tags; of a broken one, they may.
  const absent = tagged.error ? undefined : [];
  return { aliases: byKey(aliases.items), tags: (arn) => tags.get(arn) ?? absent };
}

function byKey(aliases: readonly AliasRef[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { keyId, name } of aliases) {
    if (keyId === null) continue;
    const known = names.get(keyId);
    if (known) known.push(name);
    else names.set(keyId, [name]);
  }
  for (const list of names.values()) list.sort();
  return names;
}

async function readKeyStores(reading: UnitReading): Promise<void> {
  const listed = await collect(reading.reader.describeCustomKeyStores());
  note(reading, 'kms:DescribeCustomKeyStores', listed, 'key stores');
  if (listed.items.length > 0) {
    reading.sink.keyStores(listed.items.map((store) => ({ ...reading.state.unit, ...store })));
  }
}

function keepClusters(
  reading: UnitReading,
  listed: Listed<Omit<HsmCluster, 'accountId' | 'region'>>,
  shut: boolean,
): void {
  const { unit } = reading.state;
  // CloudHSM is not in every region (facts section 6). Where KMS answers, a name that does not exist says so.
  if (listed.error?.code === 'ENOTFOUND' && !shut) {
    reading.coverage.unread(unit, 'cloudhsm:DescribeClusters', {
      outcome: 'notAsked',
      example: `CloudHSM is not offered in ${unit.region}`,
      action: 'Nothing to do: there can be no cluster there.',
    });
    return;
  }
  note(reading, 'cloudhsm:DescribeClusters', listed, 'clusters');
  if (listed.items.length > 0) {
    reading.sink.clusters(listed.items.map((cluster) => ({ ...unit, ...cluster })));
  }
}

function note(reading: UnitReading, operation: Operation, listed: Listed<unknown>, what: string): void {
  const { coverage, state } = reading;
  if (listed.error)
    coverage.unread(state.unit, operation, listingGap(listed.error, listed.items.length, what));
  else coverage.read(state.unit, operation);
}

function listingGap(error: AwsCallError, came: number, what: string) {
  const gap = why(error);
  return came === 0
    ? gap
    : { ...gap, example: `Ended after ${came} ${what}, and more exist: ${gap.example}` };
}

function finalPhase(error: AwsCallError | null, listed: number): UnitPhase {
  if (!error || listed > 0) return 'done';
  switch (error.outcome) {
    case 'denied':
    case 'scp':
      return 'denied';
    case 'regionOff':
      return 'off';
    default:
      return 'failed';
  }
}
