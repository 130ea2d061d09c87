import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SettingsChange } from '../../shared/contract/settings.ts';
import type { Settings } from '../../shared/model/settings.ts';
import { SettingsError } from './error.ts';
import { changed, NO_FILE, parseSettings, type SettingsFile, settingsIn } from './file.ts';

/** The user's settings in one file. Every method throws SettingsError, and none replaces a file it cannot read. */
export interface SettingsStore {
  /** Read anew each time: the file may be edited by hand. The defaults where there is none. */
  read(): Promise<Settings>;
  /** Answers the settings after the change. Changes of one store come one after the other. */
  change(change: SettingsChange): Promise<Settings>;
}

export function openSettings(path: string): SettingsStore {
  let turn: Promise<unknown> = Promise.resolve();

  async function file(): Promise<SettingsFile> {
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return NO_FILE;
      throw new SettingsError(path, `The settings in ${path} cannot be read`, `Make ${path} readable`, error);
    }
    return parseSettings(path, text);
  }

  async function change(wanted: SettingsChange): Promise<Settings> {
    const next = changed(await file(), wanted);
    const text = `${JSON.stringify(next, null, 2)}\n`;
    const settings = settingsIn(parseSettings(path, text));
    await put(path, text);
    return settings;
  }

  return {
    read: async () => settingsIn(await file()),
    change(wanted) {
      const done = turn.then(() => change(wanted));
      turn = done.catch(() => undefined);
      return done;
    },
  };
}

/** Written beside, flushed and renamed, so that a reader, or a power cut, never meets half a file. */
export async function put(path: string, text: string): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const handle = await open(part, 'w');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw new SettingsError(
      path,
      `What was set could not be kept in ${path}`,
      `Make ${dirname(path)} writable`,
      error,
    );
  }
}
