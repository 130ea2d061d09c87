import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProcess } from './lock.ts';

/** `keyledger-<process>-…`, as every folder of ours in the system's temp folder is named. */
const OURS = /^keyledger-(\d+)-/;
/** Processes of a container have numbers of their own: what is young may be another's who lives. */
const LEFT_MS = 86_400_000;

/** Removes this user's temp folders whose process is gone, a day after they were last touched. */
export async function removeTempLeftovers(now: Date, folder: string = tmpdir()): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(OURS.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(pid) || isProcess(pid)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    const isMine = found !== null && (process.getuid === undefined || found.uid === process.getuid());
    if (isMine && now.getTime() - found.mtimeMs > LEFT_MS) await rm(path, { recursive: true, force: true });
  }
}
