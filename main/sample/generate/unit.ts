import { Draw, mix } from './draw.ts';
import { type DrawnClass, drawnKey, type Ground, lifespan } from './drawn-key.ts';
import { memberLife } from './family.ts';
import { clustersAt, type SampleCluster, type SampleStore, storesAt } from './hardware.ts';
import { existsAt, keyAt, type SampleKey } from './key.ts';
import { codeIn, codeOf, keyIdOf, placeOf } from './key-id.ts';
import type { KeyLife } from './life.ts';
import { managedCreatedAt, managedKey, predefinedAliases } from './managed-key.ts';
import type { UnitPlan } from './plan.ts';
import { REFERENCE } from './time.ts';

export interface SampleAlias {
  readonly name: string;
  /** Null for a predefined alias that no key stands behind. */
  readonly keyId: string | null;
  /** Ms since 1970; null for predefined ones. */
  readonly createdAt: number | null;
}

/**
 * One account in one region at one date. Keys are made when asked for and not kept: `slots` are the places that may
 * hold one, and a slot whose key is not there at the date answers undefined.
 */
export class SampleUnit {
  readonly accountId: string;
  readonly region: string;
  readonly clusters: readonly SampleCluster[];
  readonly stores: readonly SampleStore[];
  readonly slots: number;
  readonly #plan: UnitPlan;
  readonly #ground: Ground;
  readonly #at: number;
  readonly #starts: readonly number[];
  readonly #familySlots: ReadonlyMap<number, number>;

  constructor(seed: number, plan: UnitPlan, at: number) {
    this.#plan = plan;
    this.#at = at;
    this.accountId = plan.account.id;
    this.region = plan.region;
    this.clusters = clustersAt(seed, plan.account.name, plan.region, at);
    const stores = storesAt(seed, plan.account.name, plan.region, at);
    this.stores = stores.filter((store) => at >= store.createdAt);
    this.#ground = { account: plan.account, region: plan.region, seed: plan.space, store: stores[0] ?? null };
    const coming = at < REFERENCE ? 0 : plan.coming;
    const counts = [plan.families.length, plan.pieces.length, plan.managed, plan.standing, plan.gone, coming];
    let start = 0;
    this.#starts = counts.map((count) => {
      start += count;
      return start - count;
    });
    this.slots = start;
    this.#familySlots = new Map(plan.families.map((family, slot) => [family.index, slot]));
  }

  /** Class and index of a slot. */
  #code(slot: number): number {
    const kinds = ['family', 'showcase', 'managed', 'standing', 'gone', 'coming'] as const;
    let section = kinds.length - 1;
    while (slot < (this.#starts[section] ?? 0)) section--;
    const index = slot - (this.#starts[section] ?? 0);
    const kind = kinds[section] ?? 'family';
    return codeOf(kind, kind === 'family' ? (this.#plan.families[index]?.index ?? 0) : index);
  }

  #life(code: number): KeyLife | undefined {
    const { kind, index } = placeOf(code) ?? { kind: 'standing', index: -1 };
    const plan = this.#plan;
    if (kind === 'family') {
      const family = plan.families[this.#familySlots.get(index) ?? -1];
      return family && memberLife(plan.accountSpace, family, this.region);
    }
    if (kind === 'showcase') return this.#pieceLife(index);
    const draw = new Draw(mix(plan.space, code));
    if (kind === 'managed') return index < plan.managed ? managedKey(draw, index) : undefined;
    const first = { standing: 0, gone: plan.standing, coming: plan.standing + plan.gone }[kind];
    return index >= 0 && index < plan[kind] ? drawnKey(draw, kind, this.#ground, first + index) : undefined;
  }

  #pieceLife(index: number): KeyLife | undefined {
    const piece = this.#plan.pieces[index];
    const store = this.#ground.store;
    if (!piece?.stored || !store) return piece?.life;
    return { ...piece.life, origin: store.type, storeId: store.id };
  }

  /** Whether a slot's key is there, at the least expense. */
  #exists(code: number): boolean {
    const kind = placeOf(code)?.kind;
    const draw = new Draw(mix(this.#plan.space, code));
    if (kind === 'managed') return this.#at >= managedCreatedAt(draw);
    if (kind === 'family' || kind === 'showcase') {
      const life = this.#life(code);
      return life !== undefined && existsAt(life, this.#at);
    }
    return existsAt(lifespan(kind as DrawnClass, draw), this.#at);
  }

  #keyId(code: number): string {
    return keyIdOf(placeOf(code)?.kind === 'family' ? this.#plan.accountSpace : this.#plan.space, code);
  }

  #key(code: number, keyId: string): SampleKey | undefined {
    const life = this.#life(code);
    if (!life || !existsAt(life, this.#at)) return undefined;
    const store = life.storeId === null ? undefined : this.stores.find((one) => one.id === life.storeId);
    const materialSeed = mix(life.family ? this.#plan.accountSpace : this.#plan.space, code);
    return keyAt(
      life,
      { accountId: this.accountId, region: this.region, keyId, materialSeed },
      store,
      this.#at,
    );
  }

  arn(keyId: string): string {
    return `arn:aws:kms:${this.region}:${this.accountId}:key/${keyId}`;
  }

  idAt(slot: number): string | undefined {
    const code = this.#code(slot);
    return this.#exists(code) ? this.#keyId(code) : undefined;
  }

  keyAt(slot: number): SampleKey | undefined {
    const code = this.#code(slot);
    return this.#key(code, this.#keyId(code));
  }

  /** By key id, not by ARN or alias. */
  key(keyId: string): SampleKey | undefined {
    const space = keyId.startsWith('mrk-') ? this.#plan.accountSpace : this.#plan.space;
    const code = codeIn(space, keyId);
    return code === undefined ? undefined : this.#key(code, keyId);
  }

  *keys(): Generator<SampleKey> {
    for (let slot = 0; slot < this.slots; slot++) {
      const key = this.keyAt(slot);
      if (key) yield key;
    }
  }

  /** The whole lives of the keys that are there, for what has happened to them. */
  *lives(): Generator<{ readonly keyId: string; readonly life: KeyLife }> {
    for (let slot = 0; slot < this.slots; slot++) {
      const code = this.#code(slot);
      const life = this.#life(code);
      if (life && existsAt(life, this.#at)) yield { keyId: this.#keyId(code), life };
    }
  }

  /** Keys of all times whose policy keeps the reader's role from a call. */
  guarded(): readonly { readonly keyId: string; readonly denies: 'describe' | 'rotations' }[] {
    return this.#plan.pieces.flatMap(({ life }, index) =>
      life.denies ? [{ keyId: this.#keyId(codeOf('showcase', index)), denies: life.denies }] : [],
    );
  }

  /** Aliases of a slot; the slot after the last holds the predefined ones. */
  aliasesAt(slot: number): readonly SampleAlias[] {
    if (slot >= this.slots)
      return predefinedAliases(this.#plan.managed).map((name) => ({ name, keyId: null, createdAt: null }));
    const key = this.keyAt(slot);
    if (!key) return [];
    return key.aliases.map((name) => ({ name, keyId: key.keyId, createdAt: key.createdAt }));
  }
}
