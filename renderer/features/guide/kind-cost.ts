import type { AdvisedKind } from '../../../shared/advisor/kind.ts';
import type { Answers } from '../../../shared/advisor/questions.ts';
import { FREE_REQUESTS } from '../../../shared/cost/footprint.ts';
import { unitPrice, usd } from '../../../shared/format/money.ts';
import { type Amount, exactly, RUN_RATE_HOURS, sum, ZERO } from '../../../shared/model/amount.ts';
import { findPrice, type PriceBook } from '../../../shared/model/price.ts';

export interface CostLine {
  readonly what: string;
  /** A month; null where only its rate is known before it is used. */
  readonly amount: Amount | null;
  readonly why: string;
}

export interface KindCost {
  readonly lines: readonly CostLine[];
  /** What one key costs a month before it is asked anything. */
  readonly standing: Amount;
}

/** A CloudHSM key store needs two; two are what gives a cluster redundancy. */
const HSMS = 2;
const UNKNOWN: Amount = { lowMicroUsd: 0, highMicroUsd: null };
const NEW_TYPE = 'hsm2m.medium';

/** What one key of a kind costs a month in a region, by the snapshot's price book. */
export function kindCost(
  kind: AdvisedKind,
  answers: Pick<Answers, 'rotation' | 'volume'>,
  region: string,
  book: PriceBook,
): KindCost {
  const standing = standingLines(kind, answers.rotation === 'yes', region, book);
  return {
    lines: [...standing, ...requestLines(kind, answers.volume, region, book)],
    standing: sum(standing.flatMap(({ amount }) => amount ?? [])),
  };
}

function standingLines(kind: AdvisedKind, rotates: boolean, region: string, book: PriceBook): CostLine[] {
  switch (kind) {
    case 'awsOwned':
    case 'awsManaged':
      return [{ what: 'The key', amount: ZERO, why: 'free: AWS holds it' }];
    case 'customer':
      return [keyLine(rotates, region, book)];
    case 'external':
      return [
        keyLine(false, region, book),
        { what: 'Key manager and proxy', amount: UNKNOWN, why: 'on another bill than AWS’s' },
      ];
    case 'keyStore':
      return [keyLine(false, region, book), hsmLine(region, book)];
    case 'hsm':
      return [hsmLine(region, book)];
  }
}

function keyLine(rotates: boolean, region: string, book: PriceBook): CostLine {
  const price = findPrice(book, 'kms.key', region);
  if (price === undefined) return { what: 'The key', amount: UNKNOWN, why: `no price is known in ${region}` };
  const each = unitPrice(price.microUsd);
  return rotates
    ? {
        what: 'The key, with rotation',
        amount: { lowMicroUsd: price.microUsd, highMicroUsd: 3 * price.microUsd },
        why: `${each}, and as much again for the first and the second rotation`,
      }
    : { what: 'The key', amount: exactly(price.microUsd), why: `${each} a month a key` };
}

function hsmLine(region: string, book: PriceBook): CostLine {
  const price = findPrice(book, `hsm.${NEW_TYPE}`, region);
  const what = 'Two HSMs, for all keys';
  if (price === undefined)
    return { what, amount: UNKNOWN, why: `the price of an ${NEW_TYPE} hour in ${region} is not known` };
  return {
    what,
    amount: exactly(HSMS * RUN_RATE_HOURS * price.microUsd),
    why: `${HSMS} × ${RUN_RATE_HOURS} hours × ${usd(price.microUsd)}, any number of keys`,
  };
}

function requestLines(
  kind: AdvisedKind,
  volume: Answers['volume'],
  region: string,
  book: PriceBook,
): CostLine[] {
  const what = 'Requests';
  if (kind === 'awsOwned') return [{ what, amount: ZERO, why: 'free: the service makes them' }];
  if (kind === 'hsm') return [{ what, amount: ZERO, why: 'no charge by the request' }];
  const price = findPrice(book, 'kms.request', region);
  if (price === undefined) return [{ what, amount: UNKNOWN, why: `no price is known in ${region}` }];
  const rate = `${unitPrice(price.microUsd * 10_000)} for 10,000 symmetric ones`;
  return volume === 'free'
    ? [
        {
          what,
          amount: { lowMicroUsd: 0, highMicroUsd: Math.ceil(FREE_REQUESTS * price.microUsd) },
          why: `free while 20,000 a month of the account are not used up, then ${rate}`,
        },
      ]
    : [{ what, amount: null, why: `${rate}, after 20,000 free ones a month` }];
}
