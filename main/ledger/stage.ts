import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import type { Column } from './columns.ts';

/** A table in memory that is filled row by row. */
export interface Stage<Entry> {
  /** Rows since it was last emptied. */
  readonly rows: () => number;
  readonly add: (entry: Entry) => void;
  /** Makes every added row part of the table. */
  readonly flush: () => void;
  readonly empty: () => Promise<void>;
}

/** Creates the table `name`, a word of our own. */
export async function createStage<Entry>(
  connection: DuckDBConnection,
  name: string,
  columns: readonly Column<Entry>[],
): Promise<Stage<Entry>> {
  const shape = columns.map((column) => `${column.name} ${column.type}`).join(', ');
  let rows = 0;

  async function create(): Promise<DuckDBAppender> {
    await connection.run(`CREATE TABLE ${name} (${shape})`);
    return connection.createAppender(name);
  }
  let appender = await create();

  return {
    rows: () => rows,
    add(entry) {
      for (const column of columns) column.append(appender, entry);
      appender.endRow();
      rows += 1;
    },
    flush: () => appender.flushSync(),
    async empty() {
      // TRUNCATE would keep the memory of what it removed.
      appender.closeSync();
      await connection.run(`DROP TABLE ${name}`);
      appender = await create();
      rows = 0;
    },
  };
}
