import { INTEGER, LIST, listValue } from '@duckdb/node-api';
import type { LedgerKey } from '../../shared/model/ledger.ts';
import type { KeyFilter, Sort } from '../../shared/model/query.ts';
import { condition, orderBy } from './conditions.ts';
import { ask } from './database.ts';
import type { Desk } from './desk.ts';
import { ledgerKeyAt } from './details.ts';
import type { Loaded } from './loaded.ts';
import { numberAt } from './values.ts';

/** Keys in memory at once while all of them pass. */
export const EXPORT_WINDOW = 8_192;

/** Where the filtered keys are in the file, in this order. */
export async function positions(
  desk: Desk,
  snapshot: Loaded,
  order: { readonly filter: KeyFilter; readonly sort: readonly Sort[] },
): Promise<number[]> {
  const base = await desk.matching(snapshot, order.filter.text);
  const { sql, values } = condition(order.filter, snapshot.dictionaries);
  const rows = await ask(
    desk.connection,
    `SELECT position FROM ${base} WHERE ${sql} ORDER BY ${orderBy(order.sort)}`,
    values,
  );
  return rows.map((row) => numberAt(row, 'position'));
}

/** The keys at these positions, in the same order. Neighbours in the file cost one stretch of it. */
export async function keysAt(desk: Desk, snapshot: Loaded, wanted: readonly number[]): Promise<LedgerKey[]> {
  const lowest = wanted.reduce((low, position) => Math.min(low, position), Number.MAX_SAFE_INTEGER);
  const highest = wanted.reduce((high, position) => Math.max(high, position), 0);
  const rows = await ask(
    desk.connection,
    `SELECT position, detail FROM ${snapshot.files.keys}
     WHERE position BETWEEN $1 AND $2 AND position IN (SELECT unnest($3))`,
    [lowest, highest, listValue(wanted)],
    [INTEGER, INTEGER, LIST(INTEGER)],
  );
  const found = new Map(rows.map((row) => [numberAt(row, 'position'), ledgerKeyAt(row)]));
  return wanted.flatMap((position) => found.get(position) ?? []);
}
