import { LIST, listValue, VARCHAR } from '@duckdb/node-api';
import type { KeyStore } from '../../shared/model/hsm.ts';
import type { LedgerCluster, LedgerKey } from '../../shared/model/ledger.ts';
import type { KeyRow } from '../../shared/model/query.ts';
import { ask, type Row } from './database.ts';
import type { Desk } from './desk.ts';
import type { Loaded } from './loaded.ts';
import { rowsAt } from './page.ts';
import { numberAt, textAt } from './values.ts';

export type KeyStoreUse = KeyStore & { readonly keys: number };

/** The LedgerKey of one row of keys.parquet, as it went in. */
export function ledgerKeyAt(row: Row): LedgerKey {
  return JSON.parse(textAt(row, 'detail')) as LedgerKey;
}

export async function clusters(desk: Desk, snapshot: Loaded): Promise<LedgerCluster[]> {
  const rows = await ask(
    desk.connection,
    `SELECT detail FROM ${snapshot.files.clusters} ORDER BY account_name, account_id, region, cluster_id`,
  );
  return rows.map((row) => JSON.parse(textAt(row, 'detail')) as LedgerCluster);
}

/** Key stores with the number of keys in each. */
export async function keyStores(desk: Desk, snapshot: Loaded): Promise<KeyStoreUse[]> {
  const rows = await ask(
    desk.connection,
    `WITH used AS (SELECT account_id, region, key_store_id, count(*) AS keys FROM ${snapshot.files.keys}
       WHERE key_store_id IS NOT NULL GROUP BY ALL)
     SELECT detail, coalesce(keys, 0) AS keys
     FROM ${snapshot.files.keyStores} LEFT JOIN used USING (account_id, region, key_store_id)
     ORDER BY account_id, region, key_store_id`,
  );
  return rows.map((row) => ({
    ...(JSON.parse(textAt(row, 'detail')) as KeyStore),
    keys: numberAt(row, 'keys'),
  }));
}

export async function key(desk: Desk, snapshot: Loaded, arn: string): Promise<LedgerKey | null> {
  const position = await positionOf(desk, snapshot, arn);
  if (position === null) return null;
  const [row] = await ask(desk.connection, `SELECT detail FROM ${snapshot.files.keys} WHERE position = ?`, [
    position,
  ]);
  return row === undefined ? null : ledgerKeyAt(row);
}

/** The multi-Region family of a key, itself included, primary first, then by region; empty for a single-Region key. */
export async function family(desk: Desk, snapshot: Loaded, arn: string): Promise<KeyRow[]> {
  const position = await positionOf(desk, snapshot, arn);
  if (position === null) return [];
  const rows = await ask(
    desk.connection,
    `SELECT position FROM ${snapshot.files.keys}
     WHERE family_key = (SELECT family_key FROM ${snapshot.files.keys} WHERE position = ?)
     ORDER BY multi_region_role IS NOT DISTINCT FROM 'PRIMARY' DESC, region`,
    [position],
  );
  return rowsAt(
    desk,
    snapshot,
    rows.map((row) => numberAt(row, 'position')),
  );
}

/** The rows of these keys, in their order; one that the snapshot does not have is left out. */
export async function rowsOf(desk: Desk, snapshot: Loaded, arns: readonly string[]): Promise<KeyRow[]> {
  if (arns.length === 0) return [];
  const found = await ask(
    desk.connection,
    `SELECT arn, position FROM ${await snapshot.rowsTable()} WHERE arn IN (SELECT unnest($1))`,
    [listValue(arns)],
    [LIST(VARCHAR)],
  );
  const positions = new Map(found.map((row) => [textAt(row, 'arn'), numberAt(row, 'position')]));
  return rowsAt(
    desk,
    snapshot,
    arns.flatMap((arn) => positions.get(arn) ?? []),
  );
}

async function positionOf(desk: Desk, snapshot: Loaded, arn: string): Promise<number | null> {
  const table = await snapshot.rowsTable();
  const [row] = await ask(desk.connection, `SELECT position FROM ${table} WHERE arn = ? LIMIT 1`, [arn]);
  return row === undefined ? null : numberAt(row, 'position');
}
