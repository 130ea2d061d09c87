import { INTEGER, LIST, listValue } from '@duckdb/node-api';
import type { KeyKind } from '../../shared/model/key.ts';
import type { Facet, KeyPage, KeyQuery, KeyRow, RotationBand } from '../../shared/model/query.ts';
import { condition, orderBy } from './conditions.ts';
import { ask, type Row } from './database.ts';
import type { Desk } from './desk.ts';
import type { Loaded } from './loaded.ts';
import {
  AMOUNT_SUM,
  amountAt,
  nullableNumberAt,
  nullableTextAt,
  numberAt,
  textAt,
  textsAt,
} from './values.ts';

/** Up to here the first rows are picked out without sorting the rest; deeper pages are slices of an order that is kept. */
const SHALLOW = 1_000;

export async function page(desk: Desk, snapshot: Loaded, query: KeyQuery): Promise<KeyPage> {
  const base = await desk.matching(snapshot, query.filter.text);
  const { sql, values } = condition(query.filter, snapshot.dictionaries);
  const [total] = await ask(
    desk.connection,
    `SELECT count(*) AS keys, ${AMOUNT_SUM} FROM ${base} WHERE ${sql}`,
    values,
  );
  if (total === undefined) throw new Error('An aggregate gives one row');
  const keys = numberAt(total, 'keys');
  const positions = query.offset < keys ? await positionsOf(desk, snapshot, query) : [];
  return {
    rows: await rowsAt(desk, snapshot, positions),
    total: { keys, amount: amountAt(total) },
  };
}

async function positionsOf(desk: Desk, snapshot: Loaded, query: KeyQuery): Promise<number[]> {
  const { filter, sort, offset, limit } = query;
  if (offset + limit > SHALLOW) {
    const table = await desk.ordered(snapshot, filter, sort);
    const slice = await ask(
      desk.connection,
      `SELECT position FROM ${table} WHERE rowid >= ? AND rowid < ? ORDER BY rowid`,
      [offset, offset + limit],
    );
    return slice.map((row) => numberAt(row, 'position'));
  }
  const base = await desk.matching(snapshot, filter.text);
  const { sql, values } = condition(filter, snapshot.dictionaries);
  const rows = await ask(
    desk.connection,
    `SELECT position FROM ${base} WHERE ${sql} ORDER BY ${orderBy(sort)} LIMIT ? OFFSET ?`,
    [...values, limit, offset],
  );
  return rows.map((row) => numberAt(row, 'position'));
}

/** The rows at these positions, in the same order. */
export async function rowsAt(desk: Desk, snapshot: Loaded, positions: readonly number[]): Promise<KeyRow[]> {
  if (positions.length === 0) return [];
  const table = await snapshot.rowsTable();
  const wanted = listValue(positions);
  const found = await ask(
    desk.connection,
    `SELECT * FROM (FROM ${snapshot.schema}.keys WHERE position IN (SELECT unnest($1)))
     JOIN (FROM ${table} WHERE position IN (SELECT unnest($1))) USING (position)`,
    [wanted],
    [LIST(INTEGER)],
  );
  const byPosition = new Map(found.map((row) => [numberAt(row, 'position'), row]));
  return positions.flatMap((position) => {
    const row = byPosition.get(position);
    return row === undefined ? [] : [decode(row, snapshot)];
  });
}

function decode(row: Row, { dictionaries }: Loaded): KeyRow {
  const textOf = (facet: Facet): string | null => {
    const code = nullableNumberAt(row, facet);
    return code === null ? null : (dictionaries[facet].values[code] ?? null);
  };
  const account = numberAt(row, 'account');
  return {
    arn: textAt(row, 'arn'),
    keyId: textAt(row, 'key_id'),
    alias: nullableTextAt(row, 'alias'),
    aliases: textsAt(row, 'aliases'),
    accountId: dictionaries.account.values[account] ?? '',
    accountName: dictionaries.account.names[account] ?? '',
    region: textOf('region') ?? '',
    owner: textOf('owner'),
    kind: (textOf('kind') ?? 'unknown') as KeyKind,
    manager: nullableTextAt(row, 'manager'),
    state: textOf('state'),
    spec: textOf('spec'),
    usage: nullableTextAt(row, 'usage'),
    origin: textOf('origin'),
    createdAt: nullableTextAt(row, 'created_at'),
    rotationCount: nullableNumberAt(row, 'rotation_count'),
    rotationBand: (textOf('rotations') ?? 'notRead') as RotationBand,
    amount: amountAt(row),
  };
}
