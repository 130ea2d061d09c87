import { count, digits, percent, range, usd } from '../../../../shared/format/money.ts';
import { plural } from '../../../../shared/format/words.ts';
import { add } from '../../../../shared/model/amount.ts';
import { COST_KINDS } from '../../../../shared/model/cost.ts';
import type { OwnerTally, Share, Tally } from '../../tally.ts';
import { atMost } from '../amounts.ts';
import { drawBar, scaleOf } from '../bars.ts';
import { HAIRLINE, INK } from '../colours.ts';
import { type Context, type Section, textPages } from '../context.ts';
import { drawFigure } from '../figure.ts';
import type { Flow } from '../flow.ts';
import { KINDS_OF } from '../kind-words.ts';
import { type Column, Table } from '../table.ts';
import {
  BODY,
  BODY_NOTE,
  BODY_SECOND,
  BODY_STRONG,
  COLUMN_HEAD,
  HEADING,
  LEAD,
  OWNER_FIGURE,
  OWNER_NAME,
  RUNNING,
} from '../type.ts';

const STATEMENT: readonly Column[] = [
  { title: 'Standing cost a month', x: 0, width: 340, align: 'left', style: BODY },
  { title: 'Count', x: 360, width: 80, align: 'right', style: BODY_SECOND },
  { title: 'At least', x: 450, width: 111, align: 'right', style: BODY },
  { title: 'At most', x: 566, width: 107.7, align: 'right', style: BODY },
];

const LONGEST = 6;

function nameOf(owner: OwnerTally): string {
  return owner.name ?? 'Keys with no owner';
}

function drawTitle(flow: Flow, owner: OwnerTally, context: Context): void {
  const { sheet } = flow;
  const total = context.input.manifest.runRate.total.lowMicroUsd;
  flow.y = sheet.lines(sheet.wrap(nameOf(owner), OWNER_NAME, 673), flow.left, flow.y + 26, 30, OWNER_NAME);
  const after = `a month, ${percent(owner.amount.lowMicroUsd, total)} of the run rate`;
  const text = range(owner.amount, 'whole');
  const room = flow.right - flow.left - sheet.measure(after, LEAD) - 12;
  const x = drawFigure(sheet, text, flow.left, flow.y + 14, OWNER_FIGURE, room);
  sheet.text(after, x + 10, flow.y + 14, { ...LEAD, colour: BODY_SECOND.colour });
  flow.y += 42;
}

function drawStatement(flow: Flow, owner: OwnerTally): void {
  const table = new Table(flow, {
    columns: STATEMENT,
    head: COLUMN_HEAD,
    strong: BODY_STRONG,
    pitch: 23,
    leading: 16,
    markScale: 1,
  });
  table.head();
  const kinds = COST_KINDS.filter((kind) => owner.kinds.has(kind));
  kinds.forEach((kind, index) => {
    const sum = owner.kinds.get(kind);
    if (!sum) return;
    table.row([
      { text: KINDS_OF[kind], mark: { kind } },
      { text: count(sum.count) },
      { text: index === 0 ? usd(sum.amount.lowMicroUsd) : digits(sum.amount.lowMicroUsd) },
      { text: atMost(sum.amount, index === 0 ? 'sign' : 'plain') },
    ]);
  });
  table.total(nameOf(owner), [
    null,
    null,
    { text: usd(owner.amount.lowMicroUsd) },
    { text: atMost(owner.amount, 'sign') },
  ]);
}

interface Place {
  readonly name: string;
  readonly share: Share;
  readonly rest: boolean;
}

/** The longest bars by name, and what is left as one. */
function longest(shares: ReadonlyMap<string, Share>, nameFor: (id: string) => string, noun: string): Place[] {
  const sorted = [...shares].sort(
    ([a, x], [b, y]) => y.amount.lowMicroUsd - x.amount.lowMicroUsd || (a < b ? -1 : 1),
  );
  const shown = sorted.length <= LONGEST + 1 ? sorted : sorted.slice(0, LONGEST);
  const others = sorted.slice(shown.length).map(([, share]) => share);
  const places = shown.map(([id, share]) => ({ name: nameFor(id), share, rest: false }));
  if (others.length === 0) return places;
  return [...places, { name: `${others.length} other ${noun}`, share: others.reduce(addShares), rest: true }];
}

function addShares(a: Share, b: Share): Share {
  return {
    keyAmount: add(a.keyAmount, b.keyAmount),
    hsmAmount: add(a.hsmAmount, b.hsmAmount),
    amount: add(a.amount, b.amount),
  };
}

/** Bars in half the width of the page, from `y`; returns the y after the last. */
function drawPlaces(
  flow: Flow,
  places: readonly Place[],
  title: string,
  by: string,
  x: number,
  y: number,
): number {
  const { sheet } = flow;
  const width = 314;
  let at = sheet.lines(sheet.wrap(title, HEADING, width), x, y, 18, HEADING);
  sheet.text(by, x, at, BODY_NOTE);
  at += 12;
  const scale = scaleOf(places.map(({ share }) => share));
  for (const { name, share, rest } of places) {
    const style = rest ? BODY_NOTE : BODY;
    const figure = usd(share.amount.lowMicroUsd, 'whole');
    const lines = sheet.wrap(name, style, 104);
    drawBar(sheet, share, x + 110, at + 8, width - 110 - 62, scale);
    sheet.text(figure, x + width, at + 12, style, 'right');
    at = sheet.lines(lines, x, at + 12, 15, style) - 7;
  }
  return at;
}

function carries(places: readonly Place[], total: number, noun: string): string {
  const first = places[0];
  if (!first || total === 0) return `No cost by ${noun}`;
  return `${first.name} carries ${percent(first.share.amount.lowMicroUsd, total)}`;
}

/** What only the owner can answer, from what the ledger shows. */
function questions(owner: OwnerTally): string[] {
  const { ranged, disabled, deleting } = owner;
  return [
    ...(ranged.count > 0
      ? [`Who lets ${plural(ranged.count, 'key')} be read in full? Together ${range(ranged.amount)} a month.`]
      : []),
    ...(disabled.count > 0
      ? [
          `Is what is disabled still needed? ${plural(disabled.count, 'key')}, ${range(disabled.amount)} a month.`,
        ]
      : []),
    ...(deleting.count > 0
      ? [
          `May ${plural(deleting.count, 'key')} that ${deleting.count === 1 ? 'waits' : 'wait'} for deletion go?`,
        ]
      : []),
    ...(owner.name === null ? ['Who owns these keys? Tag them, and they move to their owner’s page.'] : []),
  ];
}

function drawQuestions(flow: Flow, asked: readonly string[]): void {
  if (asked.length === 0) return;
  const { sheet } = flow;
  flow.y += 42;
  flow.need(60);
  sheet.text('To answer', flow.left, flow.y, HEADING);
  flow.y += 7;
  asked.forEach((question, index) => {
    const lines = sheet.wrap(question, BODY, 520);
    flow.need(24 + lines.length * 16);
    sheet.text(String(index + 1), flow.left, flow.y + 17, BODY_NOTE);
    flow.y = sheet.lines(lines, flow.left + 21, flow.y + 17, 16, BODY) - 9;
    sheet.rule(flow.left, flow.y, flow.right, HAIRLINE, 0.8);
    sheet.rule(flow.right - 117, flow.y, flow.right, INK);
  });
}

function drawSignatures(flow: Flow, owner: OwnerTally): void {
  const { sheet, left } = flow;
  flow.need(80);
  const y = 1016;
  for (const [x, width, text] of [
    [left, 240, owner.name === null ? 'Reviewed for the organisation' : `Reviewed for ${owner.name}`],
    [left + 272, 240, 'Reviewed for finance'],
    [left + 544, 129.7, 'Date'],
  ] as const) {
    sheet.rule(x, y, x + width, INK);
    sheet.lines(sheet.wrap(text, RUNNING, width), x, y + 17, 13, RUNNING);
  }
}

function drawOwner(owner: OwnerTally, context: Context, flow: Flow): void {
  drawTitle(flow, owner, context);
  drawStatement(flow, owner);
  const accounts = longest(owner.accounts, context.accountName, 'accounts');
  const regions = longest(owner.regions, (region) => region, 'regions');
  const total = owner.amount.lowMicroUsd;
  flow.y += 46;
  flow.need(250);
  const { y } = flow;
  const ends = [
    drawPlaces(flow, accounts, carries(accounts, total, 'account'), 'By account, $ a month', flow.left, y),
    drawPlaces(flow, regions, carries(regions, total, 'region'), 'By region, $ a month', flow.left + 359, y),
  ];
  flow.y = Math.max(...ends);
  drawQuestions(flow, questions(owner));
  drawSignatures(flow, owner);
}

/** One page for each owner, to be answered and signed; null where nothing has an owner. */
export function ownersSection({ owners }: Tally): Section | null {
  const named = owners.filter(({ name }) => name !== null).length;
  if (named === 0) return null;
  const title = `One page for each owner: ${named}${owners.length > named ? ', and keys with no owner' : ''}`;
  const draw = (context: Context) => {
    owners.forEach((owner, index) => {
      const flow = textPages(context, 'Owner statement', 'Every key of this owner is in the inventory.');
      if (index === 0) context.sheet.start('owners', title);
      drawOwner(owner, context, flow);
    });
  };
  return { id: 'owners', title, draw };
}
