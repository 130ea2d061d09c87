// biome-ignore-all lint/a11y/useSemanticElements: rows are drawn as they are seen, which a table element cannot.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: Enter on the grid opens the active row.
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: a busy row is one whose page is on its way.
import { memo } from 'react';
import type { KeyRow } from '../../../shared/model/query.ts';
import { usePlaces } from '../../components/places.ts';
import { cellOf } from './cells.tsx';
import type { Column } from './columns.ts';
import classes from './key-table.module.css';

interface RowProps {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  /** Undefined while its page is on its way. */
  readonly row: KeyRow | undefined;
  readonly columns: readonly Column[];
  readonly snapshot: string;
  readonly active: boolean;
  readonly onOpen: (index: number) => void;
}

export const KeyTableRow = memo(function KeyTableRow(props: RowProps) {
  const { row, index, columns } = props;
  const places = usePlaces();
  const address = row ? places.to({ view: 'key', arn: row.arn }) : '';
  return (
    <div
      id={props.id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.active}
      aria-busy={row === undefined || undefined}
      className={`${classes.cells} ${classes.row}`}
      style={{ transform: `translateY(${props.top}px)` }}
      onClick={(event) => {
        const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
        if (elsewhere || window.getSelection()?.isCollapsed === false) return;
        event.preventDefault();
        props.onOpen(index);
      }}
    >
      {columns.map((column, nth) => (
        <div
          key={column.id}
          role={nth === 0 ? 'rowheader' : 'gridcell'}
          aria-colindex={nth + 1}
          className={classes.cell}
          data-numeric={column.numeric || undefined}
          data-pinned={nth === 0 || undefined}
        >
          {row ? (
            cellOf({ id: column.id, row, snapshot: props.snapshot, address })
          ) : (
            <i className={classes.block} />
          )}
        </div>
      ))}
    </div>
  );
});
