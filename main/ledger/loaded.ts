import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { FACETS, type Facet } from '../../shared/model/query.ts';
import type { Manifest } from '../../shared/model/snapshot.ts';
import { ask, sqlText } from './database.ts';
import { type Dictionaries, type Dictionary, facetColumn } from './facet-columns.ts';
import { CLUSTERS, KEY_STORES, KEYS } from './folder.ts';
import { textAt } from './values.ts';

/**
 * One snapshot, ready to be asked. The tables are in memory, in a schema of the snapshot's own:
 * - `keys`: numbers only, what is filtered, sorted and summed: a code for each facet, amounts, ranks;
 * - `rows`: what else a row shows, loaded when rows are first asked for;
 * - `search`: the text that a search looks in, loaded when text is first searched.
 * `position` is a key's place in the default order, and joins them to the file.
 */
export interface Loaded {
  readonly manifest: Manifest;
  readonly schema: string;
  readonly dictionaries: Dictionaries;
  /** The Parquet files, as table expressions. */
  readonly files: { readonly keys: string; readonly clusters: string; readonly keyStores: string };
  readonly rowsTable: () => Promise<string>;
  readonly searchTable: () => Promise<string>;
}

export async function load(
  connection: DuckDBConnection,
  source: { readonly manifest: Manifest; readonly folder: string; readonly schema: string },
): Promise<Loaded> {
  const { schema } = source;
  const file = (name: string) => `read_parquet(${sqlText(join(source.folder, name))})`;
  const keys = file(KEYS);
  await connection.run(`CREATE SCHEMA ${schema}`);
  const entries: [Facet, Dictionary][] = [];
  for (const facet of FACETS)
    entries.push([facet, await loadDictionary(connection, { schema, keys, facet })]);
  await connection.run(loadKeys(schema, keys));
  return {
    manifest: source.manifest,
    schema,
    dictionaries: Object.fromEntries(entries) as Record<Facet, Dictionary>,
    files: { keys, clusters: file(CLUSTERS), keyStores: file(KEY_STORES) },
    rowsTable: once(async () => {
      await connection.run(
        `CREATE TABLE ${schema}.rows AS
         SELECT position, arn, key_id, alias, aliases, manager, usage, created_at FROM ${keys}`,
      );
      return `${schema}.rows`;
    }),
    searchTable: once(async () => {
      await connection.run(`CREATE TABLE ${schema}.search AS SELECT position, search FROM ${keys}`);
      return `${schema}.search`;
    }),
  };
}

export async function unload(connection: DuckDBConnection, schema: string): Promise<void> {
  await connection.run(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
}

/** Accounts sort by the name they are shown with, everything else by itself; upper and lower case together. */
async function loadDictionary(
  connection: DuckDBConnection,
  from: { readonly schema: string; readonly keys: string; readonly facet: Facet },
): Promise<Dictionary> {
  const column = facetColumn(from.facet);
  const name = from.facet === 'account' ? 'account_name' : column;
  const table = `${from.schema}.${from.facet}_codes`;
  await connection.run(
    `CREATE TABLE ${table} AS
     SELECT value, name, (row_number() OVER (ORDER BY lower(name), name, value) - 1)::INTEGER AS code
     FROM (SELECT ${column} AS value, any_value(${name}) AS name FROM ${from.keys}
           WHERE ${column} IS NOT NULL GROUP BY value)`,
  );
  const rows = await ask(connection, `SELECT value, name FROM ${table} ORDER BY code`);
  const values = rows.map((row) => textAt(row, 'value'));
  return {
    values,
    names: rows.map((row) => textAt(row, 'name')),
    codes: new Map(values.map((value, code) => [value, code])),
  };
}

function loadKeys(schema: string, keys: string): string {
  const codes = FACETS.map((facet) => `${facet}_codes.code AS ${facet}`).join(', ');
  const joins = FACETS.map(
    (facet) => `LEFT JOIN ${schema}.${facet}_codes ON ${facet}_codes.value = file.${facetColumn(facet)}`,
  ).join(' ');
  return `CREATE TABLE ${schema}.keys AS
    SELECT file.position, ${codes}, file.rotation_count, file.alias_rank, file.key_id_rank,
      epoch_ms(TRY_CAST(file.created_at AS TIMESTAMP)) AS created, file.owner_basis = 'unread' AS owner_unread,
      file.low_micro_usd AS low, file.high_micro_usd AS high, file.assumed_micro_usd AS assumed
    FROM ${keys} AS file ${joins}`;
}

/** Started by the first call; a failure is not kept. */
function once<T>(start: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | null = null;
  return () => {
    started ??= start().catch((error: unknown) => {
      started = null;
      throw error;
    });
    return started;
  };
}
