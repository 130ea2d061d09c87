import {
  type BreakEven,
  type ChargedRotationCount,
  type KeysRange,
  kmsCost,
} from '../../../shared/cost/break-even.ts';
import { count, range, usd } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import type { Amount } from '../../../shared/model/amount.ts';
import { capital, numberWord } from '../../components/numbers.ts';

export const ROTATION_NAMES: Readonly<Record<ChargedRotationCount, string>> = {
  0: 'KMS, not rotated',
  1: 'KMS, rotated once',
  2: 'KMS, rotated twice or more',
};

/** "two HSMs". */
export function hsmWords(hsms: number): string {
  return `${numberWord(hsms)} ${hsms === 1 ? 'HSM' : 'HSMs'}`;
}

/** "2,336", "2,036 – 2,037", "none: requests alone cost more", "no number". */
export function keysWords({ low, high }: KeysRange): string {
  if (low === null || high === null) return 'no number';
  return low === high ? count(high) : `${count(low)} – ${count(high)}`;
}

function least(even: BreakEven, rotations: ChargedRotationCount): KeysRange {
  return even.at.find((one) => one.rotations === rotations)?.keys ?? { low: null, high: null };
}

/** "Two HSMs cost as much as 2,336 KMS keys, or 779 that rotated twice". */
export function breakEvenTitle(even: BreakEven): string {
  const { hsms } = even.offer;
  const subject = `${capital(hsmWords(hsms))} ${hsms === 1 ? 'costs' : 'cost'}`;
  const plain = least(even, 0);
  if (plain.high === null) return `${subject} more than any number of keys in KMS`;
  if (plain.high === 0) return `${subject} no more than the requests alone would in KMS`;
  return `${subject} as much as ${keysWords(plain)} KMS keys, or ${keysWords(least(even, 2))} that rotated twice`;
}

export function breakEvenSubtitle({ offer }: BreakEven): string {
  const asked = offer.requests === 0 ? '' : `, with ${requestWords(offer.requests)} a month`;
  return `Keys held in the HSMs themselves, compared with the same keys in KMS${asked}, $ a month`;
}

/** "100 million requests". */
export function requestWords(requests: number): string {
  if (requests === 0) return 'no requests';
  if (requests >= 1_000_000_000) return `${count(requests / 1_000_000_000)} billion requests`;
  if (requests >= 1_000_000) return `${count(requests / 1_000_000)} million requests`;
  return `${count(requests)} requests`;
}

export interface AtKeys {
  readonly id: string;
  readonly name: string;
  readonly kind: 'customer' | 'hsm';
  readonly amount: Amount;
}

/** What each way costs at so many keys, the cheapest first. */
export function atKeys(even: BreakEven, keys: number): readonly AtKeys[] {
  const ways: AtKeys[] = even.at.map(({ rotations }) => ({
    id: String(rotations),
    name: ROTATION_NAMES[rotations],
    kind: 'customer',
    amount: kmsCost(even, keys, rotations),
  }));
  const hsm = { lowMicroUsd: even.hsmMicroUsd, highMicroUsd: even.hsmMicroUsd };
  ways.push({ id: 'hsm', name: capital(hsmWords(even.offer.hsms)), kind: 'hsm', amount: hsm });
  return ways.sort((a, b) => a.amount.lowMicroUsd - b.amount.lowMicroUsd);
}

/** The chart, and the slider on it, in a sentence. */
export function breakEvenAlternative(even: BreakEven, keys: number): string {
  return `${breakEvenTitle(even)}. At ${plural(keys, 'key')}: ${atKeys(even, keys)
    .map(({ name, amount }) => `${name} ${range(amount, 'whole')}`)
    .join(', ')}.`;
}

/** "Your 37 keys in eu-west-1 cost $61 a month in KMS; two HSMs there cost $2,336." */
export function ownWords(
  own: { readonly keys: number; readonly amount: Amount },
  even: BreakEven,
): { readonly link: string; readonly rest: string } {
  const { region, hsms } = even.offer;
  const cost = usd(even.hsmMicroUsd, 'whole');
  if (own.keys === 0)
    return {
      link: `No customer managed key in ${region}`,
      rest: ` costs anything in KMS; ${hsmWords(hsms)} there would cost ${cost} a month.`,
    };
  return {
    link: `Your ${plural(own.keys, 'key')} in ${region}`,
    rest: ` ${own.keys === 1 ? 'costs' : 'cost'} ${range(own.amount, 'whole')} a month in KMS; ${hsmWords(hsms)} there cost ${cost}.`,
  };
}
