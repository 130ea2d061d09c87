import { defineConfig } from 'vite';

/** A sandboxed preload is one CommonJS file that imports nothing but electron. */
export default defineConfig({
  build: {
    outDir: '../out',
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    ssr: true,
    rolldownOptions: {
      input: { preload: 'preload/preload.ts' },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
});
