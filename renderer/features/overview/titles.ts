import { percent } from '../../../shared/format/money.ts';
import type { CostGroup } from '../../../shared/model/query.ts';
import { capital, numberWord } from '../../components/numbers.ts';
import { ranked } from './fold.ts';

/** From this share on, one or a few are said to "carry" the cost. */
const CARRIES = 2 / 3;
const A_FEW = 5;

const low = (group: CostGroup) => group.amount.lowMicroUsd;
const total = (groups: readonly CostGroup[]) => groups.reduce((all, group) => all + low(group), 0);

function share(part: number, of: number): string {
  const words = percent(part, of);
  if (part === 0 || of === 0) return words;
  if (words === '0 %') return 'under 1 %';
  return words === '100 %' && part < of ? 'over 99 %' : words;
}

/** "Three accounts carry 72 %": the smallest few that carry two thirds, or that no few do. */
function leaders(groups: readonly CostGroup[], noun: string): string {
  const all = total(groups);
  const order = ranked(groups);
  const [first] = order;
  if (first === undefined || all === 0) return 'Nothing is charged';
  if (low(first) === all) return `${first.name} carries it all`;
  let carried = 0;
  for (const [index, group] of order.slice(0, A_FEW).entries()) {
    carried += low(group);
    if (carried < all * CARRIES) continue;
    return index === 0
      ? `${first.name} carries ${share(carried, all)}`
      : `${capital(numberWord(index + 1))} ${noun}s carry ${share(carried, all)}`;
  }
  return `No ${noun} carries more than ${share(low(first), all)}`;
}

export function accountTitle(groups: readonly CostGroup[]): string {
  return leaders(groups, 'account');
}

/** "us-east-1 carries 71 %: all HSMs are there". */
export function regionTitle(groups: readonly CostGroup[]): string {
  const sentence = leaders(groups, 'region');
  const withHsms = groups.filter((group) => group.hsms > 0);
  const [home] = withHsms;
  if (home === undefined || withHsms.length > 1 || groups.length < 2) return sentence;
  const hsms = home.hsms === 1 ? 'the HSM is' : home.hsms === 2 ? 'both HSMs are' : 'all HSMs are';
  return sentence.startsWith(`${home.name} `)
    ? `${sentence}: ${hsms} there`
    : `${sentence}; ${hsms} in ${home.name}`;
}

/** "payments carries 33 %; 3 % has no owner". */
export function ownerTitle(groups: readonly CostGroup[]): string {
  const all = total(groups);
  if (all === 0) return 'Nothing is charged';
  const none = groups.find((group) => group.id === null);
  const [first] = ranked(groups.filter((group) => group.id !== null));
  if (first === undefined) return 'Nothing has an owner tag yet';
  const lead = `${first.name} carries ${share(low(first), all)}`;
  if (none === undefined || low(none) === 0) return `${lead}; nothing is without an owner`;
  const without = `${share(low(none), all)} has no owner`;
  return low(none) > low(first) ? `${capital(without)}; ${lead}` : `${lead}; ${without}`;
}
