import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrokenScan } from '../../shared/model/snapshot.ts';
import { BrokenScanNotFoundError } from './errors.ts';
import {
  isMissing,
  isSnapshotId,
  JOURNAL,
  partialFolder,
  partialIds,
  snapshotFolder,
  snapshotIds,
} from './folder.ts';
import { type JournalReading, readJournal } from './journal-read.ts';

/** Leftovers of scans that nobody went on with are kept this long. */
const LEFTOVER_MS = 7 * 86_400_000;

/**
 * Scans that were broken off, the latest first. `running` are the ids of those that some process is at work on.
 */
export async function brokenScans(dataDir: string, running: ReadonlySet<string>): Promise<BrokenScan[]> {
  const ids = await snapshotIds(dataDir);
  const found: BrokenScan[] = [];
  for (const id of await partialIds(dataDir)) {
    const journal = running.has(id) ? null : await readJournal(journalPath(dataDir, id));
    if (journal) found.push(described(id, journal, ids));
  }
  return found.sort((a, b) => (a.startedAt < b.startedAt ? 1 : a.startedAt > b.startedAt ? -1 : 0));
}

/** The journal of one broken scan. Throws BrokenScanNotFoundError. */
export async function brokenScan(dataDir: string, id: string): Promise<JournalReading> {
  const journal = isSnapshotId(id) ? await readJournal(journalPath(dataDir, id)) : null;
  if (!journal) throw new BrokenScanNotFoundError(id);
  return { ...journal, kept: keptOf(journal, await snapshotIds(dataDir)) };
}

/** Removes a broken scan. Throws BrokenScanNotFoundError. */
export async function discardScan(dataDir: string, id: string): Promise<void> {
  if (!(await partialIds(dataDir)).includes(id)) throw new BrokenScanNotFoundError(id);
  await rm(partialFolder(dataDir, id), { recursive: true, force: true });
}

/**
 * Removes what killed processes left: partial folders that were last written a week ago, and journals of snapshots
 * that were finished all the same.
 */
export async function removeLeftovers(
  dataDir: string,
  options: { readonly running: ReadonlySet<string>; readonly now: Date },
): Promise<void> {
  const { running, now } = options;
  for (const id of await partialIds(dataDir)) {
    const folder = partialFolder(dataDir, id);
    if (running.has(id) || now.getTime() - (await lastWritten(folder)) < LEFTOVER_MS) continue;
    await rm(folder, { recursive: true, force: true });
  }
  for (const id of await snapshotIds(dataDir))
    if (!running.has(id)) await rm(join(snapshotFolder(dataDir, id), JOURNAL), { force: true });
}

function described(id: string, journal: JournalReading, ids: readonly string[]): BrokenScan {
  const { start, finished } = journal;
  const { sample, organisation, profiles, startedAt, asOf, units } = start;
  const ended = [...finished.values()];
  return {
    id,
    sample,
    organisation,
    profiles,
    startedAt,
    asOf,
    units: { finished: ended.length, planned: units.length },
    keys: ended.reduce((total, { unit }) => total + unit.keys, 0),
    kept: keptOf(journal, ids),
  };
}

/** Announced before it was there to be seen, so that it may never have come to be, or be removed since. */
function keptOf({ kept }: JournalReading, ids: readonly string[]): string | null {
  return kept !== null && ids.includes(kept) ? kept : null;
}

function journalPath(dataDir: string, id: string): string {
  return join(partialFolder(dataDir, id), JOURNAL);
}

/** Milliseconds of the youngest file in a folder, or of the folder itself. */
async function lastWritten(folder: string): Promise<number> {
  try {
    const names = await readdir(folder);
    const times = await Promise.all(
      ['.', ...names].map(async (name) => (await stat(join(folder, name))).mtimeMs),
    );
    return Math.max(...times);
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}
