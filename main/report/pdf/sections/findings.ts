import { date } from '../../../../shared/format/date.ts';
import { range } from '../../../../shared/format/money.ts';
import { plural } from '../../../../shared/format/words.ts';
import type { Finding, Severity } from '../../../../shared/model/finding.ts';
import { HAIRLINE } from '../colours.ts';
import { type Context, type Section, textPages } from '../context.ts';
import { drawMark } from '../marks.ts';
import { BODY, BODY_NOTE, BODY_SECOND, HEADING } from '../type.ts';

/** What cannot be told stands after what is bad and before what hardly matters. */
const ORDER: readonly Severity[] = ['critical', 'high', 'unknown', 'medium', 'low'];

/** Findings, the gravest first; those of one severity stay in their order. */
export function ranked(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

function draw(title: string, context: Context): void {
  const { sheet, input } = context;
  const flow = textPages(context, 'Findings');
  sheet.start('findings', title);
  sheet.text(title, flow.left, flow.y + 12, HEADING);
  flow.y += 26;
  for (const finding of ranked(input.findings)) {
    const figure = finding.amount === null ? '' : `${range(finding.amount)} a month`;
    const room = flow.right - flow.left - 46 - sheet.measure(figure, BODY);
    const titles = sheet.wrap(finding.title, BODY, room);
    const weight = finding.due === null ? finding.severity : `${finding.severity}, by ${date(finding.due)}`;
    const beside = flow.right - flow.left - 46 - sheet.measure(weight, BODY_NOTE);
    const evidence = sheet.wrap(finding.evidence, BODY_SECOND, beside);
    flow.need(titles.length * 17 + 17 + 12);
    drawMark(sheet, { severity: finding.severity }, flow.left + 6, flow.y + 13);
    sheet.text(figure, flow.right, flow.y + 17, BODY, 'right');
    flow.y = sheet.lines(titles, flow.left + 23, flow.y + 17, 17, BODY) - 17;
    for (const line of evidence) {
      flow.need(20);
      flow.y += 17;
      sheet.text(line, flow.left + 23, flow.y, BODY_SECOND);
    }
    sheet.text(weight, flow.right, flow.y, BODY_NOTE, 'right');
    flow.y += 9;
    sheet.rule(flow.left, flow.y, flow.right, HAIRLINE, 0.8);
  }
}

export function findingsSection({ findings }: Context['input']): Section | null {
  if (findings.length === 0) return null;
  const title = plural(findings.length, 'finding');
  return { id: 'findings', title: `Findings: ${findings.length}`, draw: (context) => draw(title, context) };
}
