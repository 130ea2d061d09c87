import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { KEY_COLUMNS } from './columns.ts';
import { ask, sqlText } from './database.ts';
import { KEYS } from './folder.ts';

/**
 * An external merge sort. DuckDB's own needs memory in proportion to the rows where they are as wide as these (measured
 * at 1,000,000 keys: over 2 GB), so keys go to disk in sorted runs, and the runs are merged a stretch at a time.
 */
export const RUN_ROWS = 4_096;
const STRETCH_ROWS = 16_384;

/** Row groups small enough that one key is found without unpacking much, large enough that an engine reads in long strides. */
export const PARQUET = 'FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 16384';
/** Read once and thrown away. */
const PASSING = 'FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 2048';

/** The default order of the key table is the order of the file. */
const ORDER =
  'lower(account_name), account_name, account_id, region, lower(alias) NULLS LAST, alias NULLS LAST, arn';
const ALIAS_ORDER = 'lower(alias) NULLS LAST, alias NULLS LAST';
const FLAT = KEY_COLUMNS.map((column) => column.name).join(', ');

/** Sorts the table `keys`, of at most RUN_ROWS rows, into a run; `seq` numbers rows over all runs. */
export async function writeRun(connection: DuckDBConnection, folder: string, run: number): Promise<void> {
  await connection.run(
    `COPY (SELECT (${run * RUN_ROWS} + row_number() OVER (ORDER BY ${ORDER}) - 1)::INTEGER AS seq, *
       FROM keys ORDER BY seq) TO ${sqlText(runPath(folder, run))} (${PASSING})`,
  );
}

/** Merges every run into keys.parquet, numbered by position, and removes the runs. */
export async function mergeRuns(
  connection: DuckDBConnection,
  folder: string,
  count: { readonly runs: number; readonly rows: number },
): Promise<void> {
  const runs = Array.from({ length: count.runs }, (_, run) => runPath(folder, run));
  await connection.run(
    `CREATE TABLE ordering AS
     SELECT seq, (row_number() OVER (ORDER BY ${ORDER}) - 1)::INTEGER AS position,
       CASE WHEN alias IS NOT NULL THEN (dense_rank() OVER (ORDER BY ${ALIAS_ORDER}))::INTEGER END AS alias_rank,
       (dense_rank() OVER (ORDER BY key_id))::INTEGER AS key_id_rank
     FROM ${readAll(runs)}`,
  );
  const stretches: string[] = [];
  for (let from = 0; from === 0 || from < count.rows; from += STRETCH_ROWS) {
    const path = join(folder, `stretch-${stretches.length}.parquet`);
    await writeStretch(connection, { runs, from, path });
    stretches.push(path);
  }
  await connection.run(`COPY (FROM ${readAll(stretches)}) TO ${sqlText(join(folder, KEYS))} (${PARQUET})`);
  for (const path of [...runs, ...stretches]) await rm(path);
}

async function writeStretch(
  connection: DuckDBConnection,
  stretch: { readonly runs: readonly string[]; readonly from: number; readonly path: string },
): Promise<void> {
  const { from } = stretch;
  const to = from + STRETCH_ROWS - 1;
  // Runs are sorted, so that each one's share of a stretch is one slice, and the rest of its row groups stay unread.
  const shares = await ask(
    connection,
    `SELECT (seq // ${RUN_ROWS})::INTEGER AS run, min(seq) AS low, max(seq) AS high
     FROM ordering WHERE position BETWEEN ${from} AND ${to} GROUP BY run ORDER BY run`,
  );
  const slices = shares.map((share) => {
    const path = stretch.runs[Number(share.run)] ?? '';
    return `SELECT * FROM read_parquet(${sqlText(path)}) WHERE seq BETWEEN ${Number(share.low)} AND ${Number(share.high)}`;
  });
  const source = slices.length > 0 ? slices.join(' UNION ALL ') : `FROM ${readAll(stretch.runs)}`;
  await connection.run(
    `COPY (SELECT position, ${FLAT}, alias_rank, key_id_rank FROM (${source}) JOIN ordering USING (seq)
       WHERE position BETWEEN ${from} AND ${to} ORDER BY position) TO ${sqlText(stretch.path)} (${PASSING})`,
  );
}

function readAll(paths: readonly string[]): string {
  return `read_parquet([${paths.map(sqlText).join(', ')}])`;
}

function runPath(folder: string, run: number): string {
  return join(folder, `run-${run}.parquet`);
}
