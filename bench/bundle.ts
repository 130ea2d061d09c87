import { mkdtemp, rm } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const BUILTIN = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

export interface Bundle {
  /** The built program of an entry. */
  path(name: string): string;
  remove(): Promise<void>;
}

/**
 * Builds programs of the benchmark as the product is built, so that no loader's cost is measured. Each by itself: what
 * two have in common would else be put into one of them, and run it.
 */
export async function bundle(names: readonly string[]): Promise<Bundle> {
  const outDir = await mkdtemp(join(tmpdir(), 'keyledger-bench-'));
  const root = fileURLToPath(new URL('..', import.meta.url));
  for (const name of names) {
    await build({
      root,
      configFile: false,
      logLevel: 'warn',
      build: {
        outDir,
        emptyOutDir: false,
        target: 'node20',
        minify: false,
        ssr: true,
        rolldownOptions: {
          input: { [name]: join(root, 'bench', `${name}.ts`) },
          external: BUILTIN,
          output: {
            format: 'cjs',
            entryFileNames: '[name].cjs',
            chunkFileNames: `${name}/[name]-[hash].cjs`,
          },
        },
      },
      ssr: { noExternal: true },
    });
  }
  return {
    path: (name) => join(outDir, `${name}.cjs`),
    remove: () => rm(outDir, { recursive: true, force: true }),
  };
}
