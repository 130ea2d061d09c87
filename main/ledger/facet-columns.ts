import type { Facet } from '../../shared/model/query.ts';

/** The column of keys.parquet that each facet counts. */
const COLUMNS: Readonly<Record<Facet, string>> = {
  owner: 'owner',
  state: 'state',
  kind: 'kind',
  rotations: 'rotation_band',
  region: 'region',
  account: 'account_id',
  spec: 'spec',
  origin: 'origin',
};

export function facetColumn(facet: Facet): string {
  return COLUMNS[facet];
}

/** The distinct values of one facet in the order in which they sort; a key holds the place of its value, its code. */
export interface Dictionary {
  readonly values: readonly string[];
  /** What is shown for each value, where that is not made of the value: account names. */
  readonly names: readonly string[];
  readonly codes: ReadonlyMap<string, number>;
}

export type Dictionaries = Readonly<Record<Facet, Dictionary>>;
