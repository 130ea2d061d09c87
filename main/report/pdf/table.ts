import { HAIRLINE, INK, RULE } from './colours.ts';
import type { Flow } from './flow.ts';
import { drawMark, type Mark } from './marks.ts';
import type { TextStyle } from './type.ts';

export interface Column {
  readonly title: string;
  /** From the left edge of the table. For a right-aligned column `x` is still its left edge. */
  readonly x: number;
  readonly width: number;
  readonly align: 'left' | 'right';
  readonly style: TextStyle;
}

export interface Cell {
  readonly text: string;
  readonly style?: TextStyle;
  readonly mark?: Mark;
  /** A text that is known to be narrower than its column, so that it need not be measured. */
  readonly fits?: true;
  /** Draws into the cell, from its left edge and around the middle of its first line. */
  readonly draw?: (x: number, y: number) => void;
}

export interface TableLook {
  readonly columns: readonly Column[];
  readonly head: TextStyle;
  readonly strong: TextStyle;
  /** Height of a row of one line, and of each further line. */
  readonly pitch: number;
  readonly leading: number;
  readonly markScale: number;
}

/** Height of the column heads. */
const HEAD = 22;
const MARK_SPACE = 17;
/** Room for the first figure of a total, which may be a wide range. */
const TOTAL_SPACE = 130;

export type Cells = readonly (Cell | null)[];

interface Laid {
  readonly cell: Cell;
  readonly column: Column;
  readonly lines: readonly string[];
}

function linesOf(laid: readonly Laid[]): number {
  return Math.max(1, ...laid.map(({ lines }) => lines.length));
}

/** Rows drawn by hand on a flow. What does not fit in a cell wraps; a row taller than a page continues on the next. */
export class Table {
  private readonly flow: Flow;
  private readonly look: TableLook;

  constructor(flow: Flow, look: TableLook) {
    this.flow = flow;
    this.look = look;
  }

  head(): void {
    const { flow, look } = this;
    const lines = look.columns.map((column) => flow.sheet.wrap(column.title, look.head, column.width));
    const extra = (Math.max(...lines.map((cell) => cell.length)) - 1) * look.leading;
    look.columns.forEach((column, index) => {
      const own = lines[index] ?? [];
      own.forEach((line, at) => {
        const y = flow.y + HEAD + extra - 9 - (own.length - 1 - at) * look.leading;
        const x = flow.left + column.x + (column.align === 'right' ? column.width : 0);
        flow.sheet.text(line, x, y, look.head, column.align);
      });
    });
    flow.y += HEAD + extra;
    flow.sheet.rule(flow.left, flow.y, flow.right, RULE);
  }

  /**
   * A row, closed by a hairline. `onTurn` draws what a new page repeats (by default the heads). Where the cells differ
   * when the row is the first of a page, `cells` is a function of that. `keep` is the height of what must stand on the
   * same page below it, such as the total.
   */
  row(cells: Cells | ((first: boolean) => Cells), onTurn = () => this.head(), keep = 0): void {
    const cellsOf = typeof cells === 'function' ? cells : () => cells;
    let laid = this.lay(cellsOf(false));
    if (this.height(linesOf(laid)) + keep > this.flow.room) {
      this.flow.turn();
      onTurn();
      laid = this.lay(cellsOf(true));
    }
    const count = linesOf(laid);
    let from = 0;
    while (from < count) {
      const fit = Math.floor((this.flow.room - this.look.pitch) / this.look.leading) + 1;
      const take = Math.min(count - from, Math.max(1, fit));
      this.draw(laid, from, take);
      from += take;
      if (from < count) {
        this.flow.turn();
        onTurn();
      }
    }
    this.flow.sheet.rule(this.flow.left, this.flow.y, this.flow.right, HAIRLINE, 0.8);
  }

  /** A total: a single rule above, a double rule below. The label runs up to the first of the cells. */
  total(label: string, cells: Cells, onTurn = () => this.head()): void {
    const { sheet, left, right } = this.flow;
    const { columns, strong, leading } = this.look;
    const first = columns[cells.findIndex((cell) => cell !== null)];
    const room = first ? first.x + first.width - TOTAL_SPACE : right - left;
    const lines = sheet.wrap(label, strong, room);
    const laid = this.lay(cells.map((cell) => cell && { style: strong, fits: true, ...cell }));
    if (this.flow.need(this.height(lines.length) + 4)) onTurn();
    sheet.rule(left, this.flow.y, right, INK, 1.1);
    sheet.lines(lines, left, this.flow.y + this.baseline, leading, strong);
    this.draw(laid, 0, lines.length);
    sheet.rule(left, this.flow.y, right, INK, 1);
    sheet.rule(left, this.flow.y + 2.6, right, INK, 1);
    this.flow.y += 2.6;
  }

  /** What a page carries to the next one: told over the whole width. */
  forward(text: string, amount: string, style: TextStyle, rule: string): void {
    const { sheet, left, right, y } = this.flow;
    sheet.text(text, left, y + this.baseline, style);
    sheet.text(amount, right, y + this.baseline, style, 'right');
    this.flow.y += this.look.pitch;
    sheet.rule(left, this.flow.y, right, rule);
  }

  private get baseline(): number {
    return this.look.pitch / 2 + this.look.strong.size * 0.36;
  }

  private height(lines: number): number {
    return this.look.pitch + (lines - 1) * this.look.leading;
  }

  private lay(cells: Cells): Laid[] {
    return cells.flatMap((cell, index): Laid[] => {
      const column = this.look.columns[index];
      if (!cell || !column || (cell.text === '' && !cell.mark && !cell.draw)) return [];
      const width = column.width - (cell.mark ? MARK_SPACE * this.look.markScale : 0);
      const style = cell.style ?? column.style;
      const lines = cell.fits ? [cell.text] : this.flow.sheet.wrap(cell.text, style, width);
      return [{ cell, column, lines }];
    });
  }

  private draw(laid: readonly Laid[], from: number, take: number): void {
    const { flow, look } = this;
    for (const { cell, column, lines } of laid) {
      const indent = cell.mark ? MARK_SPACE * look.markScale : 0;
      const x = flow.left + column.x + (column.align === 'right' ? column.width : indent);
      const style = cell.style ?? column.style;
      lines.slice(from, from + take).forEach((line, at) => {
        flow.sheet.text(line, x, flow.y + this.baseline + at * look.leading, style, column.align);
      });
      if (from > 0) continue;
      cell.draw?.(flow.left + column.x, flow.y + look.pitch / 2);
      if (cell.mark) {
        const centre = flow.left + column.x + 5 * look.markScale;
        drawMark(flow.sheet, cell.mark, centre, flow.y + look.pitch / 2, look.markScale);
      }
    }
    flow.y += this.height(take);
  }
}
