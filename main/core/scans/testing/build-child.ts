import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));

/** The child as one file, so that hundreds of them start quickly; answers its path, and what it must find its packages by. */
export async function buildChild(folder: string): Promise<{ path: string; env: { NODE_PATH: string } }> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      ssr: fileURLToPath(new URL('./scan-child.ts', import.meta.url)),
      rolldownOptions: {
        external: [
          ...builtinModules,
          ...builtinModules.map((name) => `node:${name}`),
          '@duckdb/node-api',
          'pdfkit',
        ],
        output: {
          format: 'cjs',
          entryFileNames: 'scan-child.cjs',
          chunkFileNames: 'chunks/[name]-[hash].cjs',
        },
      },
    },
    ssr: { noExternal: true, external: ['@duckdb/node-api', 'pdfkit'] },
  });
  return { path: join(folder, 'scan-child.cjs'), env: { NODE_PATH: join(ROOT, 'node_modules') } };
}
