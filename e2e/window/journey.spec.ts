import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { exploreSample, openFirstBar, openFirstKey } from '../setup/journey.ts';
import { pdfPages } from '../setup/pdf.ts';
import { freshHome, keyledger, type Served, serve } from '../setup/program.ts';
import { needsChromium, watchPage } from '../setup/window.ts';

const { data, env } = freshHome();
let door: Served;

test.describe.configure({ mode: 'serial' });
needsChromium();

test.beforeAll(async () => {
  door = await serve(data, env);
});
test.afterAll(() => door.stop());

const watched = watchPage();

test('first run, sample, overview, bar, keys, a key, and the statement saved', async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto(door.address);
  await expect(page).not.toHaveURL(/token/);
  await exploreSample(page);
  await openFirstBar(page);
  await openFirstKey(page);

  await page.getByRole('button', { name: 'Export' }).first().click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /PDF/ }).click(),
  ]);
  const cover = pdfPages(await download.path())[0] ?? '';
  const summary = JSON.parse(keyledger(['summary', '--json', '--data', data], env).stdout);
  for (const part of ['keys', 'hsms', 'total']) {
    for (const bound of ['lowMicroUsd', 'highMicroUsd']) {
      const dollars = summary.runRate[part][bound] / 1e6;
      expect(cover).toContain(dollars.toLocaleString('en-US', { minimumFractionDigits: 2 }));
    }
  }
  expect(download.suggestedFilename()).toMatch(/^keyledger-northwind-payments-\d{4}-\d{2}-\d{2}\.pdf$/);
});

test('back from a key returns to the same rows', async ({ page }) => {
  await page.goto(door.address);
  await openFirstBar(page);
  const address = page.url();
  await openFirstKey(page);
  await page.goBack();
  await expect(page).toHaveURL(address);
  await expect(page.getByRole('row').nth(1)).toBeVisible();
});

test('a search narrows the table and its total', async ({ page }) => {
  await page.goto(door.address);
  await page.getByRole('searchbox').or(page.getByPlaceholder('Search keys')).first().fill('card-vault');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/keys/);
  const listed = keyledger(['list', '--json', '--search', 'card-vault', '--data', data], env)
    .stdout.trim()
    .split('\n');
  await expect(page.getByText(new RegExp(`^${listed.length} of `)).first()).toBeVisible();
});

test('an address without the token is refused, and says what to do', async ({ page }) => {
  await page.goto(new URL('/', door.address).href);
  await expect(
    page
      .getByText(/Open the address/i)
      .or(page.getByRole('alert'))
      .first(),
  ).toBeVisible();
  watched.forgive();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`every view in ${scheme} passes axe`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(door.address);
    await expect(page.getByText('Standing cost a month')).toBeVisible();
    const first = keyledger(['list', '--json', '--data', data], env).stdout.split('\n')[0] ?? '{}';
    const { arn } = JSON.parse(first) as { arn: string };
    for (const view of ['overview', 'keys', `key/${encodeURIComponent(arn)}`, 'hsms', 'coverage', 'start']) {
      await page.evaluate((to) => {
        location.hash = `/${to}`;
      }, view);
      await page.waitForTimeout(700);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${view}: ${id} ${nodes[0]?.html}`)).toEqual([]);
    }
  });
}
