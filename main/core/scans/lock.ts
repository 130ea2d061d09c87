import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';
import { join } from 'node:path';
import { CoreError } from '../error.ts';

/** What is read: two scans of the same scope never run at once over one data folder. */
export interface ScanScope {
  readonly sample: boolean;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

export interface ScanLock {
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
  /** The id of the snapshot that it is reading for. */
  readonly id: string;
}

const BEAT_MS = 5000;
/** Without a beat for this long a holder is taken for gone: one on this computer only sleeps or is stopped. */
const SILENT_MS = { here: 15 * 60_000, elsewhere: 2 * 60_000 };
/** A lock is created and then written: an empty one is that young, or its process was killed between the two. */
const EMPTY_MS = 10_000;

/** Locks of this very process: after a restart of a container its number may be that of its predecessor. */
const own = new Set<string>();

/**
 * One scan of a scope at a time, over all processes: a file that only one can create, taken over where its process is
 * gone. Throws CoreError SCAN_RUNNING.
 */
export async function lockScan(
  dataDir: string,
  options: { readonly scope: ScanScope; readonly id: string; readonly now: () => Date },
): Promise<ScanLock> {
  const { scope, id, now } = options;
  await mkdir(locksFolder(dataDir), { recursive: true });
  const path = join(locksFolder(dataDir), lockName(scope));
  const holder: Holder = { pid: process.pid, host: hostname(), since: now().toISOString(), id };
  while (!(await created(path, holder))) await removeStale(path, now());
  own.add(path);
  await utimes(path, now(), now());
  const beat = setInterval(() => {
    // A lock that cannot be touched ages, which is what its age is for.
    utimes(path, now(), now()).catch(() => undefined);
  }, BEAT_MS);
  beat.unref();
  let held = true;
  return {
    async release() {
      if (!held) return;
      held = false;
      clearInterval(beat);
      own.delete(path);
      if ((await holderOf(path))?.since === holder.since) await rm(path, { force: true });
    },
  };
}

/** Ids of the snapshots that some process is reading for. */
export async function runningScans(dataDir: string, now: Date): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const name of await readdir(locksFolder(dataDir)).catch(nothing<string[]>([]))) {
    const path = join(locksFolder(dataDir), name);
    const holder = await holderOf(path);
    if (holder && (await isAlive(path, holder, now))) ids.add(holder.id);
  }
  return ids;
}

/** True while some process of this computer has that number. */
export function isProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One of another user answers that it may not be signalled.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function created(path: string, holder: Holder): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(JSON.stringify(holder));
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Moved aside before it is removed, so that of two that find a stale lock only one takes it. Throws SCAN_RUNNING. */
async function removeStale(path: string, now: Date): Promise<void> {
  const holder = await holderOf(path);
  if (holder === undefined) return;
  if (await isAlive(path, holder, now)) throw running(holder);
  const aside = `${path}.${process.pid}`;
  await rename(path, aside).catch(nothing(undefined));
  // Another was quicker, and this is its new lock: it goes back.
  if ((await holderOf(aside))?.since !== holder?.since) await rename(aside, path).catch(nothing(undefined));
  else await rm(aside, { force: true });
}

async function isAlive(path: string, holder: Holder | null, now: Date): Promise<boolean> {
  const written = await stat(path).catch(nothing(null));
  if (!written) return false;
  const silentMs = now.getTime() - written.mtimeMs;
  if (!holder) return silentMs < EMPTY_MS;
  if (holder.host !== hostname()) return silentMs < SILENT_MS.elsewhere;
  if (holder.pid === process.pid) return own.has(path);
  const started = now.getTime() - uptime() * 1000;
  return Date.parse(holder.since) >= started && silentMs < SILENT_MS.here && isProcess(holder.pid);
}

/** Null where it is there and says nothing yet, undefined where it is not there. */
async function holderOf(path: string): Promise<Holder | null | undefined> {
  const text = await readFile(path, 'utf8').catch(nothing(undefined));
  if (text === undefined) return undefined;
  try {
    const { pid, host, since, id }: Partial<Holder> = JSON.parse(text);
    return pid && host && since && id ? { pid, host, since, id } : null;
  } catch {
    return null;
  }
}

function running(holder: Holder | null): CoreError {
  const who = holder
    ? ` (process ${holder.pid}${holder.host === hostname() ? '' : ` on ${holder.host}`}, since ${clock(holder.since)})`
    : '';
  return new CoreError(
    'SCAN_RUNNING',
    `A scan of these accounts is running${who}`,
    'Wait for it to end, or end that process.',
  );
}

/** 09:12, on the user's clock. */
function clock(iso: string): string {
  return new Date(iso).toTimeString().slice(0, 5);
}

function nothing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return instead;
    throw error;
  };
}

function locksFolder(dataDir: string): string {
  return join(dataDir, 'locks');
}

function lockName({ sample, accounts, regions }: ScanScope): string {
  const text = JSON.stringify([sample, [...accounts].sort(), [...regions].sort()]);
  return `${createHash('sha256').update(text).digest('hex').slice(0, 16)}.lock`;
}
