import type { DuckDBConnection } from '@duckdb/node-api';
import type { KeyFilter, Sort } from '../../shared/model/query.ts';
import type { Manifest } from '../../shared/model/snapshot.ts';
import { condition, orderBy } from './conditions.ts';
import { ask } from './database.ts';
import { SnapshotBrokenError } from './errors.ts';
import { snapshotFolder } from './folder.ts';
import { type Loaded, load, unload } from './loaded.ts';
import { createLru } from './lru.ts';
import { searchFold } from './row.ts';

/** Snapshots in memory at once: the one that is looked at, and what it is compared with. */
const SNAPSHOTS = 3;
/** Results of a text search, and orders of a deep page, kept for the next question. */
const RESULTS = 4;

/** Where questions are asked: it holds what earlier ones have loaded. */
export interface Desk {
  readonly connection: DuckDBConnection;
  loaded(manifest: Manifest): Promise<Loaded>;
  /** The table to filter: all keys, or those that the text is found in. */
  matching(snapshot: Loaded, text: string | undefined): Promise<string>;
  /** A table of `position` in this order; its row ids count from 0. */
  ordered(snapshot: Loaded, filter: KeyFilter, sort: readonly Sort[]): Promise<string>;
  forget(id: string): Promise<void>;
}

export function openDesk(connection: DuckDBConnection, dataDir: string): Desk {
  let made = 0;
  function name(kind: string): string {
    made += 1;
    return `${kind}_${made}`;
  }
  const dropTable = async (table: string) => {
    await connection.run(`DROP TABLE IF EXISTS ${table}`);
  };
  const texts = createLru<string>(RESULTS, dropTable);
  const orders = createLru<string>(RESULTS, dropTable);
  const snapshots = createLru<Loaded>(SNAPSHOTS, async (snapshot) => {
    await forgetResults(snapshot.manifest.id);
    await unload(connection, snapshot.schema);
  });

  async function forgetResults(id: string): Promise<void> {
    await texts.remove((key) => key.startsWith(id));
    await orders.remove((key) => key.startsWith(id));
  }

  async function matching(snapshot: Loaded, text: string | undefined): Promise<string> {
    if (text === undefined || text === '') return `${snapshot.schema}.keys`;
    const needle = searchFold(text);
    return texts.get(`${snapshot.manifest.id} ${needle}`, async () => {
      const search = await snapshot.searchTable();
      const table = name('text');
      await ask(
        connection,
        `CREATE TABLE ${table} AS SELECT * FROM ${snapshot.schema}.keys
         WHERE position IN (SELECT position FROM ${search} WHERE contains(search, ?))`,
        [needle],
      );
      return table;
    });
  }

  return {
    connection,
    matching,
    loaded: (manifest) =>
      snapshots.get(manifest.id, async () => {
        const schema = name('snapshot');
        try {
          return await load(connection, { manifest, schema, folder: snapshotFolder(dataDir, manifest.id) });
        } catch (error) {
          await unload(connection, schema);
          throw new SnapshotBrokenError(manifest.id, String(error), error);
        }
      }),
    ordered: (snapshot, filter, sort) =>
      orders.get(`${snapshot.manifest.id} ${JSON.stringify([filter, sort])}`, async () => {
        const base = await matching(snapshot, filter.text);
        const { sql, values } = condition(filter, snapshot.dictionaries);
        const table = name('ordered');
        await ask(
          connection,
          `CREATE TABLE ${table} AS SELECT position FROM ${base} WHERE ${sql} ORDER BY ${orderBy(sort)}`,
          values,
        );
        return table;
      }),
    forget: (id) => snapshots.remove((key) => key === id),
  };
}
