import { billLine } from '../../../../shared/format/bill.ts';
import { date, monthYear } from '../../../../shared/format/date.ts';
import { change, count, digits, percent, range, usd } from '../../../../shared/format/money.ts';
import { leftOut } from '../../../../shared/format/price-words.ts';
import { plural } from '../../../../shared/format/words.ts';
import type { Manifest } from '../../../../shared/model/snapshot.ts';
import { atMost } from '../amounts.ts';
import { HAIRLINE, HSM, INK, INK2, KMS, RULE } from '../colours.ts';
import type { Context, Section } from '../context.ts';
import { drawFigure } from '../figure.ts';
import { Flow } from '../flow.ts';
import { drawFoot, MARGIN } from '../frame.ts';
import { drawMark } from '../marks.ts';
import { restsOn } from '../rests-on.ts';
import { type Column, Table } from '../table.ts';
import { drawTrend } from '../trend.ts';
import {
  BODY,
  BODY_NOTE,
  BODY_SECOND,
  BODY_STRONG,
  CAPTION,
  COLUMN_HEAD,
  FIGURE,
  HEADING,
  LEAD,
  LEAD_STRONG,
  RUNNING,
  TITLE,
  WORDMARK,
} from '../type.ts';
import { ranked } from './findings.ts';

const LEFT = MARGIN.portrait;
const RIGHT = 793.7 - MARGIN.portrait;
const TO_DECIDE = 4;

const STATEMENT: readonly Column[] = [
  { title: 'Standing cost a month', x: 0, width: 240, align: 'left', style: BODY },
  { title: 'Billed', x: 250, width: 120, align: 'right', style: BODY_SECOND },
  { title: 'Share', x: 376, width: 65, align: 'right', style: BODY_SECOND },
  { title: 'At least', x: 450, width: 111, align: 'right', style: BODY },
  { title: 'At most', x: 566, width: 107.7, align: 'right', style: BODY },
];

function drawTitle({ sheet, input }: Context): void {
  const { manifest } = input;
  const after = sheet.write('Keyledger', LEFT, 74, WORDMARK);
  sheet.rule(LEFT, 79.2, after, INK, 1);
  sheet.rule(LEFT, 81.8, after, INK, 1);
  const organisation = sheet.wrap(
    organisationLine(input.manifest.scope.organisation, manifest.scope.accounts.length),
    RUNNING,
    420,
  );
  organisation.forEach((line, index) => {
    sheet.text(line, RIGHT, 71 + index * 15, RUNNING, 'right');
  });
  sheet.text('Statement of key and HSM cost', LEFT, 178, CAPTION);
  sheet.text(monthYear(manifest.asOf), LEFT, 222, TITLE);
  if (manifest.sample) sheet.text('Sample data: an invented organisation', LEFT, 247, LEAD_STRONG);
}

function organisationLine(organisation: string | null, accounts: number): string {
  return organisation ?? plural(accounts, 'AWS account');
}

function drawHistory({ sheet, input }: Context): void {
  const points = input.trend;
  const [first, last] = [points[0], points.at(-1)];
  if (points.length < 2 || !first || !last) return;
  const moved = last.runRate.total.lowMicroUsd - first.runRate.total.lowMicroUsd;
  const box = { x: 434, y: 186, width: RIGHT - 434, height: 88 };
  sheet.text(`Run rate, ${change(moved)} since ${date(first.asOf)}`, box.x + 48, 178, CAPTION);
  drawTrend(sheet, points, box);
}

function changeSentence({ input }: Context): { figure: string; text: string } {
  const { previous, manifest, rangedKeys } = input;
  const doubt = rangedKeys === 0 ? '' : `The range is ${plural(rangedKeys, 'key')} not read in full.`;
  const open = manifest.runRate.total.highMicroUsd === null ? noUpperBound(manifest) : '';
  const rest = [doubt, open].filter(Boolean).join(' ');
  if (!previous) return { figure: '', text: rest };
  const moved = manifest.runRate.total.lowMicroUsd - previous.runRate.total.lowMicroUsd;
  const figure = moved === 0 ? 'No change' : change(moved);
  return { figure, text: `${figure === '' ? '' : ' '}since ${date(previous.asOf)}. ${rest}`.trimEnd() };
}

function noUpperBound({ coverage }: Manifest): string {
  return coverage.some(({ more }) => more)
    ? 'No upper bound: a listing broke off, and more exists.'
    : 'No upper bound: a price is not known.';
}

function drawRunRate(context: Context): void {
  const { sheet, input } = context;
  sheet.text('Run rate, a 730-hour month', LEFT, 297, CAPTION);
  drawFigure(sheet, range(input.manifest.runRate.total, 'whole'), LEFT, 346, FIGURE, RIGHT - LEFT);
  const { figure, text } = changeSentence(context);
  sheet.text(text, sheet.write(figure, LEFT, 375, LEAD_STRONG), 375, { ...LEAD, colour: INK2 });
}

function drawSplit({ sheet, input }: Context, y: number): void {
  const { keys, hsms, total } = input.manifest.runRate;
  if (total.lowMicroUsd === 0) return;
  const width = RIGHT - LEFT;
  const part = (keys.lowMicroUsd / total.lowMicroUsd) * width;
  const gap = keys.lowMicroUsd > 0 && hsms.lowMicroUsd > 0 ? 1.5 : 0;
  if (part > 0) sheet.rect(LEFT, y, part - gap / 2, 10, KMS);
  if (part < width) sheet.rect(LEFT + part + gap / 2, y, width - part - gap / 2, 10, HSM);
}

function drawStatement(context: Context): number {
  const { sheet, input } = context;
  const { runRate, counts } = input.manifest;
  const flow = new Flow(sheet, { left: LEFT, right: RIGHT, limit: 1040 }, () => 416);
  const table = new Table(flow, {
    columns: STATEMENT,
    head: COLUMN_HEAD,
    strong: BODY_STRONG,
    pitch: 23,
    leading: 16,
    markScale: 1,
  });
  const keys = counts.customerKeys + counts.awsManagedKeys + counts.unknownKeys;
  table.head();
  table.row([
    { text: 'KMS keys', mark: { kind: 'customer' } },
    { text: `${count(input.billedKeys)} of ${count(keys)}` },
    { text: percent(runRate.keys.lowMicroUsd, runRate.total.lowMicroUsd) },
    { text: usd(runRate.keys.lowMicroUsd) },
    { text: atMost(runRate.keys, 'sign') },
  ]);
  table.row([
    { text: 'CloudHSM', mark: { kind: 'hsm' } },
    { text: plural(counts.hsms, 'HSM') },
    { text: percent(runRate.hsms.lowMicroUsd, runRate.total.lowMicroUsd) },
    { text: digits(runRate.hsms.lowMicroUsd) },
    { text: atMost(runRate.hsms, 'plain') },
  ]);
  table.total('Run rate', [
    null,
    null,
    null,
    { text: usd(runRate.total.lowMicroUsd) },
    { text: atMost(runRate.total, 'sign') },
  ]);
  sheet.text('Of which assumed, marked ≈ in the inventory', LEFT, flow.y + 20, BODY_NOTE);
  sheet.text(usd(input.assumedMicroUsd), RIGHT, flow.y + 20, BODY_NOTE, 'right');
  sheet.text(leftOut(input.manifest.priceBook), LEFT, flow.y + 37, BODY_NOTE);
  const { bill } = input.manifest;
  if (!bill) return flow.y + 37;
  sheet.text(billLine(bill), LEFT, flow.y + 54, BODY_NOTE);
  return flow.y + 54;
}

function drawDecisions({ sheet, input }: Context, top: number): number {
  const findings = ranked(input.findings);
  if (findings.length === 0) return top;
  sheet.text('To decide', LEFT, top + 45, HEADING);
  let y = top + 52;
  for (const finding of findings.slice(0, TO_DECIDE)) {
    const amount = finding.amount === null ? '' : range(finding.amount);
    const due = finding.due === null ? '' : `by ${date(finding.due)}`;
    const figure = amount || due;
    const lines = sheet.wrap(finding.title, BODY, RIGHT - LEFT - 40 - sheet.measure(figure, BODY));
    drawMark(sheet, { severity: finding.severity }, LEFT + 6, y + 12);
    sheet.text(figure, RIGHT, y + 16, BODY, 'right');
    y = sheet.lines(lines, LEFT + 23, y + 16, 16, BODY) - 9.5;
    sheet.rule(LEFT, y, RIGHT, HAIRLINE, 0.8);
  }
  const more = findings.length - TO_DECIDE;
  if (more > 0) {
    const page = sheet.startOf('findings') ?? 0;
    sheet.text(`${count(more)} more on page ${page}`, LEFT + 23, y + 17, BODY_NOTE);
    y += 17;
  }
  return y;
}

function drawContents({ sheet }: Context, sections: readonly Section[], top: number): void {
  const right = 409;
  sheet.text('Contents', LEFT, top, HEADING);
  let y = top + 25;
  for (const { id, title } of sections) {
    const page = String(sheet.startOf(id) ?? 0);
    const lines = sheet.wrap(title, BODY, right - LEFT - 50);
    const last = y + (lines.length - 1) * 16;
    sheet.lines(lines, LEFT, y, 16, BODY);
    sheet.text(page, right, last, BODY, 'right');
    const from = LEFT + sheet.measure(lines.at(-1) ?? '', BODY) + 6;
    const to = right - sheet.measure(page, BODY) - 6;
    if (to > from)
      sheet.path(`M0 0H${to - from}`, from, last + 0.5, { stroke: RULE, width: 0.9, dash: [1, 1.2] });
    sheet.link(id, LEFT, y - 13, right - LEFT, last - y + 18);
    y = last + 20;
  }
}

function drawBasis({ sheet, input }: Context, top: number): void {
  const x = 454;
  sheet.text('What this statement rests on', x, top, HEADING);
  let y = top + 25;
  for (const paragraph of restsOn(input.manifest)) {
    y = sheet.lines(sheet.wrap(paragraph, BODY_SECOND, RIGHT - x), x, y, 18, BODY_SECOND) + 8;
  }
}

/** The first page: the statement, what to decide, what follows and what it rests on. */
export function drawCover(context: Context, sections: readonly Section[]): void {
  const { sheet, frame } = context;
  sheet.addPage('portrait');
  drawFoot(sheet, frame, 'portrait');
  drawTitle(context);
  drawHistory(context);
  drawRunRate(context);
  drawSplit(context, 394);
  const end = drawDecisions(context, drawStatement(context));
  const top = Math.max(729, end + 36);
  sheet.rule(LEFT, top, RIGHT, INK, 1.1);
  drawContents(context, sections, top + 24);
  drawBasis(context, top + 24);
}
