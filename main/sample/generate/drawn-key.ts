import type { Draw } from './draw.ts';
import type { SampleStore } from './hardware.ts';
import { FOREVER, type KeyLife, plainLife, type UsePattern } from './life.ts';
import type { SampleAccount } from './places.ts';
import { DAY, HOUR, REFERENCE, YEAR } from './time.ts';
import { FOREIGN, nameOf, ownerOf, tagsOf } from './words.ts';

/** What a unit offers the keys drawn in it. */
export interface Ground {
  readonly account: SampleAccount;
  readonly region: string;
  readonly seed: number;
  /** A custom key store of the unit and the share of its drawn keys that live there. */
  readonly store: SampleStore | null;
}

/** Standing: there at the reference date. Gone: deleted before it. Coming: created after it. */
export type DrawnClass = 'standing' | 'gone' | 'coming';

export interface Lifespan {
  readonly createdAt: number;
  readonly deletion: { readonly from: number; readonly until: number } | null;
}

const SETTLED = REFERENCE - 36 * HOUR;

/** Age of a key at the reference date, in ms: 16 % are younger than a year, none is older than nine. */
function age(draw: Draw): number {
  if (draw.chance(0.16)) return draw.between(36 * HOUR, YEAR);
  return YEAR - Math.log(1 - draw.next() * 0.9) * 3.4 * YEAR;
}

/** First draws of every key, so that a listing can ask who exists without drawing the rest. */
export function lifespan(kind: DrawnClass, draw: Draw): Lifespan {
  const window = draw.whole(7, 30) * DAY;
  if (kind === 'gone') {
    const until = REFERENCE - draw.between(2 * DAY, 3 * YEAR);
    return {
      createdAt: until - window - draw.between(20 * DAY, 4 * YEAR),
      deletion: { from: until - window, until },
    };
  }
  const createdAt = kind === 'coming' ? REFERENCE + draw.between(2 * DAY, 2 * YEAR) : REFERENCE - age(draw);
  const fate = draw.next();
  if (kind === 'standing' && fate < 0.009 && createdAt < SETTLED - 30 * DAY) {
    const until = REFERENCE + draw.between(2 * DAY, window);
    return { createdAt, deletion: { from: until - window, until } };
  }
  if (fate > 0.9) {
    const from = REFERENCE + draw.between(3 * DAY, 3 * YEAR);
    return from > createdAt + 30 * DAY
      ? { createdAt, deletion: { from, until: from + window } }
      : { createdAt, deletion: null };
  }
  return { createdAt, deletion: null };
}

type SpecUse = readonly [spec: string, usage: string];

const ASYMMETRIC: readonly (readonly [SpecUse, number])[] = [
  [['HMAC_224', 'GENERATE_VERIFY_MAC'], 0.2],
  [['HMAC_256', 'GENERATE_VERIFY_MAC'], 5],
  [['HMAC_384', 'GENERATE_VERIFY_MAC'], 0.8],
  [['HMAC_512', 'GENERATE_VERIFY_MAC'], 1],
  [['RSA_2048', 'SIGN_VERIFY'], 3.6],
  [['RSA_2048', 'ENCRYPT_DECRYPT'], 1.4],
  [['RSA_3072', 'SIGN_VERIFY'], 1],
  [['RSA_4096', 'SIGN_VERIFY'], 1.4],
  [['RSA_4096', 'ENCRYPT_DECRYPT'], 1.2],
  [['ECC_NIST_P256', 'SIGN_VERIFY'], 4.4],
  [['ECC_NIST_P256', 'KEY_AGREEMENT'], 0.4],
  [['ECC_NIST_P384', 'SIGN_VERIFY'], 1.1],
  [['ECC_NIST_P521', 'SIGN_VERIFY'], 0.4],
  [['ECC_SECG_P256K1', 'SIGN_VERIFY'], 0.8],
  [['ECC_NIST_EDWARDS25519', 'SIGN_VERIFY'], 0.7],
  [['ML_DSA_44', 'SIGN_VERIFY'], 0.3],
  [['ML_DSA_65', 'SIGN_VERIFY'], 0.9],
  [['ML_DSA_87', 'SIGN_VERIFY'], 0.3],
  [['ML_KEM_768', 'ENCAPSULATE_DECAPSULATE'], 0.6],
  [['ML_KEM_1024', 'ENCAPSULATE_DECAPSULATE'], 0.3],
];

const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  ENCRYPT_DECRYPT: ['Decrypt', 'GenerateDataKey', 'Encrypt', 'Decrypt'],
  SIGN_VERIFY: ['Sign', 'Verify'],
  GENERATE_VERIFY_MAC: ['GenerateMac', 'VerifyMac'],
  KEY_AGREEMENT: ['DeriveSharedSecret'],
  ENCAPSULATE_DECAPSULATE: ['Decapsulate', 'Encapsulate'],
};

const VERBS: Readonly<Record<string, string>> = {
  ENCRYPT_DECRYPT: 'Encrypts',
  SIGN_VERIFY: 'Signs',
  GENERATE_VERIFY_MAC: 'Authenticates',
  KEY_AGREEMENT: 'Agrees keys for',
  ENCAPSULATE_DECAPSULATE: 'Encapsulates keys for',
};

/** Young keys may well have had no use yet. Of the idle ones half stopped long ago, half within the last months. */
export function drawUse(draw: Draw, createdAt: number, usage: string): UsePattern | null {
  const operation = draw.pick(OPERATIONS[usage] ?? ['Decrypt']);
  const from = createdAt + draw.between(HOUR, 5 * DAY);
  const young = createdAt > REFERENCE - 210 * DAY;
  const kind = draw.next();
  if (kind < (young ? 0.25 : 0.05)) return null;
  if (kind < 0.12) return { from, until: from + draw.between(DAY, 3 * YEAR), every: DAY, operation };
  if (kind < 0.2) {
    const stopped = REFERENCE - draw.between(95 * DAY, 205 * DAY);
    return { from, until: Math.max(stopped, from + 3 * DAY), every: DAY, operation };
  }
  if (kind < 0.32) return { from, until: FOREVER, every: draw.between(6 * DAY, 31 * DAY), operation };
  return { from, until: FOREVER, every: draw.between(HOUR / 2, 20 * HOUR), operation };
}

function rotation(draw: Draw, createdAt: number): Pick<KeyLife, 'automatic' | 'onDemand'> {
  const automatic = draw.chance(0.84);
  const periodDays = draw.weighted([
    [365, 88],
    [180, 5],
    [90, 2],
    [730, 4],
    [2560, 1],
  ]);
  const late = draw.chance(0.35) ? draw.between(30 * DAY, 3 * YEAR) : 60_000;
  const stops = draw.chance(0.05) ? draw.between(YEAR, 5 * YEAR) : FOREVER;
  const onDemand = draw.chance(0.05)
    ? Array.from(
        { length: draw.whole(1, 3) },
        (_, index) => createdAt + (index + draw.next()) * 300 * DAY + DAY,
      )
    : [];
  const from = createdAt + late;
  return {
    automatic: automatic ? { from, until: stops === FOREVER ? FOREVER : from + stops, periodDays } : null,
    onDemand,
  };
}

function material(draw: Draw, createdAt: number): Pick<KeyLife, 'material' | 'onDemand'> {
  const from = createdAt + draw.between(HOUR, 3 * DAY);
  const expires = draw.chance(0.5);
  const span = {
    from,
    until: expires ? Math.max(from + 90 * DAY, REFERENCE + draw.between(-40 * DAY, 2 * YEAR)) : FOREVER,
    expires,
  };
  const rotated = draw.chance(0.3) ? draw.whole(1, 3) : 0;
  return {
    material: span,
    onDemand: Array.from({ length: rotated }, (_, index) => from + (index + draw.between(0.4, 1)) * YEAR),
  };
}

/** Spec, usage, origin and what follows from them. */
function make(draw: Draw, ground: Ground, createdAt: number): Partial<KeyLife> {
  const { store } = ground;
  if (store && createdAt > store.createdAt && draw.chance(store.share)) {
    const xks = store.type === 'EXTERNAL_KEY_STORE';
    return {
      origin: store.type,
      storeId: store.id,
      xksKeyId: xks ? `northwind-${draw.whole(100_000, 999_999)}` : null,
    };
  }
  if (draw.chance(0.04)) return { origin: 'EXTERNAL', ...material(draw, createdAt) };
  if (draw.chance(0.27)) {
    const [spec, usage] = draw.weighted(ASYMMETRIC);
    return { spec, usage };
  }
  return rotation(draw, createdAt);
}

function aliasesOf(draw: Draw, path: string): string[] {
  const kind = draw.next();
  if (kind < 0.07) return [];
  if (kind < 0.93) return [`alias/${path}`];
  if (kind < 0.98) return [`alias/${path}`, `alias/${path}-current`];
  return [`alias/${path}`, `alias/${path}-current`, `alias/${path}-legacy`];
}

/** A customer key drawn by its place in its unit. `number` is unique over the three classes of a unit. */
export function drawnKey(draw: Draw, kind: DrawnClass, ground: Ground, number: number): KeyLife {
  const { createdAt, deletion } = lifespan(kind, draw);
  const { account } = ground;
  const team = ownerOf(draw, account.team);
  const made = { ...plainLife(createdAt), ...make(draw, ground, createdAt) };
  const { path, what } = nameOf(team ?? account.team, account.env, number, ground.seed % 128);
  const foreign = draw.chance(0.004) ? draw.pick(FOREIGN) : null;
  const disabledFrom = createdAt + draw.between(60 * DAY, 6 * YEAR);
  const disabled = draw.chance(0.09) ? { from: disabledFrom, until: FOREVER } : null;
  const tags = tagsOf(draw, team, account.team, account.env);
  return {
    ...made,
    deletion,
    disabled,
    description: foreign?.description ?? (draw.chance(0.82) ? `${VERBS[made.usage]} ${what}` : ''),
    aliases: foreign ? [`alias/${foreign.path}-${number}`] : aliasesOf(draw, path),
    tags: foreign ? [...tags, { key: 'office', value: foreign.tag }] : tags,
    use: drawUse(draw, createdAt, made.usage),
  };
}
