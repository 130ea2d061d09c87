import { appendFile, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LastUseEntry } from '../../shared/model/last-use.ts';
import { type Unit, unitId } from '../../shared/model/place.ts';
import { flush, isMissing } from './folder.ts';
import { lineOf, parseLines } from './last-use-lines.ts';

/**
 * What is known of the last use of keys, kept between scans in `<dataDir>/last-use/<account>/<region>.jsonl`, a line an
 * answer. Lines are only ever added, so that whatever ends a pass, what came before is kept; a file that has grown to
 * several lines a key is written anew beside it and renamed.
 */
export interface LastUseStore {
  /** By ARN. */
  of(unit: Unit): Promise<ReadonlyMap<string, LastUseEntry>>;
  add(unit: Unit, entries: readonly LastUseEntry[]): Promise<void>;
}

/** Lines a key, and lines at least, before a file is written anew. */
const WORN = { linesPerKey: 4, lines: 1000 };

interface Held {
  readonly mark: string;
  readonly entries: ReadonlyMap<string, LastUseEntry>;
  readonly worn: boolean;
}

const NOTHING: Held = { mark: '', entries: new Map(), worn: false };

/** Accounts and regions come from AWS; anything that is not of their form never becomes part of a path. */
function fileOf(dataDir: string, { accountId, region }: Unit): string {
  if (!/^[0-9]{12}$/.test(accountId) || !/^[a-z0-9-]+$/.test(region)) {
    throw new RangeError(`Not an account and a region: ${JSON.stringify(unitId({ accountId, region }))}`);
  }
  return join(dataDir, 'last-use', accountId, `${region}.jsonl`);
}

export function openLastUseStore(dataDir: string): LastUseStore {
  const held = new Map<string, Held>();
  let queue: Promise<unknown> = Promise.resolve();
  function inTurn<T>(step: () => Promise<T>): Promise<T> {
    const turn = queue.then(step);
    queue = Promise.allSettled([turn]);
    return turn;
  }

  async function load(unit: Unit): Promise<Held> {
    const path = fileOf(dataDir, unit);
    const mark = await markOf(path);
    const before = held.get(path);
    if (before?.mark === mark) return before;
    const now = mark === '' ? NOTHING : await read(path, mark);
    held.set(path, now);
    return now;
  }

  return {
    of: (unit) => inTurn(async () => (await load(unit)).entries),
    add: (unit, entries) =>
      inTurn(async () => {
        if (entries.length === 0) return;
        const path = fileOf(dataDir, unit);
        await mkdir(dirname(path), { recursive: true });
        const before = await load(unit);
        if (before.worn) await rewrite(path, before.entries);
        await appendFile(path, entries.map(lineOf).join(''));
      }),
  };
}

/** Another process may have added lines: size and time of the file tell. */
async function markOf(path: string): Promise<string> {
  try {
    const { size, mtimeMs } = await stat(path);
    return `${size}/${mtimeMs}`;
  } catch (error) {
    if (isMissing(error)) return '';
    throw error;
  }
}

async function read(path: string, mark: string): Promise<Held> {
  const { entries, count } = parseLines(await readFile(path, 'utf8'));
  return { mark, entries, worn: count > WORN.lines && count > entries.size * WORN.linesPerKey };
}

async function rewrite(path: string, entries: ReadonlyMap<string, LastUseEntry>): Promise<void> {
  const fresh = `${path}.new`;
  await writeFile(fresh, [...entries.values()].map(lineOf).join(''));
  await flush(fresh, 'file');
  await rename(fresh, path);
  await flush(dirname(path), 'folder');
}
