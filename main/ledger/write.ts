import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LedgerBatch } from '../../shared/model/ledger.ts';
import type { Account } from '../../shared/model/place.ts';
import { type Manifest, SCHEMA_VERSION } from '../../shared/model/snapshot.ts';
import { LedgerError, SnapshotExistsError } from './errors.ts';
import {
  CLUSTERS,
  describeFile,
  flush,
  isMissing,
  isSnapshotId,
  KEY_STORES,
  KEYS,
  MANIFEST,
  partialFolder,
  snapshotFolder,
  snapshotsFolder,
} from './folder.ts';
import { manifestText } from './manifest.ts';
import { keyRow } from './row.ts';
import { openTables } from './tables.ts';

/** Keeps one snapshot. Calls may overlap; the order in which rows come does not matter. */
export interface SnapshotWriter {
  append(batch: LedgerBatch): Promise<void>;
  /** Sorts, hashes and renames into place; nothing of the snapshot is seen before. */
  finish(facts: Omit<Manifest, 'files' | 'schemaVersion'>): Promise<Manifest>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}

/**
 * Rows go to `<dataDir>/snapshots/.<id>.partial/`, and memory stays flat in their number; `accounts` gives their names.
 * Throws SnapshotExistsError where the id is taken.
 */
export async function openSnapshotWriter(
  dataDir: string,
  options: { readonly id: string; readonly accounts: readonly Account[] },
): Promise<SnapshotWriter> {
  const { id } = options;
  const folder = await claim(dataDir, id);
  const names = new Map(options.accounts.map((account) => [account.id, account.name]));
  const nameOf = (accountId: string) => names.get(accountId) ?? accountId;
  const tables = await openTables(folder);

  let queue: Promise<unknown> = Promise.resolve();
  /** One step after the other; after one that failed, every later one fails with the same error. */
  function inTurn<T>(step: () => Promise<T>): Promise<T> {
    const turn = queue.then(step);
    queue = turn;
    return turn;
  }

  return {
    append: (batch) =>
      inTurn(async () => {
        for (const ledger of batch.keys)
          await tables.addKey({ ledger, row: keyRow(ledger, nameOf(ledger.key.accountId)) });
        for (const ledger of batch.clusters)
          tables.addCluster({ ledger, accountName: nameOf(ledger.cluster.accountId) });
        for (const store of batch.keyStores) tables.addKeyStore(store);
      }),
    finish: (facts) =>
      inTurn(async () => {
        if (facts.id !== id)
          throw new LedgerError(`The manifest names ${facts.id}, the folder ${id}`, REPORT);
        const rows = await tables.write();
        await tables.close();
        const files = await Promise.all(rows.map((file) => describeFile(folder, file.name, file.rows)));
        const manifest: Manifest = { schemaVersion: SCHEMA_VERSION, ...facts, files };
        await writeFile(join(folder, MANIFEST), manifestText(manifest));
        await publish(dataDir, id);
        return manifest;
      }),
    async discard() {
      // What failed was told to whoever called it.
      await Promise.allSettled([queue]);
      await tables.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const REPORT = 'This is a fault in Keyledger; please report it.';

async function claim(dataDir: string, id: string): Promise<string> {
  if (!isSnapshotId(id)) throw new LedgerError(`${JSON.stringify(id)} is not a snapshot id`, REPORT);
  const folder = partialFolder(dataDir, id);
  await mkdir(snapshotsFolder(dataDir), { recursive: true });
  if (await exists(snapshotFolder(dataDir, id))) throw new SnapshotExistsError(id);
  try {
    await mkdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new SnapshotExistsError(id);
    throw error;
  }
  return folder;
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** To disk first, then the one rename that makes it a snapshot. */
async function publish(dataDir: string, id: string): Promise<void> {
  const folder = partialFolder(dataDir, id);
  for (const name of [KEYS, CLUSTERS, KEY_STORES, MANIFEST]) await flush(join(folder, name), 'file');
  await flush(folder, 'folder');
  await rename(folder, snapshotFolder(dataDir, id));
  await flush(snapshotsFolder(dataDir), 'folder');
}
