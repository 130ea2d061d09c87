import { memo, useMemo } from 'react';
import { count } from '../../../shared/format/money.ts';
import type { ScanProgress, UnitProgress } from '../../../shared/model/progress.ts';
import type from '../../theme/type.module.css';
import { CellMark, cellWords } from './cell.tsx';
import classes from './matrix.module.css';
import { type RegionColumn, regionColumns } from './regions.ts';

interface RowProps {
  readonly name: string;
  readonly columns: readonly RegionColumn[];
  readonly units: ReadonlyMap<string, UnitProgress>;
  /** Changes whenever a cell would look different: most rows stand still most of the time. */
  readonly signature: string;
}

function Total({ units }: { readonly units: Iterable<UnitProgress> }) {
  const all = [...units];
  const listed = all.reduce((sum, unit) => sum + unit.listed, 0);
  const read = all.reduce((sum, unit) => sum + unit.read, 0);
  return (
    <>
      {count(read)}
      {read < listed ? <span className={classes.dim}> of {count(listed)}</span> : null}
    </>
  );
}

const Row = memo(
  ({ name, columns, units }: RowProps) => (
    <tr>
      <th scope="row" title={name}>
        {name}
      </th>
      {columns.map(({ region, head }) => {
        const unit = units.get(region);
        if (unit === undefined) return <td key={region} data-first={head !== null || undefined} />;
        const words = cellWords(unit);
        return (
          <td
            key={region}
            data-first={head !== null || undefined}
            title={`${name}, ${region}: ${words}`}
            aria-label={words}
          >
            <CellMark unit={unit} />
          </td>
        );
      })}
      <td className={classes.total}>
        <Total units={units.values()} />
      </td>
    </tr>
  ),
  (before, after) => before.signature === after.signature && before.columns === after.columns,
);

function signature(units: ReadonlyMap<string, UnitProgress>): string {
  return [...units.values()]
    .map((unit) => `${unit.phase[0]}${unit.listed}/${unit.read}${unit.slowed}`)
    .join();
}

function Head({ columns }: { readonly columns: readonly RegionColumn[] }) {
  return (
    <thead className={type.head}>
      <tr>
        <td />
        {columns.map(({ region, head, span }) =>
          head === null ? null : (
            <th key={region} colSpan={span} scope="colgroup" className={classes.group}>
              {head}
            </th>
          ),
        )}
        <td />
      </tr>
      <tr>
        <th scope="col">Account</th>
        {columns.map(({ region, word, short, head }) => (
          <th key={region} scope="col" data-first={head !== null || undefined} title={region}>
            <abbr className={classes.word} title={region}>
              {word}
            </abbr>
            <abbr className={classes.short} title={region}>
              {short}
            </abbr>
          </th>
        ))}
        <th scope="col">Keys read</th>
      </tr>
    </thead>
  );
}

/** Every unit, account by region; scrolls in itself where there are many of either. */
export function Matrix({ progress }: { readonly progress: ScanProgress }) {
  const regionKey = progress.regions.join();
  const columns = useMemo(() => regionColumns(regionKey === '' ? [] : regionKey.split(',')), [regionKey]);
  const byAccount = new Map<string, Map<string, UnitProgress>>();
  for (const unit of progress.units) {
    const row = byAccount.get(unit.accountId) ?? new Map<string, UnitProgress>();
    byAccount.set(unit.accountId, row.set(unit.region, unit));
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className={classes.scroller} tabIndex={0} aria-label="Units, account by region">
      <table className={classes.matrix} data-wide={columns.length > 20 || undefined}>
        <Head columns={columns} />
        <tbody>
          {progress.accounts.map(({ id, name }) => {
            const units = byAccount.get(id) ?? new Map<string, UnitProgress>();
            return <Row key={id} name={name} columns={columns} units={units} signature={signature(units)} />;
          })}
        </tbody>
      </table>
    </section>
  );
}

export function MatrixKey() {
  return (
    <ul className={classes.key} aria-label="What the cells say">
      <li>
        <strong>14</strong> read
      </li>
      <li>
        <i className={classes.bar}>
          <i style={{ width: '60%' }} />
        </i>{' '}
        reading
      </li>
      <li>
        <i className={classes.bar} data-slowed>
          <i style={{ width: '40%' }} />
        </i>{' '}
        slowed by AWS
      </li>
      <li>
        <span className={classes.dim}>14</span> listed, waiting
      </li>
      <li>
        <i className={classes.swatch} /> denied
      </li>
    </ul>
  );
}
