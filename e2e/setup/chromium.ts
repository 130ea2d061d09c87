import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'msedge'];

export type Browser = { readonly path: string } | { readonly why: string };

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) =>
    existsSync(path),
  );
}

function fromApt(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  try {
    execFileSync('apt-get', ['update'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', 'chromium'], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return onPath();
}

function fromPlaywright(): string | undefined {
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  try {
    execFileSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

/** A Chromium to drive: the one named, an installed one, else apt's as root, else Playwright's own. */
export function findChromium(): Browser {
  const named = process.env.KEYLEDGER_CHROMIUM;
  const path = named ?? onPath() ?? fromApt() ?? fromPlaywright();
  return path
    ? { path }
    : { why: 'no Chromium is installed, and none could be had from apt or from Playwright' };
}

/** Quiet and without a sandbox of its own where root has none. */
export const CHROMIUM_ARGUMENTS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
