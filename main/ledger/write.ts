import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LedgerBatch } from '../../shared/model/ledger.ts';
import type { Account } from '../../shared/model/place.ts';
import { type Manifest, SCHEMA_VERSION } from '../../shared/model/snapshot.ts';
import { LedgerError, ScanAbandonedError, SnapshotExistsError } from './errors.ts';
import {
  CLUSTERS,
  describeFile,
  flush,
  isMissing,
  isSnapshotId,
  JOURNAL,
  KEY_STORES,
  KEYS,
  MANIFEST,
  partialFolder,
  snapshotFolder,
  snapshotsFolder,
} from './folder.ts';
import { continueJournal, type Journal, startJournal } from './journal.ts';
import type { FinishedUnit, ScanStart } from './journal-entries.ts';
import { finishedRows, type JournalReading } from './journal-read.ts';
import { manifestText } from './manifest.ts';
import { keyRow } from './row.ts';
import { openTables } from './tables.ts';

/** Keeps one snapshot. Calls may overlap; the order in which rows come does not matter. */
export interface SnapshotWriter {
  append(batch: LedgerBatch): Promise<void>;
  /** After the unit's last row: a scan that breaks off from here on need not read it again. */
  finished(unit: FinishedUnit): Promise<void>;
  /** Sorts, hashes and renames into place; nothing of the snapshot is seen before. */
  finish(facts: Facts, options?: FinishOptions): Promise<Manifest>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
  /** Leaves what can be gone on with, and is no snapshot. */
  leave(): Promise<void>;
}

export type Facts = Omit<Manifest, 'files' | 'schemaVersion'>;

export interface FinishOptions {
  /** Asked once more before the snapshot is seen; throws ScanAbandonedError where the answer is no. */
  readonly wanted?: () => boolean;
  /** Some units are unread that a later try may read: the journal stays, for a snapshot of this id. */
  readonly continueAs?: string | null;
}

/**
 * Rows go to `<dataDir>/snapshots/.<id>.partial/`, and memory stays flat in their number; `accounts` gives their names.
 * With `start`, what is read is also journalled, so that the scan can be gone on with after a kill.
 * Throws SnapshotExistsError where the id is taken.
 */
export async function openSnapshotWriter(
  dataDir: string,
  options: { readonly id: string; readonly accounts: readonly Account[]; readonly start?: ScanStart },
): Promise<SnapshotWriter> {
  const { id, accounts, start } = options;
  const folder = await claim(dataDir, id);
  const journal = start ? await startJournal(join(folder, JOURNAL), start) : null;
  return (await openPartial(dataDir, { id, accounts, journal })).writer;
}

/**
 * Goes on with a broken scan: its finished rows are taken from its journal, each handed to `take` too; whatever else
 * lies in its folder is dropped.
 */
export async function resumeSnapshotWriter(
  dataDir: string,
  options: {
    readonly id: string;
    readonly journal: JournalReading;
    readonly at: Date;
    readonly take: (batch: LedgerBatch) => void;
  },
): Promise<SnapshotWriter> {
  const { id, journal: reading, at, take } = options;
  const folder = partialFolder(dataDir, id);
  const path = join(folder, JOURNAL);
  for (const name of await readdir(folder))
    if (name !== JOURNAL) await rm(join(folder, name), { recursive: true, force: true });
  const journal = await continueJournal(path, reading.end, at);
  const { writer, keep } = await openPartial(dataDir, { id, accounts: reading.start.accounts, journal });
  try {
    for await (const batch of finishedRows(path, reading)) {
      await keep(batch);
      take(batch);
    }
  } catch (error) {
    await writer.leave();
    throw error;
  }
  return writer;
}

interface Partial {
  readonly writer: SnapshotWriter;
  /** Appends what the journal has already. */
  readonly keep: (batch: LedgerBatch) => Promise<void>;
}

async function openPartial(
  dataDir: string,
  options: { readonly id: string; readonly accounts: readonly Account[]; readonly journal: Journal | null },
): Promise<Partial> {
  const { id, journal } = options;
  const folder = partialFolder(dataDir, id);
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

  async function keep(batch: LedgerBatch): Promise<void> {
    for (const ledger of batch.keys)
      await tables.addKey({ ledger, row: keyRow(ledger, nameOf(ledger.key.accountId)) });
    for (const ledger of batch.clusters)
      tables.addCluster({ ledger, accountName: nameOf(ledger.cluster.accountId) });
    for (const store of batch.keyStores) tables.addKeyStore(store);
  }

  async function end(): Promise<void> {
    // What failed was told to whoever called it.
    await Promise.allSettled([queue]);
    await tables.close();
    await journal?.close();
  }

  const writer: SnapshotWriter = {
    append: (batch) =>
      inTurn(async () => {
        await journal?.rows(batch);
        await keep(batch);
      }),
    finished: (unit) => inTurn(async () => journal?.finished(unit)),
    finish: (facts, { wanted = () => true, continueAs = null } = {}) =>
      inTurn(async () => {
        if (facts.id !== id)
          throw new LedgerError(`The manifest names ${facts.id}, the folder ${id}`, REPORT);
        const rows = await tables.write();
        await tables.close();
        if (continueAs !== null) journal?.kept(id);
        await journal?.close();
        const files = await Promise.all(rows.map((file) => describeFile(folder, file.name, file.rows)));
        const manifest: Manifest = { schemaVersion: SCHEMA_VERSION, ...facts, files };
        await writeFile(join(folder, MANIFEST), manifestText(manifest));
        if (!wanted()) throw new ScanAbandonedError();
        if (continueAs !== null) await handOver(dataDir, id, continueAs);
        await publish(dataDir, id);
        return manifest;
      }),
    async discard() {
      await Promise.allSettled([end()]);
      await rm(folder, { recursive: true, force: true });
    },
    async leave() {
      await Promise.allSettled([end()]);
    },
  };
  return { writer, keep: (batch) => inTurn(() => keep(batch)) };
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
  // Only now: a scan that is killed before the rename is gone on with.
  await rm(join(snapshotFolder(dataDir, id), JOURNAL), { force: true });
}

/** The journal of a snapshot that is kept in part moves to where the next try will find it. */
async function handOver(dataDir: string, id: string, next: string): Promise<void> {
  await mkdir(partialFolder(dataDir, next));
  await rename(join(partialFolder(dataDir, id), JOURNAL), join(partialFolder(dataDir, next), JOURNAL));
  await flush(partialFolder(dataDir, next), 'folder');
}
