import type { DuckDBValue } from '@duckdb/node-api';
import { FACETS, type Facet, type KeyFilter, type Sort, type SortColumn } from '../../shared/model/query.ts';
import type { Dictionaries, Dictionary } from './facet-columns.ts';

/** A condition over the table `keys`, with the values that its question marks stand for. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly DuckDBValue[];
}

/**
 * The filter without its text, which is asked of the search table; `except` leaves one facet's clause out.
 * A value becomes its code before it reaches SQL, so that no text of a filter is ever part of a statement.
 */
export function condition(filter: KeyFilter, dictionaries: Dictionaries, except?: Facet): Condition {
  const clauses = FACETS.filter((facet) => facet !== except).flatMap((facet) => {
    const wanted = filter[facet];
    return wanted === undefined || wanted.length === 0 ? [] : [clause(facet, wanted, dictionaries[facet])];
  });
  if (filter.ranged) clauses.push({ sql: RANGED, values: [] });
  if (clauses.length === 0) return { sql: 'true', values: [] };
  return {
    sql: clauses.map((one) => `(${one.sql})`).join(' AND '),
    values: clauses.flatMap((one) => one.values),
  };
}

export const RANGED = 'high IS DISTINCT FROM low';

function clause(facet: Facet, wanted: readonly (string | null)[], dictionary: Dictionary): Condition {
  const codes = wanted.flatMap((value) => {
    const code = value === null ? undefined : dictionary.codes.get(value);
    return code === undefined ? [] : [code];
  });
  const parts = [
    ...(codes.length > 0 ? [`${facet} IN (${codes.map(() => '?').join(', ')})`] : []),
    ...(wanted.includes(null) ? [`${facet} IS NULL`] : []),
  ];
  return { sql: parts.length > 0 ? parts.join(' OR ') : 'false', values: codes };
}

const ORDER_COLUMNS: Readonly<Record<Exclude<SortColumn, 'amount'>, string>> = {
  alias: 'alias_rank',
  keyId: 'key_id_rank',
  account: 'account',
  region: 'region',
  owner: 'owner',
  state: 'state',
  spec: 'spec',
  origin: 'origin',
  rotations: 'rotation_count',
  created: 'created',
};

/**
 * What is missing comes last either way. Amounts go by "at least", then by "at most", where no upper bound is the
 * greatest. Ties fall back on the default order: account name, region, alias, ARN.
 */
export function orderBy(sort: readonly Sort[]): string {
  const terms = sort.map(({ column, descending }) => {
    if (column === 'amount') return descending ? 'low DESC, high DESC NULLS FIRST' : 'low, high NULLS LAST';
    return `${ORDER_COLUMNS[column]} ${descending ? 'DESC' : 'ASC'} NULLS LAST`;
  });
  return [...terms, 'position'].join(', ');
}
