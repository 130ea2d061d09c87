// biome-ignore-all lint/a11y/useSemanticElements: rows are drawn as they are seen, which a table element cannot.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row.
import type { Sort, SortColumn } from '../../../shared/model/query.ts';
import type { Column } from './columns.ts';
import classes from './key-table.module.css';

interface HeadProps {
  readonly columns: readonly Column[];
  readonly sort: readonly Sort[];
  readonly onSort: (column: SortColumn, added: boolean) => void;
}

/** Column heads; a click sorts, Shift and click adds a column to the order. */
export function KeyTableHead({ columns, sort, onSort }: HeadProps) {
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.cells}>
        {columns.map((column, index) => {
          const nth = sort.findIndex((one) => one.column === column.sort);
          const sorted = sort[nth];
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={nth === 0 && sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none'}
              className={classes.headCell}
              data-numeric={column.numeric || undefined}
              data-pinned={index === 0 || undefined}
            >
              <button
                type="button"
                className={classes.sort}
                title="Click to sort, Shift and click to add to the order"
                onClick={(event) => onSort(column.sort, event.shiftKey)}
              >
                {column.label}
                {sorted ? (
                  <Direction descending={sorted.descending} nth={sort.length > 1 ? nth + 1 : 0} />
                ) : null}
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Direction({ descending, nth }: { readonly descending: boolean; readonly nth: number }) {
  return (
    <>
      <svg width="8" height="7" viewBox="0 0 8 7" aria-hidden="true" className={classes.direction}>
        <path d={descending ? 'M0 0.5H8L4 7Z' : 'M4 0L8 6.5H0Z'} fill="currentColor" />
      </svg>
      {nth > 0 ? <sub>{nth}</sub> : null}
    </>
  );
}
