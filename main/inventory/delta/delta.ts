import type { KeyRecord } from '../../../shared/model/key.ts';
import type { Unit } from '../../../shared/model/place.ts';
import type { Depth } from '../../../shared/model/policy.ts';
import type { DeltaFacts } from '../../../shared/model/snapshot.ts';
import type { UnitReader } from '../../aws/reader.ts';
import { type Coverage, why } from '../coverage.ts';
import { mayCarry } from './carry.ts';
import { changesSince, namesFor } from './events.ts';

/** CloudTrail looks back 90 days (facts section 5). */
const LOOKS_BACK_MS = 90 * 86_400_000;
/** An event is in CloudTrail within minutes, at most about fifteen; what came late for the last scan is found by this one. */
const LATE_MS = 15 * 60_000;
const NONE: ReadonlyMap<string, KeyRecord> = new Map();

export interface DeltaOptions {
  /** The snapshot that is carried on; null where there is none. */
  readonly last: {
    readonly id: string;
    readonly asOf: Date;
    keys(unit: Unit): AsyncIterable<readonly KeyRecord[]>;
  } | null;
  readonly now: Date;
  readonly depth: Depth;
}

/** What a scan carries on from the last snapshot instead of reading it, and what it says of that. */
export class Delta {
  readonly #options: DeltaOptions;
  readonly #full = new Map<string, number>();
  #carried = 0;
  #reread = 0;

  constructor(options: DeltaOptions) {
    this.#options = options;
  }

  /** Ids of the unit's keys that have changed; null where all are to be read. */
  async changes(
    unit: Unit,
    keys: number,
    reader: UnitReader,
    coverage: Coverage,
  ): Promise<ReadonlySet<string> | null> {
    const { last, now, depth } = this.#options;
    if (last === null) return this.#whole('There is no earlier snapshot');
    const since = new Date(last.asOf.getTime() - LATE_MS);
    if (now.getTime() - since.getTime() > LOOKS_BACK_MS) {
      return this.#whole('The last snapshot is older than the 90 days of CloudTrail');
    }
    if (keys <= namesFor(depth).length) return this.#whole('Few keys: to read them takes fewer requests');
    const changes = await changesSince(reader, since, depth);
    if (changes.ok) {
      coverage.read(unit, 'cloudtrail:LookupEvents');
      return changes.keyIds;
    }
    if (changes.error) coverage.unread(unit, 'cloudtrail:LookupEvents', why(changes.error));
    return this.#whole(changes.reason);
  }

  /** The keys of a unit that are as they were, by ARN. */
  async carried(unit: Unit, changed: ReadonlySet<string> | null): Promise<ReadonlyMap<string, KeyRecord>> {
    const { last, now, depth } = this.#options;
    if (last === null || changed === null) return NONE;
    const carried = new Map<string, KeyRecord>();
    for await (const keys of last.keys(unit)) {
      for (const key of keys)
        if (mayCarry(key, { changed, now, depth })) carried.set(key.arn, asDeep(key, depth));
    }
    return carried;
  }

  count(key: 'carried' | 'reread'): void {
    if (key === 'carried') this.#carried += 1;
    else this.#reread += 1;
  }

  facts(): DeltaFacts {
    const full = [...this.#full].map(([reason, units]) => ({ reason, units }));
    full.sort((a, b) => b.units - a.units || (a.reason < b.reason ? -1 : 1));
    const { last } = this.#options;
    return { since: last?.id ?? null, carried: this.#carried, reread: this.#reread, full };
  }

  #whole(reason: string): null {
    this.#full.set(reason, (this.#full.get(reason) ?? 0) + 1);
    return null;
  }
}

/** A scan that looks up no changes of grants may not carry them. */
function asDeep(key: KeyRecord, depth: Depth): KeyRecord {
  if (depth === 'full') return key;
  const { policy: _policy, grants: _grants, ...standard } = key;
  return standard;
}
