import { RULES } from '../../../../shared/cost/rules.ts';
import { plural } from '../../../../shared/format/words.ts';
import type { LineItem } from '../../../../shared/model/cost.ts';
import type { KeyKind } from '../../../../shared/model/key.ts';
import { isFree, type Tally } from '../../tally.ts';
import { cellOf, span } from '../amounts.ts';
import type { Section } from '../context.ts';
import type { Legend } from '../frame.ts';
import { CELL, CELL_SECOND, CELL_STRONG } from '../type.ts';
import { drawPart, type Part } from './inventory.ts';

const LEGEND_WORDS: Readonly<Record<KeyKind, string>> = {
  customer: 'customer managed',
  replica: 'replica',
  cloudhsm: 'CloudHSM key store',
  external: 'external key store',
  awsManaged: 'AWS managed',
  unknown: 'kind not readable',
};

function legend(kinds: readonly KeyKind[], note: string): Legend {
  return { marks: kinds.map((kind) => ({ mark: { kind }, text: LEGEND_WORDS[kind] })), note };
}

function ofKey(line: LineItem): boolean {
  return line.rule.startsWith('key.');
}

function charged(tally: Tally): Part {
  return {
    id: 'inventory',
    title: 'Key inventory',
    includes: (key) => !isFree(key),
    columns: [
      { title: 'Key', x: 816, width: 58, align: 'right', style: CELL },
      { title: 'Rotations', x: 880, width: 62, align: 'right', style: CELL },
      { title: 'Total', x: 946, width: 80.5, align: 'right', style: CELL_STRONG },
    ],
    cells: ({ lines, amount }) => [
      { text: cellOf(lines.filter(ofKey)) },
      { text: cellOf(lines.filter((line) => !ofKey(line))) },
      { text: span(amount) },
    ],
    legend: legend(['customer', 'replica', 'cloudhsm', 'external', 'unknown'], '≈ assumed'),
    closing: (keys) =>
      `KMS keys, as in the statement: ${plural(keys, 'key')} billed or not read${
        tally.free > 0 ? `; ${plural(tally.free, 'more is', 'more are')} free and listed next` : ''
      }`,
  };
}

function free(): Part {
  return {
    id: 'free',
    title: 'Keys that cost nothing',
    includes: isFree,
    columns: [
      { title: 'Free because', x: 820, width: 126, align: 'left', style: CELL_SECOND },
      { title: 'Total', x: 950, width: 76.5, align: 'right', style: CELL_STRONG },
    ],
    cells: ({ lines, amount }) => [
      { text: [...new Set(lines.map((line) => RULES[line.rule].title))].join(', ') },
      { text: span(amount), fits: true },
    ],
    legend: legend(['customer', 'replica', 'cloudhsm', 'external', 'awsManaged', 'unknown'], ''),
    closing: (keys) => `${plural(keys, 'key')} that cost nothing`,
  };
}

/** The full inventory in two parts: what is billed or could not be read, then what is free. */
export function keySections(tally: Tally): Section[] {
  const parts = [
    {
      part: charged(tally),
      keys: tally.charged.count,
      title: `Key inventory: ${plural(tally.charged.count, 'key')} billed or not read`,
    },
    {
      part: free(),
      keys: tally.free,
      title: `Keys that cost nothing: ${tally.free.toLocaleString('en-US')}`,
    },
  ];
  return parts
    .filter(({ keys }) => keys > 0)
    .map(({ part, title }) => ({ id: part.id, title, draw: (context) => drawPart(context, part) }));
}
