import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
  type JS,
} from '@duckdb/node-api';

/** An in-memory DuckDB that reaches one folder and nothing else; what does not fit spills to the system's temp folder. */
export interface Database {
  readonly connect: () => Promise<DuckDBConnection>;
  readonly close: () => Promise<void>;
}

export async function openDatabase(
  folder: string,
  limits: { readonly memory: string; readonly threads?: number },
): Promise<Database> {
  const spill = await mkdtemp(join(tmpdir(), `keyledger-${process.pid}-`));
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: limits.memory,
    ...(limits.threads === undefined ? {} : { threads: String(limits.threads) }),
    temp_directory: spill,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  await connection.run(`SET allowed_directories = [${sqlText(folder)}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
  connection.closeSync();
  return {
    connect: () => instance.connect(),
    async close() {
      instance.closeSync();
      await rm(spill, { recursive: true, force: true });
    },
  };
}

/** A path of our own as an SQL literal, where DuckDB takes no parameter. Values never come this way. */
export function sqlText(path: string): string {
  return `'${path.replaceAll("'", "''")}'`;
}

export type Row = Record<string, JS>;

/** Values are always bound, never part of the text; a list needs its type beside it. BIGINT comes back as a bigint. */
export async function ask(
  connection: DuckDBConnection,
  sql: string,
  values: readonly DuckDBValue[] = [],
  types: readonly DuckDBType[] = [],
): Promise<Row[]> {
  const reader = await connection.runAndReadAll(sql, [...values], [...types]);
  return reader.getRowObjectsJS();
}
