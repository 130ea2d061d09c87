import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

const builtin = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

/**
 * The Node side: terminal, core (utility process) and desktop entries, as CommonJS so that the same build runs in any
 * Electron. Native and font-carrying packages stay outside the bundle; Electron and Node are the runtime's.
 */
export default defineConfig({
  build: {
    outDir: '../out',
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    sourcemap: true,
    ssr: true,
    rolldownOptions: {
      input: { cli: 'main/cli/main.ts', core: 'main/core/process.ts', desktop: 'main/desktop/main.ts' },
      external: ['electron', '@duckdb/node-api', 'pdfkit', /^@fontsource\//, ...builtin],
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
    },
  },
  ssr: { noExternal: true, external: ['electron', '@duckdb/node-api', 'pdfkit'] },
});
