import type { ReactNode } from 'react';
import { specWord, stateWord } from '../../../shared/format/words.ts';
import type { KeyRow } from '../../../shared/model/query.ts';
import { Amount } from '../../components/amount.tsx';
import { KindMark } from '../../components/kind-mark.tsx';
import { ShortId } from '../../components/short-id.tsx';
import classes from './cells.module.css';
import type { ColumnId } from './columns.ts';
import { Pips } from './pips.tsx';
import { RowWhy } from './row-why.tsx';

interface CellProps {
  readonly id: ColumnId;
  readonly row: KeyRow;
  readonly snapshot: string;
  readonly address: string;
}

/** What a column says of a key. The usual state is quiet, so that the eye finds the exceptions. */
export function cellOf({ id, row, snapshot, address }: CellProps): ReactNode {
  switch (id) {
    case 'alias':
      return <AliasCell row={row} address={address} />;
    case 'keyId':
      return (
        <span className={classes.quiet}>
          <ShortId id={row.keyId} />
        </span>
      );
    case 'account':
      return (
        <span className={classes.second} title={`${row.accountName} ${row.accountId}`}>
          {row.accountName}
        </span>
      );
    case 'region':
      return <span className={classes.second}>{row.region}</span>;
    case 'owner':
      return row.owner === null ? (
        <span className={classes.quiet}>no tag</span>
      ) : (
        <span className={classes.second}>{row.owner}</span>
      );
    case 'state':
      return (
        <span data-usual={row.state === 'Enabled' || undefined} className={classes.state}>
          {stateWord(row.state)}
        </span>
      );
    case 'spec':
      return row.spec === null ? (
        <span className={classes.quiet}>not read</span>
      ) : (
        <span className={classes.second}>{specWord(row.spec)}</span>
      );
    case 'rotations':
      return <Pips row={row} />;
    case 'amount':
      return <Amount amount={row.amount} why={<RowWhy snapshot={snapshot} row={row} />} tabIndex={-1} />;
  }
}

function AliasCell({ row, address }: { readonly row: KeyRow; readonly address: string }) {
  const more = row.aliases.length - 1;
  return (
    <>
      <KindMark kind={row.kind} size={9} />
      <a className={classes.alias} href={address} tabIndex={-1} title={row.alias ?? row.keyId}>
        {row.alias ?? <span className={classes.quiet}>no alias</span>}
      </a>
      {more > 0 ? (
        <span className={classes.quiet} title={row.aliases.slice(1).join(', ')}>
          +{more}
        </span>
      ) : null}
    </>
  );
}
