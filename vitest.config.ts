import { defineConfig } from 'vitest/config';

/** Unit tests lie beside what they test (*.test.ts); integration tests talk over sockets or to disk (*.integration.ts). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{shared,main,renderer,preload,e2e}/**/*.test.{ts,tsx}'],
          environment: 'node',
          setupFiles: ['e2e/setup/fast-check.ts'],
        },
      },
      {
        test: {
          name: 'integration',
          setupFiles: ['e2e/setup/fast-check.ts'],
          include: ['{main,e2e}/**/*.integration.ts'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
