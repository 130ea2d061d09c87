import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The fake AWS that nobody here wrote, and the client that fills it. */
const PACKAGES = ['moto[server]==5.2.5', 'boto3==1.44.8'];
const FOLDER = resolve('.cache', 'moto');
const PIP_MS = 300_000;

export type Moto =
  | { readonly python: string; readonly server: string }
  /** Why it cannot be had. */
  | { readonly why: string };

function lies(python: string): boolean {
  try {
    execFileSync(python, ['-c', 'import boto3, moto.server'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Moto in an environment of its own, made where it is missing. */
export function findMoto(): Moto {
  const bin = join(FOLDER, process.platform === 'win32' ? 'Scripts' : 'bin');
  const found = { python: join(bin, 'python'), server: join(bin, 'moto_server') };
  if (existsSync(found.server) && lies(found.python)) return found;
  try {
    execFileSync('python3', ['-m', 'venv', FOLDER], { stdio: 'pipe' });
    execFileSync(found.python, ['-m', 'pip', 'install', '--quiet', ...PACKAGES], {
      stdio: 'pipe',
      timeout: PIP_MS,
    });
    return found;
  } catch (error) {
    return {
      why: `moto cannot be installed: ${error instanceof Error ? error.message.split('\n')[0] : error}`,
    };
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(findMoto());
