import type { KeyOrigin, Tag } from '../../../shared/model/key.ts';
import { mix } from './draw.ts';
import type { SampleStore } from './hardware.ts';
import { hex } from './key-id.ts';
import { during, FOREVER, type KeyLife } from './life.ts';
import { DAY, ms } from './time.ts';

/** When AWS began to track use. The true date is not known to us; assumed. */
const TRACKING_START = ms('2026-04-28T00:00:00Z');

interface SampleRotation {
  readonly date: number;
  readonly type: 'AUTOMATIC' | 'ON_DEMAND';
}

/** A key as it is at one date. Dates are ms since 1970. */
export interface SampleKey {
  readonly arn: string;
  readonly keyId: string;
  readonly accountId: string;
  readonly region: string;
  readonly manager: 'AWS' | 'CUSTOMER';
  readonly state: string;
  readonly spec: string;
  readonly usage: string;
  readonly origin: KeyOrigin;
  readonly description: string;
  readonly createdAt: number;
  readonly deletionAt: number | null;
  readonly pendingWindowDays: number | null;
  readonly expirationModel: 'KEY_MATERIAL_EXPIRES' | 'KEY_MATERIAL_DOES_NOT_EXPIRE' | null;
  readonly validTo: number | null;
  readonly family: {
    readonly role: 'PRIMARY' | 'REPLICA';
    readonly primary: string;
    readonly replicas: readonly string[];
  } | null;
  readonly storeId: string | null;
  readonly clusterId: string | null;
  readonly xksKeyId: string | null;
  readonly materialId: string | null;
  /** The material after n rotations is `materialIdOf(materialSeed, n)`. */
  readonly materialSeed: number;
  /** Sorted. */
  readonly aliases: readonly string[];
  readonly tags: readonly Tag[];
  /** `automatic`: both rotation calls answer; `onDemand`: imported material, history only; `none`: neither. */
  readonly rotates: 'automatic' | 'onDemand' | 'none';
  readonly rotationPeriodDays: number | null;
  readonly nextRotationAt: number | null;
  readonly onDemandStartedAt: number | null;
  /** Newest first. */
  readonly rotations: readonly SampleRotation[];
  readonly trackingStart: number;
  readonly lastUse: { readonly at: number; readonly operation: string } | null;
  readonly denies: KeyLife['denies'];
}

/** A key is listed from its creation until its deletion date has passed. */
export function existsAt(life: Pick<KeyLife, 'createdAt' | 'deletion'>, at: number): boolean {
  return at >= life.createdAt && (life.deletion === null || at < life.deletion.until);
}

function replicasAt(life: KeyLife, at: number): readonly string[] {
  return (life.family?.replicas ?? [])
    .filter((one) => at >= one.createdAt && at < one.deletedAt)
    .map((one) => one.region);
}

function hasMaterial(life: KeyLife, at: number): boolean {
  return life.origin !== 'EXTERNAL' || during(life.material, at);
}

function stateAt(life: KeyLife, region: string, store: SampleStore | undefined, at: number): string {
  if (during(life.deletion, at)) {
    const waits = life.family?.primary === region && replicasAt(life, at).length > 0;
    return waits ? 'PendingReplicaDeletion' : 'PendingDeletion';
  }
  if (at < life.readyAt) return 'Creating';
  if (!hasMaterial(life, at)) return 'PendingImport';
  if (store && !during(store.connected, at)) return 'Unavailable';
  if (during(life.updating, at)) return 'Updating';
  return during(life.disabled, at) ? 'Disabled' : 'Enabled';
}

/** Nothing rotates and nothing is used after this, until it is enabled again. */
function stopsAt(life: KeyLife): number {
  const material = life.origin === 'EXTERNAL' ? (life.material?.until ?? FOREVER) : FOREVER;
  return Math.min(life.disabled?.from ?? FOREVER, life.deletion?.from ?? FOREVER, material);
}

function rotationsAt(life: KeyLife, at: number): SampleRotation[] {
  const end = Math.min(at, stopsAt(life));
  const rotations: SampleRotation[] = life.onDemand
    .filter((date) => date <= end)
    .map((date) => ({ date, type: 'ON_DEMAND' }));
  if (life.automatic) {
    const { from, until, periodDays } = life.automatic;
    const last = Math.min(end, until);
    for (let date = from + periodDays * DAY; date <= last; date += periodDays * DAY) {
      rotations.push({ date, type: 'AUTOMATIC' });
    }
  }
  return rotations.sort((a, b) => b.date - a.date);
}

function rotatesHow(life: KeyLife): SampleKey['rotates'] {
  if (life.spec !== 'SYMMETRIC_DEFAULT' || life.storeId !== null) return 'none';
  return life.origin === 'EXTERNAL' ? 'onDemand' : 'automatic';
}

function nextRotation(life: KeyLife, at: number): Pick<SampleKey, 'rotationPeriodDays' | 'nextRotationAt'> {
  const { automatic } = life;
  if (!automatic || !during(automatic, at) || during(life.deletion, at)) {
    return { rotationPeriodDays: null, nextRotationAt: null };
  }
  const period = automatic.periodDays * DAY;
  const passed = Math.floor((at - automatic.from) / period);
  return { rotationPeriodDays: automatic.periodDays, nextRotationAt: automatic.from + (passed + 1) * period };
}

function lastUseAt(life: KeyLife, at: number): SampleKey['lastUse'] {
  if (!life.use) return null;
  const { from, until, every, operation } = life.use;
  const end = Math.min(at, until, stopsAt(life));
  if (end < from) return null;
  const last = Math.floor(from + Math.floor((end - from) / every) * every);
  return last < TRACKING_START ? null : { at: last, operation };
}

/** 64 hexadecimal digits that change with every rotation. */
export function materialIdOf(seed: number, rotations: number): string {
  let text = '';
  for (let part = 0; part < 8; part++) text += hex(mix(mix(seed, rotations), part));
  return text;
}

export interface KeyPlace {
  readonly accountId: string;
  readonly region: string;
  readonly keyId: string;
  /** Of the key's material; the members of a family share it. */
  readonly materialSeed: number;
}

export function keyAt(life: KeyLife, place: KeyPlace, store: SampleStore | undefined, at: number): SampleKey {
  const { accountId, region, keyId } = place;
  const state = stateAt(life, region, store, at);
  const rotations = rotationsAt(life, at);
  const replicas = replicasAt(life, at);
  const expires = life.origin === 'EXTERNAL' && during(life.material, at) ? life.material : null;
  const lastReplicaGone = Math.max(0, ...(life.family?.replicas ?? []).map((one) => one.deletedAt));
  const rotates = rotatesHow(life);
  return {
    arn: `arn:aws:kms:${region}:${accountId}:key/${keyId}`,
    keyId,
    accountId,
    region,
    manager: life.manager,
    state,
    spec: life.spec,
    usage: life.usage,
    origin: life.origin,
    description: life.description,
    createdAt: Math.floor(life.createdAt),
    deletionAt: state === 'PendingDeletion' ? Math.floor(life.deletion?.until ?? 0) : null,
    pendingWindowDays:
      state === 'PendingReplicaDeletion'
        ? Math.round(((life.deletion?.until ?? 0) - lastReplicaGone) / DAY)
        : null,
    expirationModel: expires && (expires.expires ? 'KEY_MATERIAL_EXPIRES' : 'KEY_MATERIAL_DOES_NOT_EXPIRE'),
    validTo: expires?.expires ? Math.floor(expires.until) : null,
    family: life.family && {
      role: life.family.primary === region ? 'PRIMARY' : 'REPLICA',
      primary: life.family.primary,
      replicas,
    },
    storeId: life.storeId,
    clusterId: store?.clusterId ?? null,
    xksKeyId: life.xksKeyId,
    materialId:
      rotates === 'none' || !hasMaterial(life, at)
        ? null
        : materialIdOf(place.materialSeed, rotations.length),
    materialSeed: place.materialSeed,
    aliases: life.aliases,
    tags: life.tags,
    rotates,
    ...nextRotation(life, at),
    onDemandStartedAt: during(life.onDemandRunning, at) ? (life.onDemandRunning?.from ?? null) : null,
    rotations: rotations.map((one) => ({ ...one, date: Math.floor(one.date) })),
    trackingStart: Math.max(TRACKING_START, Math.floor(life.createdAt)),
    lastUse: lastUseAt(life, at),
    denies: life.denies,
  };
}
