import { type FileHandle, open } from 'node:fs/promises';
import type { LedgerBatch } from '../../shared/model/ledger.ts';
import type { FinishedUnit, ScanStart } from './journal-entries.ts';
import { journalLine } from './journal-lines.ts';

/** Text that waits for the disk; beyond it whoever hands over rows waits too. */
const PENDING_BYTES = 8 * 1024 * 1024;

/**
 * What a scan has read, in the order in which it came, append-only: so that a scan that is killed can be gone on with.
 * A unit's line is on disk only after every row of it, and is synced at once; units that end while a sync is under way
 * share the next one.
 */
export interface Journal {
  /** Waits while the disk is behind. Throws what writing threw. */
  rows(batch: LedgerBatch): Promise<void>;
  finished(unit: FinishedUnit): void;
  /** What was read so far becomes a snapshot of this id, and the journal stays to complete it. */
  kept(id: string): void;
  /** Waits until all is on disk. Throws what writing threw. */
  close(): Promise<void>;
}

/** A new journal that begins with what the scan sets out to do, on disk when this returns. */
export async function startJournal(path: string, start: ScanStart): Promise<Journal> {
  const file = await open(path, 'ax');
  return begun(file, journalLine('scan', start));
}

/** Goes on behind the last whole line; rows of units that were not finished before are no longer counted. */
export async function continueJournal(path: string, end: number, at: Date): Promise<Journal> {
  const file = await open(path, 'r+');
  await file.truncate(end);
  await file.close();
  return begun(await open(path, 'a'), journalLine('resumed', at.toISOString()));
}

async function begun(file: FileHandle, first: string): Promise<Journal> {
  await file.appendFile(first);
  await file.sync();
  return writing(file);
}

function writing(file: FileHandle): Journal {
  let pending: string[] = [];
  let bytes = 0;
  let syncDue = false;
  let work: Promise<void> | null = null;
  let failure: { readonly error: unknown } | null = null;

  async function drain(): Promise<void> {
    try {
      while (pending.length > 0) {
        const text = pending.join('');
        const sync = syncDue;
        pending = [];
        bytes = 0;
        syncDue = false;
        await file.appendFile(text);
        if (sync) await file.datasync();
      }
    } catch (error) {
      failure = { error };
    }
    work = null;
  }

  function add(line: string): void {
    if (failure) return;
    pending.push(line);
    bytes += line.length;
    work ??= drain();
  }

  function check(): void {
    if (failure) throw failure.error;
  }

  return {
    async rows(batch) {
      check();
      add(journalLine('rows', batch));
      if (bytes > PENDING_BYTES) await work;
      check();
    },
    finished(unit) {
      syncDue = true;
      add(journalLine('unit', unit));
    },
    kept(id) {
      syncDue = true;
      add(journalLine('kept', id));
    },
    async close() {
      await work;
      await file.close();
      check();
    },
  };
}
