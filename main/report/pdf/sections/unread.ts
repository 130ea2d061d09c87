import { count, percent } from '../../../../shared/format/money.ts';
import { OUTCOME_WORDS, plural } from '../../../../shared/format/words.ts';
import { effectOf, type Gap, gaps, reading } from '../../coverage.ts';
import { HAIRLINE } from '../colours.ts';
import { type Context, type Section, textPages } from '../context.ts';
import type { Flow } from '../flow.ts';
import { drawMark } from '../marks.ts';
import { paragraph } from '../paragraph.ts';
import { BODY, BODY_NOTE, BODY_SECOND, BODY_STRONG, CELL_ID, HEADING } from '../type.ts';

const INDENT = 23;

/** "payments-prod eu-west-1 (12), eu-north-1 (1); merchant eu-west-1 (3)". */
function placesOf(gap: Gap, accountName: (id: string) => string): string {
  const regions = new Map<string, string[]>();
  for (const { accountId, region, count: times } of gap.entries) {
    const list = regions.get(accountId) ?? [];
    const place = region === '' ? 'all regions' : region;
    list.push(times === 1 ? place : `${place} (${count(times)})`);
    regions.set(accountId, list);
  }
  return [...regions].map(([id, list]) => `${accountName(id)} ${list.join(', ')}`).join('; ');
}

function drawGap(flow: Flow, gap: Gap, accountName: (id: string) => string): void {
  const { sheet } = flow;
  flow.need(96);
  drawMark(sheet, { severity: 'unknown' }, flow.left + 6, flow.y + 13);
  sheet.text(count(gap.count), flow.right, flow.y + 17, BODY_STRONG, 'right');
  paragraph(flow, `${gap.operation}: ${OUTCOME_WORDS[gap.outcome]}`, BODY_STRONG, INDENT);
  paragraph(flow, effectOf(gap.operation), BODY_SECOND, INDENT);
  if (gap.action !== null) paragraph(flow, gap.action, BODY_SECOND, INDENT);
  paragraph(flow, placesOf(gap, accountName), BODY_NOTE, INDENT);
  const example = gap.entries.find((entry) => entry.example !== null)?.example;
  if (example) paragraph(flow, `For example ${example}`, CELL_ID, INDENT);
  flow.y += 9;
  sheet.rule(flow.left, flow.y, flow.right, HAIRLINE, 0.8);
}

function draw(context: Context): void {
  const { sheet, input, accountName } = context;
  const { units, unitsRead, details, detailsRead } = reading(input.manifest);
  const missing = gaps(input.manifest.coverage);
  const flow = textPages(context, 'What was not read');
  sheet.start('unread', 'What was not read');
  const title =
    missing.length === 0
      ? 'Everything that was planned was read'
      : `${count(unitsRead)} of ${count(units)} units were listed`;
  sheet.text(title, flow.left, flow.y + 12, HEADING);
  flow.y += 14;
  const read =
    details === 0
      ? ''
      : `${count(detailsRead)} of ${plural(details, 'key detail')} read (${percent(detailsRead, details, 1)}). `;
  paragraph(
    flow,
    `A unit is one account in one region. ${read}What was not read is never counted as nothing: it is a range.`,
    BODY_NOTE,
  );
  flow.y += 8;
  for (const gap of missing) drawGap(flow, gap, accountName);
  flow.y += 12;
  const requests = Object.entries(input.manifest.requests).sort(([a], [b]) => (a < b ? -1 : 1));
  if (requests.length === 0) return;
  flow.need(60);
  paragraph(flow, 'Requests sent, attempts included', BODY_STRONG);
  paragraph(flow, requests.map(([operation, times]) => `${operation} ${count(times)}`).join(', '), BODY);
}

export const UNREAD: Section = { id: 'unread', title: 'What was not read', draw };
