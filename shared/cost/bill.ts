import type { Amount } from '../model/amount.ts';
import type { HsmCluster } from '../model/hsm.ts';
import type { KeyRecord } from '../model/key.ts';
import type { PriceBook } from '../model/price.ts';
import { hsmCharges, type SeenHsms } from './bill-hsm.ts';
import { keyCharges } from './bill-key.ts';
import { type Charge, HOUR_MS, heldMs, type Month } from './bill-month.ts';
import { priceIndex } from './price-index.ts';

/**
 * What AWS charges for one calendar month (UTC), in whole micro-USD: up to the moment of the reading, and to the end
 * of the month if nobody changes anything (automatic rotations happen on their dates). A key-month is prorated over
 * the hours of that month, 672 to 744, an HSM-hour is taken as it is; part of an hour counts in proportion, as AWS
 * does not say how it rounds. Half a micro-USD is rounded up, once for each key and each HSM, so that sums add up.
 * Not in it: requests, and what was deleted before the reading.
 */
export interface Bill {
  readonly soFar: Amount;
  readonly expected: Amount;
}

/** The bill of a key, from its creation and its rotations. Source: AWS KMS pricing page, "prorated hourly". */
export function billOfKey(key: KeyRecord, book: PriceBook, month: Month): Bill {
  const price = priceIndex(book)('kms.key', key.region);
  return billOf(
    keyCharges(key, month),
    month,
    price && { microUsd: price.microUsd, perMs: month.end - month.start },
  );
}

/** The bills of a cluster's HSMs. `seen`: since when an HSM is known to stand, from earlier readings. */
export function billOfCluster(cluster: HsmCluster, book: PriceBook, month: Month, seen: SeenHsms): Bill {
  return addBills(
    cluster.hsms.map((hsm) => {
      const price = priceIndex(book)(`hsm.${hsm.type ?? cluster.hsmType}`, cluster.region);
      const charges = hsmCharges(hsm, cluster, month, seen);
      return billOf(charges, month, price && { microUsd: price.microUsd, perMs: HOUR_MS });
    }),
  );
}

/** Written out rather than by `add`: a million bills are summed. */
export function addBills(bills: Iterable<Bill>): Bill {
  const total = { soFar: { low: 0, high: 0, open: false }, expected: { low: 0, high: 0, open: false } };
  for (const bill of bills) {
    for (const part of ['soFar', 'expected'] as const) {
      total[part].low += bill[part].lowMicroUsd;
      total[part].high += bill[part].highMicroUsd ?? 0;
      total[part].open ||= bill[part].highMicroUsd === null;
    }
  }
  const amount = ({ low, high, open }: typeof total.soFar): Amount => ({
    lowMicroUsd: low,
    highMicroUsd: open ? null : high,
  });
  return { soFar: amount(total.soFar), expected: amount(total.expected) };
}

interface Rate {
  readonly microUsd: number;
  /** The time that the price is for. */
  readonly perMs: number;
}

function billOf(charges: readonly Charge[], month: Month, rate: Rate | null): Bill {
  return {
    soFar: amountOf(charges, month.start, month.now, rate),
    expected: amountOf(charges, month.start, month.end, rate),
  };
}

function amountOf(charges: readonly Charge[], from: number, to: number, rate: Rate | null): Amount {
  let least = 0;
  let most = 0;
  for (const charge of charges) {
    const held = heldMs(charge, from, to);
    least += held.least;
    most += held.most;
  }
  if (rate === null) return { lowMicroUsd: 0, highMicroUsd: most === 0 ? 0 : null };
  const low = prorated(rate, least);
  return { lowMicroUsd: low, highMicroUsd: most === least ? low : prorated(rate, most) };
}

/**
 * Half a micro-USD up, in whole numbers. Price times milliseconds can pass what a double holds exactly; where it does
 * not, the quotient of two whole numbers is off by less than its distance from the next one, and no BigInt is needed.
 */
function prorated({ microUsd, perMs }: Rate, ms: number): number {
  const rest = ms % perMs;
  const full = microUsd * ((ms - rest) / perMs);
  const twice = microUsd * rest * 2 + perMs;
  if (twice <= Number.MAX_SAFE_INTEGER) return full + Math.floor(twice / (2 * perMs));
  const whole = BigInt(perMs);
  return full + Number((BigInt(microUsd) * BigInt(rest) * 2n + whole) / (2n * whole));
}
