import { pad, type Style, shorten, width } from './style.ts';

export interface Column {
  readonly head: string;
  readonly align?: 'left' | 'right';
  /** The column that gives way where the terminal is narrow. */
  readonly flexible?: boolean;
}

const GAP = 2;
const INDENT = 2;

export interface TableOptions {
  readonly style: Style;
  readonly columns: number;
  /** A last row between a single and a double rule, as a ledger closes. */
  readonly total?: readonly string[];
}

function widths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  available: number,
): number[] {
  const natural = columns.map((column, at) =>
    Math.max(width(column.head), ...rows.map((row) => width(row[at] ?? ''))),
  );
  const used = natural.reduce((sum, one) => sum + one, 0) + GAP * (columns.length - 1) + INDENT;
  let excess = Math.max(0, used - available);
  const flexible = columns.flatMap((column, at) => (column.flexible ? [at] : []));
  while (excess > 0) {
    const widest = flexible.reduce(
      (best, at) => ((natural[at] ?? 0) > (natural[best] ?? 0) ? at : best),
      flexible[0] ?? -1,
    );
    const now = natural[widest] ?? 0;
    if (widest < 0 || now <= 8) break;
    natural[widest] = now - 1;
    excess--;
  }
  return natural;
}

/** A ledger table in plain text: head, hairline, rows, and where there is one the total with its double rule. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { style, columns: available, total }: TableOptions,
): string {
  const sizes = widths(columns, total ? [...rows, total] : rows, available);
  const line = (cells: readonly string[]) =>
    `${' '.repeat(INDENT)}${columns
      .map((column, at) => pad(shorten(cells[at] ?? '', sizes[at] ?? 0), sizes[at] ?? 0, column.align))
      .join(' '.repeat(GAP))}`.trimEnd();
  const length = sizes.reduce((sum, one) => sum + one, 0) + GAP * (columns.length - 1);
  const rule = (mark: string) => `${' '.repeat(INDENT)}${mark.repeat(length)}`;
  const lines = [
    style.dim(line(columns.map((column) => column.head))),
    style.dim(rule('─')),
    ...rows.map(line),
  ];
  if (total) lines.push(rule('─'), style.bold(line(total)), rule('═'));
  return lines.join('\n');
}
