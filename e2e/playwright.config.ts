import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGUMENTS } from './setup/chromium.ts';

const executablePath = process.env.KEYLEDGER_CHROMIUM;

/** Started by e2e/run.ts, which finds the browser and the Electron runtime first. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  workers: 1,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
  projects: [
    { name: 'terminal', testDir: 'terminal' },
    {
      name: 'window',
      testDir: 'window',
      use: {
        viewport: { width: 1440, height: 900 },
        trace: 'retain-on-failure',
        launchOptions: { ...(executablePath ? { executablePath } : {}), args: CHROMIUM_ARGUMENTS },
      },
    },
    { name: 'desktop', testDir: 'desktop' },
  ],
});
