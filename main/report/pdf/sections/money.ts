import { count, percent, range } from '../../../../shared/format/money.ts';
import type { Amount } from '../../../../shared/model/amount.ts';
import type { CostKind } from '../../../../shared/model/cost.ts';
import type { CostGroup } from '../../../../shared/model/query.ts';
import { span } from '../amounts.ts';
import { drawBar, scaleOf } from '../bars.ts';
import { type Context, type Section, textPages } from '../context.ts';
import type { Flow } from '../flow.ts';
import { KINDS_OF } from '../kind-words.ts';
import { type Cell, type Column, Table } from '../table.ts';
import { BODY, BODY_NOTE, BODY_SECOND, BODY_STRONG, COLUMN_HEAD, HEADING } from '../type.ts';

const BAR = { x: 214, width: 214 } as const;

/** Room for the total below the last row. */
const TOTAL = 30;

const COLUMNS: readonly Column[] = [
  { title: '', x: 0, width: 206, align: 'left', style: BODY },
  { title: '', x: BAR.x, width: BAR.width, align: 'left', style: BODY },
  { title: 'Keys', x: 430, width: 56, align: 'right', style: BODY_SECOND },
  { title: 'HSMs', x: 490, width: 44, align: 'right', style: BODY_SECOND },
  { title: '$ a month', x: 540, width: 133.7, align: 'right', style: BODY },
];

interface Ranking {
  readonly by: string;
  readonly noun: string;
  readonly groups: readonly CostGroup[];
  readonly total: Amount;
  /** Of a chart by kind: its marks, and plural names. */
  readonly kinds?: true;
}

/** A group as it is ranked: the name of a kind is its own, whatever the group is called. */
function nameOf(group: CostGroup, { kinds }: Ranking): string {
  return kinds ? KINDS_OF[group.id as CostKind] : group.name;
}

function nameCell(group: CostGroup, ranking: Ranking): Cell {
  const text = nameOf(group, ranking);
  if (ranking.kinds) return { text, mark: { kind: group.id as CostKind } };
  return group.id === null ? { text, style: BODY_NOTE } : { text };
}

/** "payments-prod carries 41 %"; where nothing costs anything, only what it is by. */
function headline(ranking: Ranking): string {
  const { groups, total, noun, kinds } = ranking;
  const low = (group: CostGroup) => group.amount.lowMicroUsd;
  const first = groups.reduce<CostGroup | undefined>((a, b) => (a && low(a) >= low(b) ? a : b), undefined);
  if (!first || low(first) === 0) return `No cost by ${noun}`;
  return `${nameOf(first, ranking)} ${kinds ? 'carry' : 'carries'} ${percent(low(first), total.lowMicroUsd)}`;
}

function drawRanking(flow: Flow, ranking: Ranking): void {
  const { sheet } = flow;
  const look = {
    columns: COLUMNS,
    head: COLUMN_HEAD,
    strong: BODY_STRONG,
    pitch: 22,
    leading: 16,
    markScale: 1,
  };
  const table = new Table(flow, look);
  if (flow.y > 106) flow.y += 30;
  flow.need(140);
  flow.y = sheet.lines(sheet.wrap(headline(ranking), HEADING, 673.7), flow.left, flow.y + 12, 19, HEADING);
  sheet.text(`By ${ranking.by}, $ a month`, flow.left, flow.y, BODY_NOTE);
  table.head();
  const scale = scaleOf(ranking.groups);
  ranking.groups.forEach((group, index) => {
    const amount = index === 0 ? range(group.amount) : span(group.amount);
    const keys = group.keys === 0 ? '—' : count(group.keys);
    const hsms = group.hsms === 0 ? '—' : count(group.hsms);
    const bar = { text: '', draw: (x: number, y: number) => drawBar(sheet, group, x, y, BAR.width, scale) };
    table.row(
      [nameCell(group, ranking), bar, { text: keys }, { text: hsms }, { text: amount }],
      () => table.head(),
      index === ranking.groups.length - 1 ? TOTAL : 0,
    );
  });
  table.total('Run rate', [null, null, null, null, { text: range(ranking.total) }]);
}

function draw(context: Context): void {
  const { input, sheet } = context;
  const { groups, manifest } = input;
  const flow = textPages(context, 'Where the money goes');
  sheet.start('money', 'Where the money goes');
  const total = manifest.runRate.total;
  const kinds = groups.kind.filter((group) => group.keys + group.hsms > 0);
  drawRanking(flow, { by: 'account', noun: 'account', groups: groups.account, total });
  drawRanking(flow, { by: 'region', noun: 'region', groups: groups.region, total });
  drawRanking(flow, { by: 'owner', noun: 'owner', groups: groups.owner, total });
  drawRanking(flow, {
    by: 'kind',
    noun: 'kind',
    groups: kinds,
    total,
    kinds: true,
  });
}

export const MONEY: Section = { id: 'money', title: 'Where the money goes', draw };
