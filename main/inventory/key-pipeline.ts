import type { KeyRecord } from '../../shared/model/key.ts';
import type { KnownKeys } from '../../shared/model/known.ts';
import { type Detail, known, NOT_APPLICABLE, read, unread } from '../../shared/model/outcome.ts';
import type { Unit } from '../../shared/model/place.ts';
import type { Depth } from '../../shared/model/policy.ts';
import type { KeyRef, UnitReader } from '../aws/reader.ts';
import type { Asker } from './ask.ts';
import { carriedRotations } from './carry-rotations.ts';
import { policyAndGrants } from './depth/policy-and-grants.ts';
import { HeldFacts } from './facts.ts';
import { newestFirst, rotationQuestions } from './key.ts';
import type { Listings } from './listings.ts';
import { type Places, Stage } from './stage.ts';

/** What earlier snapshots tell, and the moment that this scan is of. */
export interface Knowledge {
  readonly keys: KnownKeys;
  readonly now: Date;
}

export interface KeyReading {
  readonly unit: Unit;
  readonly reader: UnitReader;
  readonly asker: Asker;
  readonly depth: Depth;
  /** Null where everything is read anew. */
  readonly knowledge: Knowledge | null;
  /** As far as the unit's listings have come; `listed` ends when they have. */
  readonly listings: Listings;
  readonly listed: Promise<void>;
  readonly places: Places;
  /** A row that some call will still change; only where one will. A promise means that the consumer is behind. */
  readonly provisional: (key: KeyRecord) => Promise<void> | undefined;
  /** Each key once, when its last call has ended. */
  readonly final: (key: KeyRecord) => Promise<void> | undefined;
}

/** Calls in work at once in a unit: half the quota, as is usual, times the longest latency that it is to be reached at, 400 ms. */
const AT_ONCE = { describe: 400, status: 200, history: 64, tags: 400, deeper: 64 };

/** With more keys than this on their way, those that wait are packed. */
const PACKED_BEYOND = 15_000;

/** A key on its way, and how many of its parts are still out: its place in the listings, and each call. */
interface Pending {
  readonly ref: KeyRef;
  readonly held: HeldFacts;
  out: number;
  awaitsHistory: boolean;
  /** It has one of the places. */
  readonly placed: boolean;
}

const NOT_YET: Detail<never> = unread('notAsked');

/**
 * Reads the keys of a unit, each call in a stage of its own, so that no key waits for another's narrower quota: a key's
 * row leaves when DescribeKey has answered, when only its history or its place in the listings is out, and when it is
 * whole. What waits is about a kilobyte. Whatever fails, the row stays, and says what it lacks.
 */
export class KeyPipeline {
  readonly #reading: KeyReading;
  readonly #describe: Stage<KeyRef>;
  readonly #status: Stage<Pending>;
  readonly #history: Stage<Pending>;
  readonly #tags: Stage<Pending>;
  readonly #deeper: Stage<Pending>;
  readonly #awaitingListings: Pending[] = [];
  #listed = false;
  /** Keys that are not whole yet, and one for the listing. */
  #left = 1;
  #end: { readonly resolve: () => void; readonly reject: (error: unknown) => void } | null = null;

  constructor(reading: KeyReading) {
    this.#reading = reading;
    const { reader, asker } = reading;
    const failed = (error: unknown) => this.#end?.reject(error);
    this.#describe = new Stage(AT_ONCE.describe, (ref) => this.#begin(ref), failed);
    const part = (limit: number, answer: (key: Pending) => Promise<void>) =>
      new Stage<Pending>(
        limit,
        async (key) => {
          await answer(key);
          await this.#partEnded(key);
        },
        failed,
      );
    this.#status = part(AT_ONCE.status, async (key) => {
      const { arn, keyId } = key.ref;
      const status = await asker.one('kms:GetKeyRotationStatus', arn, () =>
        reader.getKeyRotationStatus(keyId),
      );
      key.held.facts.rotationStatus = status;
    });
    this.#history = part(AT_ONCE.history, async (key) => {
      const { arn, keyId } = key.ref;
      const rotations = await asker.all('kms:ListKeyRotations', arn, () => reader.listKeyRotations(keyId));
      key.held.facts.rotations = newestFirst(rotations);
      key.awaitsHistory = false;
    });
    this.#tags = part(AT_ONCE.tags, async (key) => {
      const { arn, keyId } = key.ref;
      const tags = await asker.all('kms:ListResourceTags', arn, () => reader.listResourceTags(keyId));
      key.held.facts.tags = tags;
    });
    this.#deeper = part(AT_ONCE.deeper, async (key) => {
      const metadata = known(key.held.facts.metadata);
      const deeper = await policyAndGrants(key.ref, metadata, reader, asker);
      key.held.facts.deeper = deeper;
    });
  }

  /** Ends when every key is whole; `carried` keys are taken as they are, with the aliases and tags of the listings. */
  run(
    pages: AsyncIterable<readonly KeyRef[]>,
    carried: (arn: string) => KeyRecord | undefined,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#end = { resolve, reject };
      this.#reading.listed.then(() => this.#listingsEnded()).catch(reject);
      this.#take(pages, carried).catch(reject);
    });
  }

  async #take(
    pages: AsyncIterable<readonly KeyRef[]>,
    carried: (arn: string) => KeyRecord | undefined,
  ): Promise<void> {
    for await (const refs of pages) {
      this.#left += refs.length;
      for (const ref of refs) {
        const before = carried(ref.arn);
        if (before) void this.#joinListings(asBefore(before));
        else this.#describe.push(ref);
      }
    }
    this.#left -= 1;
    if (this.#left === 0) this.#end?.resolve();
  }

  async #begin(ref: KeyRef): Promise<void> {
    const { reader, asker, depth, knowledge, places } = this.#reading;
    const wait = places.enter();
    if (wait) await wait;
    const { arn, keyId } = ref;
    const metadata = await asker.one('kms:DescribeKey', arn, () => reader.describeKey(keyId));
    const answered = known(metadata);
    const ask = rotationQuestions(answered);
    const carried =
      knowledge && answered && ask.history === 'ask'
        ? carriedRotations(knowledge.keys(arn), keyId, answered, knowledge.now)
        : undefined;
    const asksStatus = ask.status === 'ask' && !carried?.status;
    const asksHistory = ask.history === 'ask' && !carried?.history;
    const key: Pending = {
      ref,
      held: new HeldFacts({
        metadata,
        rotationStatus: ask.status === 'ask' ? (carried?.status ?? NOT_YET) : unasked(ask.status),
        rotations: ask.history === 'ask' ? (carried?.history ?? NOT_YET) : unasked(ask.history),
        tags: answered?.manager === 'AWS' ? NOT_APPLICABLE : NOT_YET,
        aliases: null,
        deeper: {},
      }),
      out: 1 + Number(asksStatus) + Number(asksHistory) + Number(depth === 'full'),
      awaitsHistory: asksHistory,
      placed: true,
    };
    if (asksStatus) this.#status.push(key);
    if (asksHistory) this.#history.push(key);
    if (depth === 'full') this.#deeper.push(key);
    const whole = this.#joinListings(key);
    if (whole) await whole;
    else if (key.out > 0) await this.#showAndWait(key);
  }

  /** The end of a key that nothing else is out for; nothing where something is. */
  #joinListings(key: Pending): Promise<void> | undefined {
    if (!this.#listed) {
      this.#awaitingListings.push(key);
      return undefined;
    }
    return this.#takeListings(key);
  }

  async #listingsEnded(): Promise<void> {
    this.#listed = true;
    for (const key of this.#awaitingListings.splice(0)) await this.#takeListings(key);
  }

  #takeListings(key: Pending): Promise<void> | undefined {
    const { listings } = this.#reading;
    const { facts } = key.held;
    const tags = listings.tags(key.ref);
    facts.aliases = listings.aliases(key.ref);
    listings.forget(key.ref);
    // AWS managed keys cannot carry tags.
    if (facts.tags.status !== 'notApplicable') {
      if (!tags) {
        this.#tags.push(key);
        return undefined;
      }
      facts.tags = read(tags);
    }
    return this.#partEnded(key);
  }

  #partEnded(key: Pending): Promise<void> | undefined {
    key.out -= 1;
    if (key.out === 0) return this.#finish(key);
    // The history and the listings come long after all else: the row need not wait for the last of them.
    const isLast = key.out === 1 && (key.awaitsHistory || key.held.facts.aliases === null);
    return isLast ? this.#showAndWait(key) : undefined;
  }

  #showAndWait(key: Pending): Promise<void> | undefined {
    const shown = this.#reading.provisional(this.#record(key));
    if (key.out === 1 && this.#left > PACKED_BEYOND) key.held.pack();
    return shown;
  }

  async #finish(key: Pending): Promise<void> {
    const wait = this.#reading.final(this.#record(key));
    if (wait) await wait;
    if (key.placed) this.#reading.places.leave();
    this.#left -= 1;
    if (this.#left === 0) this.#end?.resolve();
  }

  #record(key: Pending): KeyRecord {
    const { unit, listings } = this.#reading;
    const { arn, keyId } = key.ref;
    const { metadata, rotationStatus, rotations, tags, aliases, deeper } = key.held.facts;
    const listed = tags.status === 'unread' && aliases === null ? listings.tags(key.ref) : undefined;
    return {
      arn,
      keyId,
      accountId: unit.accountId,
      region: unit.region,
      aliases: aliases ?? listings.aliases(key.ref),
      metadata,
      rotationStatus,
      rotations,
      tags: listed ? read(listed) : tags,
      ...deeper,
    };
  }
}

function unasked(question: 'notAsked' | 'notApplicable'): Detail<never> {
  return question === 'notApplicable' ? NOT_APPLICABLE : unread('notAsked');
}

/** A key that is as the last snapshot has it; its aliases and tags are this scan's. */
function asBefore(key: KeyRecord): Pending {
  const { metadata, rotationStatus, rotations, policy, grants } = key;
  return {
    ref: { arn: key.arn, keyId: key.keyId },
    held: new HeldFacts({
      metadata,
      rotationStatus,
      rotations,
      tags: key.tags.status === 'notApplicable' ? NOT_APPLICABLE : NOT_YET,
      aliases: null,
      deeper: { ...(policy && { policy }), ...(grants && { grants }) },
    }),
    out: 1,
    awaitsHistory: false,
    placed: false,
  };
}
