import { FREE_REQUESTS, footprint } from '../../../../shared/cost/footprint.ts';
import { RULES, type Rule } from '../../../../shared/cost/rules.ts';
import { footprintLine } from '../../../../shared/format/bill.ts';
import { date, moment } from '../../../../shared/format/date.ts';
import { count, unitPrice, usd } from '../../../../shared/format/money.ts';
import { priceWords } from '../../../../shared/format/price-words.ts';
import { RULE_IDS } from '../../../../shared/model/cost.ts';
import type { Confidence, Price } from '../../../../shared/model/price.ts';
import { HAIRLINE } from '../colours.ts';
import { type Context, type Section, textPages } from '../context.ts';
import type { Flow } from '../flow.ts';
import { snapshotHash } from '../frame.ts';
import { heightOf, paragraph } from '../paragraph.ts';
import { type Column, Table } from '../table.ts';
import {
  BODY_NOTE,
  BODY_SECOND,
  BODY_STRONG,
  CELL,
  CELL_HEAD,
  CELL_ID,
  CELL_SECOND,
  CELL_STRONG,
  HEADING,
} from '../type.ts';

const CONFIDENCE: Readonly<Record<Confidence, string>> = {
  A: 'AWS',
  T: 'third party',
  I: 'assumed',
};

const SOURCES: Readonly<Record<Price['source'], string>> = {
  list: 'AWS list',
  bundled: 'shipped',
  override: 'your own',
};

const PRICES: readonly Column[] = [
  { title: 'Item', x: 0, width: 108, align: 'left', style: CELL },
  { title: 'Region', x: 112, width: 86, align: 'left', style: CELL_SECOND },
  { title: 'Unit', x: 202, width: 56, align: 'left', style: CELL_SECOND },
  { title: 'SKU', x: 262, width: 102, align: 'left', style: CELL_ID },
  { title: 'Source', x: 368, width: 104, align: 'left', style: CELL_SECOND },
  { title: 'Date', x: 476, width: 56, align: 'left', style: CELL_SECOND },
  { title: 'Word of', x: 536, width: 54, align: 'left', style: CELL_SECOND },
  { title: 'Price', x: 594, width: 79.7, align: 'right', style: CELL },
];
const SOURCE_STYLE = { ...BODY_NOTE, size: 11 };

function drawRule(flow: Flow, rule: Rule): void {
  const { sheet } = flow;
  flow.need(30 + heightOf(flow, rule.text, BODY_SECOND) + heightOf(flow, rule.source, SOURCE_STYLE));
  sheet.text(CONFIDENCE[rule.confidence], flow.right, flow.y + 17, BODY_NOTE, 'right');
  sheet.text(
    rule.id,
    sheet.write(rule.title, flow.left, flow.y + 17, BODY_STRONG) + 10,
    flow.y + 17,
    CELL_ID,
  );
  flow.y += 17;
  paragraph(flow, rule.text, BODY_SECOND);
  paragraph(flow, rule.source, SOURCE_STYLE);
  flow.y += 9;
  sheet.rule(flow.left, flow.y, flow.right, HAIRLINE, 0.8);
}

function heading(flow: Flow, text: string, space = 30): void {
  flow.need(space + 90);
  flow.sheet.text(text, flow.left, flow.y + space, HEADING);
  flow.y += space + 4;
}

function byRegion(a: Price, b: Price): number {
  if (a.item !== b.item) return a.item < b.item ? -1 : 1;
  return a.region < b.region ? -1 : 1;
}

function sourceOf({ source, discountPercent }: Price): string {
  return discountPercent === undefined ? SOURCES[source] : `${SOURCES[source]}, ${discountPercent} % off`;
}

function drawPrices(flow: Flow, { priceBook }: Context['input']['manifest']): void {
  heading(flow, `Every price of this snapshot, in ${priceBook.currency}`);
  const columns = PRICES;
  const table = new Table(flow, {
    columns,
    head: CELL_HEAD,
    strong: CELL_STRONG,
    pitch: 19.6,
    leading: 13,
    markScale: 0.92,
  });
  table.head();
  for (const price of [...priceBook.prices].sort(byRegion)) {
    table.row([
      { text: price.item },
      { text: price.region },
      { text: price.unit },
      { text: price.sku ?? '—' },
      { text: sourceOf(price) },
      { text: date(price.asOf) },
      { text: price.source === 'override' ? 'you' : CONFIDENCE[price.confidence] },
      { text: unitPrice(price.microUsd) },
    ]);
  }
}

/** What was asked of AWS, most first, and what asking costs. */
function footprintFact({ requests, scope, priceBook }: Context['input']['manifest']): string {
  const asked = footprint(requests, scope.accounts.length, priceBook);
  const list = asked.byOperation.map(({ operation, count: times }) => `${operation} ${count(times)}`);
  return `${footprintLine(asked)}: ${list.join(', ')}. Requests that only list or describe are assumed to count like any other to KMS, beyond ${count(FREE_REQUESTS)} a month over all regions of an account; the other services that were asked charge nothing. In CloudTrail the reading is known by its user agent, keyledger.`;
}

function gapFacts({ gaps = [] }: Context['input']['manifest']['priceBook']): string[] {
  return gaps.map(({ regions, reason }) => `${regions.join(', ')}: ${reason}.`);
}

function billFacts({ bill }: Context['input']['manifest']): string[] {
  if (!bill) return [];
  return [
    'The bill of a calendar month counts its own hours in UTC, each key from its creation and its rotations, each HSM from the first reading that saw it or, at most, from the creation of its cluster. Part of an hour counts in proportion; AWS does not say how it rounds. When a deletion was scheduled is not told: it was 7 to 30 days before its date. What was deleted before this reading is not in it. Expected is what it comes to if nobody changes anything.',
  ];
}

function drawAssumed(flow: Flow, { manifest, assumedMicroUsd }: Context['input']): void {
  heading(flow, 'What is assumed, and what is open');
  const facts = [
    `${usd(assumedMicroUsd)} a month of the run rate rest on a rule or a price that AWS does not state in these words. Such amounts carry ≈ in the inventory, and the rules above name each case.`,
    'A month is 730 hours, as in the calculators of AWS. A bill counts the hours of its own month: 672 to 744.',
    ...billFacts(manifest),
    ...gapFacts(manifest.priceBook),
    `${priceWords(manifest.priceBook)} Requests are not part of the run rate.`,
    footprintFact(manifest),
    'Whether ListKeyRotations reports rotations that were completed before April 2024 is not confirmed. If it does not, older keys cost more than is stated here: up to two key prices a month each.',
    'Whether AWS bills part of an HSM-hour as a whole one is not confirmed; a run rate is not affected.',
    'Owners are taken from tags: Owner, Team, Service owner or Squad, in this order, whatever their spelling.',
    'A character that the fonts of this report do not have is printed as \uFFFD; control and direction marks are left out. The CSV and JSON exports hold every name as AWS gave it.',
    `Snapshot ${manifest.id}, read ${moment(manifest.startedAt)} to ${moment(manifest.finishedAt)}. Its hash is the SHA-256 of the list of its file hashes, one line each as sha256sum prints them: ${snapshotHash(manifest)}`,
  ];
  for (const fact of facts) {
    flow.need(heightOf(flow, fact, BODY_SECOND) + 5);
    paragraph(flow, fact, BODY_SECOND);
    flow.y += 6;
  }
}

function draw(context: Context): void {
  const flow = textPages(context, 'Rules and prices');
  context.sheet.start('rules', 'Rules and prices');
  heading(flow, 'How every amount is made', 12);
  paragraph(
    flow,
    'Each amount is a sum of line items; each line item follows one of these rules at one price. To the right: whose word the rule is. Where a case of it is assumed, the text says so.',
    BODY_NOTE,
  );
  flow.y += 8;
  for (const id of RULE_IDS) drawRule(flow, RULES[id]);
  drawPrices(flow, context.input.manifest);
  drawAssumed(flow, context.input);
}

export const RULES_AND_PRICES: Section = { id: 'rules', title: 'Rules and prices', draw };
