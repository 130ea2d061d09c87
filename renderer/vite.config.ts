import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page, served at the root of its origin by the desktop and the browser door alike. */
export default defineConfig({
  plugins: [react()],
  build: { outDir: '../out/renderer', emptyOutDir: true, target: 'chrome156', sourcemap: true },
});
