import type { Facet, KeyFilter, SortColumn } from '../../../shared/model/query.ts';

export type ColumnId =
  | 'alias'
  | 'keyId'
  | 'account'
  | 'region'
  | 'owner'
  | 'state'
  | 'spec'
  | 'rotations'
  | 'amount';

export interface Column {
  readonly id: ColumnId;
  readonly label: string;
  readonly sort: SortColumn;
  /** A grid track. */
  readonly track: string;
  readonly numeric?: boolean;
  /** The clause that, with one value, makes every cell of this column equal. */
  readonly fixedBy?: Facet;
  /** Goes first where room is short. */
  readonly wideOnly?: boolean;
}

const COLUMNS: readonly Column[] = [
  { id: 'alias', label: 'Alias', sort: 'alias', track: 'minmax(160px, 2.2fr)' },
  { id: 'keyId', label: 'Key id', sort: 'keyId', track: '98px', wideOnly: true },
  { id: 'account', label: 'Account', sort: 'account', track: 'minmax(104px, 1.1fr)', fixedBy: 'account' },
  { id: 'region', label: 'Region', sort: 'region', track: '94px', fixedBy: 'region' },
  { id: 'owner', label: 'Owner', sort: 'owner', track: 'minmax(66px, 0.8fr)', fixedBy: 'owner' },
  { id: 'state', label: 'State', sort: 'state', track: '100px', fixedBy: 'state' },
  { id: 'spec', label: 'Spec', sort: 'spec', track: '72px', fixedBy: 'spec', wideOnly: true },
  { id: 'rotations', label: 'Rotations', sort: 'rotations', track: '60px' },
  { id: 'amount', label: '$ a month', sort: 'amount', track: '78px', numeric: true },
];

/** A column that the filter fixes to one value folds into the sentence; on a narrow window ids and specs go first. */
export function columnsFor(filter: KeyFilter, narrow: boolean): readonly Column[] {
  return COLUMNS.filter((column) => {
    if (narrow && column.wideOnly) return false;
    return column.fixedBy === undefined || filter[column.fixedBy]?.length !== 1;
  });
}
