import { type Amount, RUN_RATE_HOURS } from '../model/amount.ts';
import { type Confidence, findPrice, type Price, type PriceBook, type PriceItem } from '../model/price.ts';
import { weakest } from './confidence.ts';
import { FREE_REQUESTS } from './footprint.ts';

/** Completed rotations that a KMS key can be charged for; every later one adds nothing. */
export const CHARGED_ROTATION_COUNTS = [0, 1, 2] as const;
export type ChargedRotationCount = (typeof CHARGED_ROTATION_COUNTS)[number];

/** HSMs of one type in one region, against the same keys in KMS there. */
export interface HsmOffer {
  readonly region: string;
  /** e.g. hsm2m.medium */
  readonly hsmType: string;
  readonly hsms: number;
  /** Symmetric requests a month that KMS would be asked; HSMs answer any number for their hourly price. */
  readonly requests: number;
}

/**
 * The least whole number of keys at which KMS costs as much as the HSMs or more. From `low`, if nothing is left of
 * the free tier, to `high`, if all of it is. Null: no number of keys reaches it.
 */
export interface KeysRange {
  readonly low: number | null;
  readonly high: number | null;
}

export interface BreakEven {
  readonly offer: HsmOffer;
  readonly hsmPrice: Price;
  readonly keyPrice: Price;
  /** Null where none is known; then a request costs nothing at least, with no upper bound. */
  readonly requestPrice: Price | null;
  /** Micro-USD a month of the HSMs, any number of keys. */
  readonly hsmMicroUsd: number;
  /** Micro-USD a month of the KMS requests. */
  readonly requestCost: Amount;
  readonly at: readonly {
    readonly rotations: ChargedRotationCount;
    /** Micro-USD a key a month. */
    readonly keyMicroUsd: number;
    readonly keys: KeysRange;
  }[];
  /** As sure as the least sure price. */
  readonly confidence: Confidence;
}

/** Without the price of a key or of an HSM hour there is nothing to compare. */
export interface NoBreakEven {
  readonly offer: HsmOffer;
  readonly missing: readonly PriceItem[];
}

/**
 * Keys held in HSMs alone, against the same keys in KMS, over a 730-hour month. A key store is another case: its keys
 * pay both. Sources: AWS KMS pricing page ($1 a key, as much again for the first and the second rotation, 20,000
 * requests free); AWS News Blog on CloudHSM (by the HSM and hour, no charge by key).
 */
export function breakEven(offer: HsmOffer, book: PriceBook): BreakEven | NoBreakEven {
  const hsmItem = `hsm.${offer.hsmType}` as const;
  const hsmPrice = findPrice(book, hsmItem, offer.region);
  const keyPrice = findPrice(book, 'kms.key', offer.region);
  if (hsmPrice === undefined || keyPrice === undefined)
    return {
      offer,
      missing: [
        ...(hsmPrice === undefined ? [hsmItem] : []),
        ...(keyPrice === undefined ? (['kms.key'] as const) : []),
      ],
    };
  const requestPrice = findPrice(book, 'kms.request', offer.region) ?? null;
  const hsmMicroUsd = offer.hsms * hsmPrice.microUsd * RUN_RATE_HOURS;
  const requestCost = costOfRequests(offer.requests, requestPrice);
  return {
    offer,
    hsmPrice,
    keyPrice,
    requestPrice,
    hsmMicroUsd,
    requestCost,
    at: CHARGED_ROTATION_COUNTS.map((rotations) => {
      const keyMicroUsd = keyPrice.microUsd * (1 + rotations);
      const { lowMicroUsd, highMicroUsd } = requestCost;
      return {
        rotations,
        keyMicroUsd,
        keys: {
          low: highMicroUsd === null ? 0 : keysFor(hsmMicroUsd - highMicroUsd, keyMicroUsd),
          high: keysFor(hsmMicroUsd - lowMicroUsd, keyMicroUsd),
        },
      };
    }),
    confidence: weakest(
      hsmPrice.confidence,
      keyPrice.confidence,
      ...(requestPrice && offer.requests > 0 ? [requestPrice.confidence] : []),
    ),
  };
}

/** What these keys cost a month in KMS, with the offer's requests. */
export function kmsCost(even: BreakEven, keys: number, rotations: ChargedRotationCount): Amount {
  const held = keys * even.keyPrice.microUsd * (1 + rotations);
  const { lowMicroUsd, highMicroUsd } = even.requestCost;
  return {
    lowMicroUsd: held + lowMicroUsd,
    highMicroUsd: highMicroUsd === null ? null : held + highMicroUsd,
  };
}

function costOfRequests(requests: number, price: Price | null): Amount {
  if (requests === 0) return { lowMicroUsd: 0, highMicroUsd: 0 };
  if (price === null) return { lowMicroUsd: 0, highMicroUsd: null };
  return {
    lowMicroUsd: Math.ceil(Math.max(0, requests - FREE_REQUESTS) * price.microUsd),
    highMicroUsd: Math.ceil(requests * price.microUsd),
  };
}

function keysFor(microUsd: number, keyMicroUsd: number): number | null {
  if (microUsd <= 0) return 0;
  return keyMicroUsd <= 0 ? null : Math.ceil(microUsd / keyMicroUsd);
}
