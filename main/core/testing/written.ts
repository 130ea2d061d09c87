import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';

async function rowsOf(path: string): Promise<string> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll('select * from read_parquet($path)', { path });
  const rows = JSON.stringify(reader.getRowsJson());
  connection.closeSync();
  instance.closeSync();
  return rows;
}

/** Every file below a folder: its bytes, and what they hold where they are packed. */
export async function everythingWritten(folder: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes).toString('latin1') : '';
    const rows = bytes.subarray(0, 4).toString() === 'PAR1' ? await rowsOf(path) : '';
    found.set(path, bytes.toString('latin1') + packed + rows);
  }
  return found;
}
