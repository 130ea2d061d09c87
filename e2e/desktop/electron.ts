import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { _electron, type ElectronApplication, type Page, test } from '@playwright/test';
import { lendPage } from './old/page.ts';

export type Runtime =
  | { readonly executablePath: string; readonly args: readonly string[] }
  | { readonly why: string };

/**
 * The older runtime where it is named, else the product's own Electron where its binary was downloaded. Never
 * `require('electron')`: that starts the download.
 */
export function findRuntime(): Runtime {
  const old = process.env.KEYLEDGER_OLD_ELECTRON;
  if (old) {
    const executablePath = join(old, 'electron');
    return existsSync(executablePath)
      ? { executablePath, args: [] }
      : { why: `${old} holds no "electron" file` };
  }
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const named = join(folder, 'path.txt');
  const executablePath = existsSync(named) ? join(folder, 'dist', readFileSync(named, 'utf8')) : '';
  return executablePath && existsSync(executablePath)
    ? { executablePath, args: [process.cwd()] }
    : { why: 'Electron’s binary is not installed here (npx install-electron fetches it)' };
}

function whyNot(): string | null {
  const runtime = findRuntime();
  if ('why' in runtime) return runtime.why;
  const display = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return process.platform === 'linux' && !display ? 'no display: install xvfb' : null;
}

/** Skips the tests of a file, saying why, where no Electron can run. */
export function needsElectron(): void {
  const why = whyNot();
  // biome-ignore lint/suspicious/noSkippedTests: skipped only where no Electron can run, with its reason
  test.skip(why !== null, why ?? '');
}

export interface Places {
  readonly profile: string;
  readonly data: string;
}

export function freshPlaces(): Places {
  return {
    profile: mkdtempSync(join(tmpdir(), 'keyledger-profile-')),
    data: mkdtempSync(join(tmpdir(), 'keyledger-data-')),
  };
}

/** The built product in a real Electron, with a profile and a data folder of its own. */
export async function launch({ profile, data }: Places): Promise<ElectronApplication> {
  const runtime = findRuntime();
  if ('why' in runtime) throw new Error(runtime.why);
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  return _electron.launch({
    executablePath: runtime.executablePath,
    args: [
      ...runtime.args,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      `--user-data-dir=${profile}`,
      `--data=${data}`,
    ],
    env: {
      ...Object.fromEntries(
        Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      ),
      E2E_MAIN: process.env.KEYLEDGER_OLD_MAIN ?? '',
      AWS_CONFIG_FILE: join(profile, 'no-config'),
      AWS_SHARED_CREDENTIALS_FILE: join(profile, 'no-credentials'),
    },
  });
}

/** The first window, with what an older Chromium has to be lent. */
export async function firstPage(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow();
  if (process.env.KEYLEDGER_OLD_ELECTRON) {
    await page.addInitScript(lendPage);
    await page.reload();
  }
  return page;
}
