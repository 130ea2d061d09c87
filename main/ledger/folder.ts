import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SnapshotFile } from '../../shared/model/snapshot.ts';

export const MANIFEST = 'manifest.json';
export const KEYS = 'keys.parquet';
export const CLUSTERS = 'clusters.parquet';
export const KEY_STORES = 'key-stores.parquet';
/** Only while a scan runs, or of one that can be gone on with. */
export const JOURNAL = 'journal.jsonl';

const ID = /^[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}$/;

/** Anything else never becomes part of a path. */
export function isSnapshotId(id: string): boolean {
  return ID.test(id);
}

export function snapshotsFolder(dataDir: string): string {
  return join(dataDir, 'snapshots');
}

export function snapshotFolder(dataDir: string, id: string): string {
  return join(snapshotsFolder(dataDir), id);
}

/** A snapshot that is being written, or that was broken off: never taken for a snapshot. */
export function partialFolder(dataDir: string, id: string): string {
  return join(snapshotsFolder(dataDir), `.${id}.partial`);
}

/** Ids of partial folders, in no order. */
export async function partialIds(dataDir: string): Promise<string[]> {
  const names = await readdir(snapshotsFolder(dataDir)).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return names
    .filter((name) => name.startsWith('.') && name.endsWith('.partial'))
    .map((name) => name.slice(1, -'.partial'.length))
    .filter(isSnapshotId);
}

/** True for the errors of a file or folder that is not there. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Ids of finished snapshots, in no order; none where the folder does not exist yet. */
export async function snapshotIds(dataDir: string): Promise<string[]> {
  try {
    const entries = await readdir(snapshotsFolder(dataDir), { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && isSnapshotId(entry.name))
      .map((entry) => entry.name);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

export async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

export async function describeFile(folder: string, name: string, rows: number): Promise<SnapshotFile> {
  const path = join(folder, name);
  const { size } = await stat(path);
  return { name, sha256: await sha256(path), bytes: size, rows };
}

/** Windows cannot open a folder to flush it; there the rename itself is journalled. */
export async function flush(path: string, kind: 'file' | 'folder'): Promise<void> {
  if (kind === 'folder' && process.platform === 'win32') return;
  const handle = await open(path, kind === 'file' ? 'r+' : 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
