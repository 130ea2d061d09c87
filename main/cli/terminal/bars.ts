import { usd } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import { sum } from '../../../shared/model/amount.ts';
import type { CostGroup } from '../../../shared/model/query.ts';
import { pad, plain, type Style, shorten } from './style.ts';

const NAME = 22;
const MONEY = 12;
const SHOWN = 6;

function bar(group: CostGroup, scale: number, room: number, style: Style): string {
  const cells = (microUsd: number) => (scale === 0 ? 0 : Math.round((microUsd / scale) * room));
  const kms = cells(group.keyAmount.lowMicroUsd);
  const hsm = cells(group.amount.lowMicroUsd) - kms;
  const least = group.amount.lowMicroUsd > 0 && kms + hsm === 0 ? '▏' : '';
  return style.kms('█'.repeat(kms)) + style.hsm('▓'.repeat(Math.max(0, hsm))) + style.kms(least);
}

/** Ranked bars, the rest folded into one line: "█" keys, "▓" HSMs, from "at least". */
export function bars(title: string, groups: readonly CostGroup[], columns: number, style: Style): string {
  const charged = groups.filter((group) => group.amount.highMicroUsd !== 0);
  const shown = charged.length <= SHOWN + 1 ? charged : charged.slice(0, SHOWN);
  const rest = charged.slice(shown.length);
  const scale = Math.max(0, ...charged.map((group) => group.amount.lowMicroUsd));
  const room = Math.max(10, columns - NAME - MONEY - 8);
  const line = (name: string, drawn: string, money: string) =>
    `  ${pad(shorten(name, NAME), NAME)}  ${pad(drawn, room)}${pad(money, MONEY, 'right')}`;
  const lines = shown.map((group) =>
    line(plain(group.name), bar(group, scale, room, style), usd(group.amount.lowMicroUsd, 'whole')),
  );
  if (rest.length > 0) {
    const total = sum(rest.map((group) => group.amount));
    lines.push(style.dim(line(plural(rest.length, 'other'), '', usd(total.lowMicroUsd, 'whole'))));
  }
  return [`  ${style.bold(title)}`, ...lines].join('\n');
}
