import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const built = join(root, 'out');
const old = join(root, '.cache', 'out108');

/**
 * The built product with its page lowered for Chromium 108: the Node side is copied as it is, the page is built once
 * more. Answers the main entry. It lies inside the repository, so that packages resolve as in the product.
 */
export async function buildForOldElectron(): Promise<string> {
  if (!existsSync(join(built, 'desktop.cjs'))) throw new Error('out/ is empty: npm run build comes first');
  rmSync(old, { recursive: true, force: true });
  mkdirSync(old, { recursive: true });
  for (const name of readdirSync(built)) {
    if (name !== 'renderer') cpSync(join(built, name), join(old, name), { recursive: true });
  }
  await build({
    root: join(root, 'renderer'),
    logLevel: 'warn',
    build: { target: 'chrome108', outDir: join(old, 'renderer'), emptyOutDir: true },
  });
  return join(old, 'desktop.cjs');
}
