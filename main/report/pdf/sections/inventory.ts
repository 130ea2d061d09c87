import { range } from '../../../../shared/format/money.ts';
import { plural, specWord, stateWord } from '../../../../shared/format/words.ts';
import { type Amount, add, ZERO } from '../../../../shared/model/amount.ts';
import type { LedgerKey } from '../../../../shared/model/ledger.ts';
import { known } from '../../../../shared/model/outcome.ts';
import { span } from '../amounts.ts';
import { HAIRLINE, INK, RULE } from '../colours.ts';
import type { Context } from '../context.ts';
import { Flow } from '../flow.ts';
import { drawFoot, drawWideHead, type Legend, MARGIN } from '../frame.ts';
import { type Cell, type Cells, type Column, Table } from '../table.ts';
import { CELL, CELL_HEAD, CELL_ID, CELL_NOTE, CELL_SECOND, CELL_STRONG } from '../type.ts';

/** Columns that every list of keys starts with; a part adds its own from x = 816 to 1026.5. */
const COLUMNS: readonly Column[] = [
  { title: 'Region', x: 0, width: 80, align: 'left', style: CELL_SECOND },
  { title: 'Alias', x: 88, width: 220, align: 'left', style: CELL },
  { title: 'Key id', x: 316, width: 212, align: 'left', style: CELL_ID },
  { title: 'Owner', x: 536, width: 100, align: 'left', style: CELL_SECOND },
  { title: 'Spec', x: 644, width: 76, align: 'left', style: CELL_SECOND },
  { title: 'State', x: 728, width: 84, align: 'left', style: CELL },
];

const LIMIT = 676;
const FOLLOWING = 3;

/** A list of keys that the inventory is made of. */
export interface Part {
  readonly id: string;
  readonly title: string;
  readonly includes: (key: LedgerKey) => boolean;
  readonly columns: readonly Column[];
  readonly cells: (key: LedgerKey) => Cells;
  readonly legend: Legend;
  /** What the last total is called. */
  readonly closing: (keys: number) => string;
}

function ownerCell({ owner }: LedgerKey): Cell {
  if (owner.name !== null) return { text: owner.name };
  return { text: owner.basis.by === 'unread' ? 'not read' : 'none', style: CELL_NOTE };
}

function aliasCell({ key, kind }: LedgerKey): Cell {
  const names = key.aliases.map((alias) => alias.replace(/^alias\//, '')).join(', ');
  const style = names === '' ? CELL_NOTE : CELL;
  return { text: names === '' ? 'no alias' : names, style, mark: { kind } };
}

function stateCell(state: string | undefined): Cell {
  if (state === 'Enabled') return { text: 'Enabled', style: CELL_SECOND, fits: true };
  return { text: stateWord(state ?? null) };
}

function keyCells(key: LedgerKey): (Cell | null)[] {
  const metadata = known(key.key.metadata);
  const { keyId } = key.key;
  return [
    aliasCell(key),
    keyId.length <= 36 && /^[\x20-\x7e]*$/.test(keyId) ? { text: keyId, fits: true } : { text: keyId },
    ownerCell(key),
    metadata ? { text: specWord(metadata.spec) } : { text: 'not read', style: CELL_NOTE },
    stateCell(metadata?.state),
  ];
}

/** What was listed so far, to be carried from page to page. */
interface Running {
  keys: number;
  amount: Amount;
}

class Listing {
  private readonly context: Context;
  private readonly part: Part;
  private readonly flow: Flow;
  private readonly table: Table;
  private readonly all: Running = { keys: 0, amount: ZERO };
  private group: Running = { keys: 0, amount: ZERO };
  private account: string;
  private region: string | null = null;
  private groups = 0;

  constructor(context: Context, part: Part, first: LedgerKey) {
    this.context = context;
    this.part = part;
    this.account = first.key.accountId;
    const { sheet } = context;
    const edges = { left: MARGIN.landscape, right: 1122.5 - MARGIN.landscape, limit: LIMIT };
    this.flow = new Flow(
      sheet,
      edges,
      () => this.openPage(),
      () => this.carry(),
    );
    const columns = [...COLUMNS, ...part.columns];
    const look = { columns, head: CELL_HEAD, strong: CELL_STRONG, pitch: 19.6, leading: 13, markScale: 0.92 };
    this.table = new Table(this.flow, look);
    sheet.start(part.id, part.title);
    this.table.head();
    this.openGroup();
  }

  add(key: LedgerKey): void {
    if (key.key.accountId !== this.account) {
      this.closeGroup();
      this.account = key.key.accountId;
      this.openGroup();
    }
    const { region } = key.key;
    const rest = [...keyCells(key), ...this.part.cells(key)];
    this.table.row(
      (first) => [first || region !== this.region ? { text: region } : null, ...rest],
      this.again,
    );
    this.region = region;
    for (const running of [this.all, this.group]) {
      running.keys += 1;
      running.amount = add(running.amount, key.amount);
    }
  }

  end(): void {
    if (this.groups > 1) this.closeGroup();
    this.total(this.part.closing(this.all.keys), range(this.all.amount));
  }

  private readonly again = (): void => {
    this.table.head();
    const from = `Brought forward from page ${this.context.sheet.page - 1}, ${plural(this.all.keys, 'key')}`;
    this.table.forward(from, span(this.all.amount), CELL_SECOND, RULE);
  };

  private openPage(): number {
    const { sheet, frame } = this.context;
    sheet.addPage('landscape');
    drawWideHead(sheet, frame, this.part.title, this.accountTitle);
    drawFoot(sheet, frame, 'landscape', this.part.legend);
    return 64;
  }

  private carry(): void {
    const to = `Carried forward to page ${this.context.sheet.page + 1}, ${plural(this.all.keys, 'key')}`;
    this.table.forward(to, span(this.all.amount), CELL_STRONG, INK);
  }

  private get accountTitle(): string {
    const name = this.context.accountName(this.account);
    return name === this.account ? name : `${name} ${this.account}`;
  }

  private openGroup(): void {
    this.groups += 1;
    this.group = { keys: 0, amount: ZERO };
    this.region = null;
    if (this.flow.need(FOLLOWING * 19.6)) this.again();
    const { sheet, left, right } = this.flow;
    const lines = sheet.wrap(this.accountTitle, CELL_STRONG, right - left);
    this.flow.y = sheet.lines(lines, left, this.flow.y + 17, 13, CELL_STRONG) - 7;
    sheet.rule(left, this.flow.y, right, HAIRLINE, 0.8);
  }

  private closeGroup(): void {
    const label = `${this.accountTitle}, ${plural(this.group.keys, 'key')}`;
    this.total(label, span(this.group.amount));
    this.flow.y += 6;
  }

  /** The amount ends at the right edge, under whatever the part's last column is. */
  private total(label: string, text: string): void {
    const cells = this.part.columns.map((_, index) =>
      index === this.part.columns.length - 1 ? { text } : null,
    );
    this.table.total(label, [...COLUMNS.map(() => null), ...cells], this.again);
  }
}

/** The keys of one part, grouped by account, in landscape. Draws nothing where there are none. */
export async function drawPart(context: Context, part: Part): Promise<void> {
  let listing: Listing | null = null;
  for await (const batch of context.input.keys()) {
    for (const key of batch) {
      if (!part.includes(key)) continue;
      listing ??= new Listing(context, part, key);
      listing.add(key);
    }
  }
  listing?.end();
}
