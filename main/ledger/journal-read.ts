import type { LedgerBatch } from '../../shared/model/ledger.ts';
import { type Unit, unitId } from '../../shared/model/place.ts';
import { isMissing } from './folder.ts';
import { type FinishedUnit, finishedUnit, rowsLine, type ScanStart, scanStart } from './journal-entries.ts';
import { type JournalLine, journalLines } from './journal-lines.ts';

/** What a journal proves. */
export interface JournalReading {
  readonly start: ScanStart;
  /** By unit: its end, and in which reading it ended (0 is the first). */
  readonly finished: ReadonlyMap<string, { readonly unit: FinishedUnit; readonly reading: number }>;
  /** How many times the scan was gone on with. */
  readonly resumed: number;
  /** The snapshot that was last to be kept of it in part. */
  readonly kept: string | null;
  /** Requests sent by every reading until its last finished unit, by `service:Operation`. */
  readonly requests: Readonly<Record<string, number>>;
  /** Bytes that can be trusted. */
  readonly end: number;
}

/** Null where there is no journal, or not even its first line is whole. */
export async function readJournal(path: string): Promise<JournalReading | null> {
  try {
    const lines = journalLines(path, (kind) => kind !== 'rows');
    const first = await lines.next();
    if (first.done || first.value.kind !== 'scan') return null;
    const start = scanStart.safeParse(JSON.parse(first.value.json));
    return start.success ? await readOn(start.data, first.value.end, lines) : null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function readOn(
  start: ScanStart,
  first: number,
  lines: AsyncIterable<JournalLine>,
): Promise<JournalReading> {
  const finished = new Map<string, { unit: FinishedUnit; reading: number }>();
  let requests: Readonly<Record<string, number>> = start.requests;
  let lastRequests: Readonly<Record<string, number>> = {};
  let resumed = 0;
  let kept: string | null = null;
  let end = first;
  for await (const line of lines) {
    if (line.kind === 'unit') {
      const unit = finishedUnit.safeParse(JSON.parse(line.json));
      if (!unit.success) break;
      finished.set(unitId(unit.data), { unit: unit.data, reading: resumed });
      lastRequests = unit.data.requests;
    }
    if (line.kind === 'kept') kept = String(JSON.parse(line.json));
    if (line.kind === 'resumed') {
      requests = added(requests, lastRequests);
      lastRequests = {};
      resumed += 1;
    }
    end = line.end;
  }
  return { start, finished, resumed, kept, requests: added(requests, lastRequests), end };
}

/** The rows of finished units, as they were handed over; those of other units, and of earlier tries, are left out. */
export async function* finishedRows(path: string, journal: JournalReading): AsyncGenerator<LedgerBatch> {
  let reading = 0;
  for await (const line of journalLines(path, (kind) => kind === 'rows')) {
    if (line.end > journal.end) return;
    if (line.kind === 'resumed') reading += 1;
    if (line.kind !== 'rows') continue;
    const batch = rowsLine.parse(JSON.parse(line.json));
    const counts = (unit: Unit) => journal.finished.get(unitId(unit))?.reading === reading;
    yield {
      keys: batch.keys.filter(({ key }) => counts(key)),
      clusters: batch.clusters.filter(({ cluster }) => counts(cluster)),
      keyStores: batch.keyStores.filter(counts),
    };
  }
}

function added(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>) {
  const sum: Record<string, number> = { ...a };
  for (const [operation, count] of Object.entries(b)) sum[operation] = (sum[operation] ?? 0) + count;
  return sum;
}
