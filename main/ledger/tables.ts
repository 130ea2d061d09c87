import { join } from 'node:path';
import type { KeyStore } from '../../shared/model/hsm.ts';
import {
  CLUSTER_COLUMNS,
  type ClusterEntry,
  KEY_COLUMNS,
  KEY_STORE_COLUMNS,
  type KeyEntry,
} from './columns.ts';
import { openDatabase, sqlText } from './database.ts';
import { CLUSTERS, KEY_STORES, KEYS } from './folder.ts';
import { mergeRuns, PARQUET, RUN_ROWS, writeRun } from './merge.ts';
import { createStage } from './stage.ts';

/** For what sorts; the rows themselves need a fraction of it. What does not fit spills. */
const MEMORY = '256MB';
/** A scan runs beside it; and every thread has buffers of its own. */
const THREADS = 1;

/** The tables of a snapshot while it is written. */
export interface Tables {
  addKey(entry: KeyEntry): Promise<void>;
  addCluster(entry: ClusterEntry): void;
  addKeyStore(store: KeyStore): void;
  /** Writes the Parquet files and removes what they were made of; gives each file's name and rows. */
  write(): Promise<readonly { readonly name: string; readonly rows: number }[]>;
  close(): Promise<void>;
}

export async function openTables(folder: string): Promise<Tables> {
  const database = await openDatabase(folder, { memory: MEMORY, threads: THREADS });
  const connection = await database.connect();
  const keys = await createStage(connection, 'keys', KEY_COLUMNS);
  const clusters = await createStage(connection, 'clusters', CLUSTER_COLUMNS);
  const keyStores = await createStage(connection, 'key_stores', KEY_STORE_COLUMNS);
  let runs = 0;
  let rows = 0;
  let open = true;

  async function endRun(): Promise<void> {
    keys.flush();
    await writeRun(connection, folder, runs);
    runs += 1;
    rows += keys.rows();
    await keys.empty();
  }

  async function copy(query: string, name: string): Promise<void> {
    await connection.run(`COPY (${query}) TO ${sqlText(join(folder, name))} (${PARQUET})`);
  }

  return {
    async addKey(entry) {
      keys.add(entry);
      if (keys.rows() === RUN_ROWS) await endRun();
    },
    addCluster: (entry) => clusters.add(entry),
    addKeyStore: (store) => keyStores.add(store),
    async write() {
      await endRun();
      await mergeRuns(connection, folder, { runs, rows });
      clusters.flush();
      await copy('SELECT * FROM clusters ORDER BY account_id, region, cluster_id', CLUSTERS);
      keyStores.flush();
      await copy('SELECT * FROM key_stores ORDER BY account_id, region, key_store_id', KEY_STORES);
      return [
        { name: KEYS, rows },
        { name: CLUSTERS, rows: clusters.rows() },
        { name: KEY_STORES, rows: keyStores.rows() },
      ];
    },
    async close() {
      if (!open) return;
      open = false;
      connection.closeSync();
      await database.close();
    },
  };
}
