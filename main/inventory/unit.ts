import type { HsmCluster, KeyStore } from '../../shared/model/hsm.ts';
import type { KeyRecord } from '../../shared/model/key.ts';
import type { Unit } from '../../shared/model/place.ts';
import type { Depth } from '../../shared/model/policy.ts';
import type { UnitPhase } from '../../shared/model/progress.ts';
import type { AwsCallError } from '../aws/error.ts';
import type { KeyRef, Operation, UnitReader } from '../aws/reader.ts';
import { Asker, collect, type Listed } from './ask.ts';
import { type Coverage, why } from './coverage.ts';
import type { Delta } from './delta/delta.ts';
import { withBackups } from './depth/backups.ts';
import { Feed } from './feed.ts';
import { KeyPipeline, type Knowledge } from './key-pipeline.ts';
import type { Turns } from './limited.ts';
import { Listings } from './listings.ts';
import { UNIT_IS_SHUT } from './shut.ts';
import type { Places } from './stage.ts';

/** What a unit's reading has come to; kept by `readUnit`, shown by progress. */
export interface UnitState {
  readonly unit: Unit;
  phase: UnitPhase;
  listed: number;
  /** Keys whose every call has ended. */
  read: number;
}

/** Where a unit's findings go. A promise means that the consumer is behind, and is to be waited for. */
export interface Sink {
  /** A row as far as it is known; the same key follows whole. */
  provisional(key: KeyRecord): Promise<void> | undefined;
  key(key: KeyRecord): Promise<void> | undefined;
  clusters(clusters: readonly HsmCluster[]): void;
  keyStores(keyStores: readonly KeyStore[]): void;
}

export interface UnitReading {
  readonly state: UnitState;
  readonly reader: UnitReader;
  readonly coverage: Coverage;
  readonly sink: Sink;
  /** Keys in work, over all units. */
  readonly places: Places;
  /** What earlier snapshots tell; null where everything is read anew. */
  readonly knowledge: Knowledge | null;
  readonly depth: Depth;
  /** What is carried on from the last snapshot; null where all is read. */
  readonly delta: Delta | null;
  /** Units whose keys are read at once; listing waits for no turn. */
  readonly turns: Turns;
  readonly signal: AbortSignal;
}

/**
 * Reads one account in one region. Its keys are listed at once, so that counts come early, and read as they are listed;
 * aliases and tags only where there are keys. Where ListKeys shows that KMS does not answer there at all, KMS is asked nothing more, and that one
 * entry says it for the unit. Clusters are another service's and are asked for in any case.
 */
export async function readUnit(reading: UnitReading): Promise<void> {
  const { state, reader, coverage } = reading;
  const { unit } = state;
  const clusters = held(collect(reader.describeClusters()));
  const listings = new Listings();
  const feed = new Feed<KeyRef>();
  let keys: Promise<void> | undefined;
  const { items: refs, error } = await collect(reader.listKeys(), (all, page) => {
    state.phase = 'listing';
    state.listed = all.length;
    if (page.length === 0) return;
    feed.push(page);
    keys ??= held(readKeys(reading, feed, listings, held(list(reading, listings))));
  }).finally(() => feed.end());
  if (error) coverage.unread(unit, 'kms:ListKeys', listingGap(error, refs.length, 'keys'));
  else coverage.read(unit, 'kms:ListKeys');
  const shut = error !== null && UNIT_IS_SHUT.includes(error.outcome);
  await Promise.all([
    shut ? undefined : readKeyStores(reading),
    clusters.then((listed) => keepClusters(reading, listed, shut)),
    keys,
  ]);
  state.phase = reading.signal.aborted ? 'cancelled' : finalPhase(error, refs.length);
}

/** Work that runs while something else is awaited: its failure is met when it is awaited itself, not before. */
function held<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

async function readKeys(
  reading: UnitReading,
  feed: Feed<KeyRef>,
  listings: Listings,
  listed: Promise<void>,
): Promise<void> {
  const { state, reader, coverage, sink, depth, delta, places, knowledge } = reading;
  const { unit } = state;
  // Whether it is worth while to ask CloudTrail depends on how many keys there are.
  if (delta) await feed.ended;
  const changes = (await delta?.changes(unit, state.listed, reader, coverage)) ?? null;
  await reading.turns.run(async () => {
    void feed.ended.then(() => {
      state.phase = 'reading';
    });
    const carried = await delta?.carried(unit, changes);
    const pipeline = new KeyPipeline({
      unit,
      reader,
      asker: new Asker(unit, coverage),
      depth,
      knowledge,
      listings,
      listed,
      places,
      provisional: (key) => sink.provisional(key),
      final: (key) => {
        state.read += 1;
        return sink.key(key);
      },
    });
    await pipeline.run(feed, (arn) => {
      const before = carried?.get(arn);
      delta?.count(before ? 'carried' : 'reread');
      return before;
    });
  });
}

async function list(reading: UnitReading, listings: Listings): Promise<void> {
  const { reader } = reading;
  const [aliases, tagged] = await Promise.all([
    collect(reader.listAliases(), (_all, page) => listings.addAliases(page)),
    collect(reader.getTaggedKeys(), (_all, page) => listings.addTags(page)),
  ]);
  note(reading, 'kms:ListAliases', aliases, 'aliases');
  note(reading, 'tag:GetResources', tagged, 'tagged keys');
  if (!tagged.error) listings.tagsAreWhole();
}

async function readKeyStores(reading: UnitReading): Promise<void> {
  const listed = await collect(reading.reader.describeCustomKeyStores());
  note(reading, 'kms:DescribeCustomKeyStores', listed, 'key stores');
  if (listed.items.length > 0) {
    reading.sink.keyStores(listed.items.map((store) => ({ ...reading.state.unit, ...store })));
  }
}

async function keepClusters(
  reading: UnitReading,
  listed: Listed<Omit<HsmCluster, 'accountId' | 'region'>>,
  shut: boolean,
): Promise<void> {
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
  if (listed.items.length === 0) return;
  const { clusters, listed: backups } =
    reading.depth === 'full'
      ? await withBackups(listed.items, reading.reader)
      : { clusters: listed.items, listed: null };
  if (backups) note(reading, 'cloudhsm:DescribeBackups', backups, 'backups');
  reading.sink.clusters(clusters.map((cluster) => ({ ...unit, ...cluster })));
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
    : { ...gap, example: `Ended after ${came} ${what}, and more exist: ${gap.example}`, more: true as const };
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
