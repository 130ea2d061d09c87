import { expect, test } from '@playwright/test';

/** The tests of a file run in a real Chromium, or are skipped, saying why. */
export function needsChromium(): void {
  const why = process.env.KEYLEDGER_NO_CHROMIUM;
  // biome-ignore lint/suspicious/noSkippedTests: skipped only where no Chromium can be had, with its reason
  test.skip(why !== undefined, why ?? '');
}

/** Fails a test whose page threw, warned or was refused something; `forgive` lets a test expect that. */
export function watchPage(): { forgive(): void } {
  const problems: string[] = [];
  test.beforeEach(({ page }) => {
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
    });
  });
  test.afterEach(() => {
    expect(problems.splice(0)).toEqual([]);
  });
  return {
    forgive: () => {
      problems.length = 0;
    },
  };
}
