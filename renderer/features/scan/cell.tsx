import { count } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import type { UnitProgress } from '../../../shared/model/progress.ts';
import classes from './matrix.module.css';

/** What a cell says, in words. */
export function cellWords(unit: UnitProgress): string {
  switch (unit.phase) {
    case 'waiting':
      return unit.listed === 0 ? 'waiting' : `${plural(unit.listed, 'key')} listed, waiting`;
    case 'listing':
      return `listing, ${plural(unit.listed, 'key')} so far`;
    case 'reading':
      return `${unit.read} of ${plural(unit.listed, 'key')} read${unit.slowed ? ', slowed by AWS' : ''}`;
    case 'done':
      return `${plural(unit.read, 'key')} read`;
    case 'denied':
      return 'denied';
    case 'off':
      return 'region is off';
    case 'failed':
      return 'failed';
    case 'cancelled':
      return 'stopped before it was read';
  }
}

function Reading({ unit }: { readonly unit: UnitProgress }) {
  const share = unit.listed === 0 ? 0 : Math.min(1, unit.read / unit.listed);
  return (
    <i className={classes.bar} data-slowed={unit.slowed || undefined}>
      <i style={{ width: `${share * 100}%` }} />
    </i>
  );
}

/** One unit: a dim count when listed, a bar while it is read, its count when done. */
export function CellMark({ unit }: { readonly unit: UnitProgress }) {
  switch (unit.phase) {
    case 'waiting':
    case 'listing':
      return <span className={classes.dim}>{unit.listed === 0 ? '·' : count(unit.listed)}</span>;
    case 'reading':
      return <Reading unit={unit} />;
    case 'done':
      return unit.read === 0 ? <span className={classes.dim}>0</span> : <strong>{count(unit.read)}</strong>;
    case 'denied':
    case 'failed':
      return <strong className={classes.hatched}>{unit.phase}</strong>;
    case 'off':
      return <span className={classes.dim}>off</span>;
    case 'cancelled':
      return <span className={classes.dim}>not read</span>;
  }
}
