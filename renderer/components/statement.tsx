import type { ReactNode } from 'react';
import classes from './statement.module.css';

export interface StatementColumn {
  readonly key: string;
  readonly label: string;
  /** Figures stand right, words left. */
  readonly numeric?: boolean;
  readonly width?: string;
}

/** A ledger table: head on a rule, hairlines between lines; a `StatementTotal` closes it. */
export function Statement({
  label,
  columns,
  children,
}: {
  readonly label: string;
  readonly columns: readonly StatementColumn[];
  readonly children: ReactNode;
}) {
  return (
    <table className={classes.statement} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={column.numeric ? classes.numeric : undefined}
              style={column.width === undefined ? undefined : { width: column.width }}
            >
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

/** One line; give it `<td>` children. `quiet` lines are in ink3 (planned, other, beside the total). */
export function StatementRow({
  quiet = false,
  children,
}: {
  readonly quiet?: boolean;
  readonly children: ReactNode;
}) {
  return <tr data-quiet={quiet || undefined}>{children}</tr>;
}

/**
 * A single rule above. `double` (the default) closes the statement with the double rule below; a subtotal has
 * `double={false}`. `unknown` draws dashed rules, for what may not be totalled as fact.
 */
export function StatementTotal({
  double = true,
  unknown = false,
  children,
}: {
  readonly double?: boolean;
  readonly unknown?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <tr className={classes.total} data-double={double || undefined} data-unknown={unknown || undefined}>
      {children}
    </tr>
  );
}

/** A cell that holds a figure. */
export function NumberCell({
  children,
  quiet = false,
}: {
  readonly children: ReactNode;
  readonly quiet?: boolean;
}) {
  return (
    <td className={classes.numeric} data-quiet={quiet || undefined}>
      {children}
    </td>
  );
}
