// biome-ignore-all lint/a11y/useSemanticElements: rows are drawn as they are seen, which a table element cannot.
import { type CSSProperties, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { range } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import type { KeyPage, SortColumn } from '../../../shared/model/query.ts';
import { problemOf } from '../../api/problem.ts';
import { usePlaces } from '../../components/places.ts';
import { Problem } from '../../components/states.tsx';
import { columnsFor } from './columns.ts';
import classes from './key-table.module.css';
import { KeyTableHead } from './key-table-head.tsx';
import { KeyTableRow } from './key-table-row.tsx';
import { pagesFor, rowAfter, windowWords } from './pages.ts';
import { remember, remembered } from './positions.ts';
import { type Asked, useRows } from './use-key-rows.ts';
import { useRowWindow } from './use-window.ts';

const HEAD_PX = 28;

interface KeyTableProps {
  readonly asked: Asked;
  readonly total: KeyPage['total'];
  readonly narrow: boolean;
  readonly onSort: (column: SortColumn, added: boolean) => void;
}

/** The rows of what is filtered, under a head that sticks and over a total that closes them. */
export function KeyTable({ asked, total, narrow, onSort }: KeyTableProps) {
  const places = usePlaces();
  const scroller = useRef<HTMLDivElement>(null);
  const place = places.to({ view: 'keys', filter: asked.filter, sort: asked.sort });
  const [start, setStart] = useState({ place, ...remembered(place) });
  const [active, setActive] = useState(start.row);
  if (start.place !== place) {
    const position = remembered(place);
    setStart({ place, ...position });
    setActive(position.row);
  }
  const columns = columnsFor(asked.filter, narrow);
  const rowHeight = narrow ? 27 : 28;
  const view = useRowWindow({ scroller, count: total.keys, rowHeight, head: HEAD_PX, startAt: start.offset });
  const { at, error } = useRows(
    asked,
    pagesFor(view.rows[0]?.index ?? 0, view.rows.at(-1)?.index ?? 0, total.keys),
  );

  // The bar lies in the page margin, so that amounts and total stand on one edge, whatever its width here.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element) element.style.marginRight = `-${element.offsetWidth - element.clientWidth}px`;
  }, []);
  const { scrollTo } = view;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question starts at its own place, once.
  useEffect(() => {
    scrollTo(start.offset);
  }, [start]);
  useEffect(() => remember(place, { offset: view.offset, row: active }), [place, view.offset, active]);

  const open = (row: number) => {
    const key = at(row);
    if (key === undefined) return;
    remember(place, { offset: view.offset, row });
    places.go({ view: 'key', arn: key.arn });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter' && active >= 0) return open(active);
    const next = rowAfter(event.key, active, total.keys, view.perPage);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
    view.show(next);
  };
  const template = columns.map((column) => column.track).join(' ');
  return (
    <div
      className={classes.table}
      style={{ '--kl-columns': template, '--kl-space': `${view.space}px` } as CSSProperties}
    >
      <div
        ref={scroller}
        className={classes.scroller}
        role="grid"
        aria-label="Keys"
        aria-rowcount={total.keys + 1}
        aria-colcount={columns.length}
        aria-activedescendant={active >= 0 && at(active) ? rowId(active) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <KeyTableHead columns={columns} sort={asked.sort} onSort={onSort} />
        <div role="rowgroup" className={classes.space} style={{ height: view.space }}>
          {view.rows.map(({ index, top }) => (
            <KeyTableRow
              key={index}
              id={rowId(index)}
              index={index}
              top={top}
              row={at(index)}
              columns={columns}
              snapshot={asked.snapshot}
              active={index === active}
              onOpen={open}
            />
          ))}
        </div>
      </div>
      {error ? <Problem title={problemOf(error).title}>{problemOf(error).detail}</Problem> : null}
      <p className={classes.total}>
        <span>Total of {plural(total.keys, 'key')}</span>
        <span className={classes.window} aria-live="off">
          {windowWords(view.first, view.last, total.keys)}
        </span>
        <strong>{range(total.amount)}</strong>
      </p>
    </div>
  );
}

function rowId(index: number): string {
  return `key-row-${index}`;
}
