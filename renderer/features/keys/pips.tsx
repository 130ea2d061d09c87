import { count } from '../../../shared/format/money.ts';
import type { KeyRow } from '../../../shared/model/query.ts';
import classes from './pips.module.css';

/** Two pips for what is billed, then how often the key was rotated. */
export function Pips({ row }: { readonly row: Pick<KeyRow, 'rotationBand' | 'rotationCount'> }) {
  switch (row.rotationBand) {
    case 'notApplicable':
      return <span className={classes.quiet}>—</span>;
    case 'notRead':
      return <span className={classes.quiet}>not read</span>;
    case 'none':
      return <Pair billed={0} rotations={row.rotationCount} />;
    case 'one':
      return <Pair billed={1} rotations={row.rotationCount} />;
    case 'twoOrMore':
      return <Pair billed={2} rotations={row.rotationCount} />;
  }
}

function Pair({ billed, rotations }: { readonly billed: number; readonly rotations: number | null }) {
  return (
    <span
      className={classes.pair}
      title={rotations === null ? `${billed} billed` : `${rotations} rotations, ${billed} billed`}
    >
      <i className={classes.pip} data-billed={billed > 0 || undefined} />
      <i className={classes.pip} data-billed={billed > 1 || undefined} />
      {rotations !== null && <span>{count(rotations)}</span>}
    </span>
  );
}
