import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { exploreSample } from '../setup/journey.ts';
import { freshHome, type Served, serve } from '../setup/program.ts';
import { needsChromium, watchPage } from '../setup/window.ts';

const { data, env } = freshHome();
let door: Served;

test.describe.configure({ mode: 'serial' });
needsChromium();

test.beforeAll(async () => {
  door = await serve(data, env);
});
test.afterAll(() => door.stop());

watchPage();

const rail = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: new RegExp(`^${name}`) });
const main = (page: Page) => page.getByRole('main');
const table = (page: Page) => main(page).getByRole('table', { name: 'Open findings' });

async function openFindings(page: Page): Promise<number> {
  await page.goto(door.address);
  await rail(page, 'Findings').click();
  await expect(table(page)).toBeVisible();
  return table(page).getByRole('link').count();
}

test('the overview leads to a finding, and a finding to its keys', async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto(door.address);
  await exploreSample(page);
  await page.getByRole('link', { name: /pending deletion/ }).click();
  await expect(page).toHaveURL(/#\/findings\/key\.pendingDeletion/);
  await expect(page.getByRole('heading', { name: 'What to do, safely' })).toBeVisible();
  await expect(main(page).getByText('NIST SP 800-53 r5').first()).toBeVisible();
  const evidence = main(page)
    .getByText(/deleted in \d+ days, on /)
    .first();
  await expect(evidence).toBeVisible();
  await main(page).getByRole('row').nth(1).getByRole('link').first().click();
  await expect(page.getByText('Why it costs this')).toBeVisible();
  await page.goBack();
  await expect(evidence).toBeVisible();
});

test('the rail counts what the view lists', async ({ page }) => {
  const listed = await openFindings(page);
  expect(listed).toBeGreaterThan(5);
  await expect(rail(page, 'Findings')).toHaveAccessibleName(new RegExp(`^Findings ?${listed}$`));
});

test('an exception leaves a finding out, by keyboard, until it is undone', async ({ page }) => {
  const before = await openFindings(page);
  const name = /billed keys have no owner tag/;
  await table(page).getByRole('link', { name }).focus();
  await page.keyboard.press('Enter');
  await main(page).getByRole('button', { name: 'Make an exception', exact: true }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Reason')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Reason')).toBeFocused();
  await page.keyboard.type('The tag project ends in spring');
  await expect(dialog.getByLabel('Reason')).toHaveValue('The tag project ends in spring');
  await dialog.getByRole('button', { name: 'Make the exception' }).press('Enter');
  await expect(main(page).getByText('Nothing is open here')).toBeVisible();
  await main(page).getByRole('link', { name: 'All findings' }).press('Enter');
  await expect(table(page).getByRole('link')).toHaveCount(before - 1);
  await expect(main(page).getByRole('table', { name: 'Exceptions' })).toContainText('The tag project ends');

  await rail(page, 'Overview').click();
  await expect(page.getByText('Look at first')).toBeVisible();
  await expect(main(page).getByRole('link', { name })).toHaveCount(0);

  await rail(page, 'Findings').click();
  await main(page).getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(table(page).getByRole('link', { name })).toBeVisible();
  await expect(main(page).getByRole('table', { name: 'Exceptions' })).toHaveCount(0);
});

test('an exception for one key lessens the count, lasts a restart, and can be taken back', async ({
  page,
}) => {
  await openFindings(page);
  await table(page)
    .getByRole('link', { name: /still billed/ })
    .click();
  const figure = main(page).getByText(/a month · \d+ keys/);
  const keys = Number(/(\d+) keys/.exec(await figure.innerText())?.[1]);
  await main(page)
    .getByRole('button', { name: /^Make an exception for / })
    .first()
    .click();
  await page.getByLabel('Reason').fill('Kept for the audit');
  await page.getByRole('button', { name: 'Make the exception' }).click();
  await expect(main(page).getByText(`a month · ${keys - 1} keys · 1 exception`)).toBeVisible();

  await door.stop();
  door = await serve(data, env);
  await openFindings(page);
  await main(page)
    .getByRole('button', { name: /^Take back the exception/ })
    .click();
  await expect(main(page).getByRole('table', { name: 'Exceptions' })).toHaveCount(0);
  await main(page).getByRole('button', { name: 'Undo' }).click();
  await expect(main(page).getByRole('table', { name: 'Exceptions' })).toContainText('Kept for the audit');
});

for (const scheme of ['light', 'dark'] as const) {
  for (const [width, height] of [
    [1440, 900],
    [1024, 700],
  ] as const) {
    test(`findings and savings in ${scheme} at ${width} pass axe and fit`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: scheme });
      await openFindings(page);
      for (const view of ['findings', 'findings/key.pendingDeletion', 'findings/hsm.single', 'savings']) {
        await page.evaluate((to) => {
          location.hash = `/${to}`;
        }, view);
        await page.waitForTimeout(700);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${view}: ${id} ${nodes[0]?.html}`)).toEqual([]);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(over).toBeLessThanOrEqual(0);
        const shot = process.env.KEYLEDGER_SHOTS;
        if (shot)
          await page.screenshot({ path: `${shot}/${view.replaceAll('/', '_')}-${scheme}-${width}.png` });
      }
    });
  }
}

test('savings keep what is proven and what is unknown apart, and learn from last use', async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto(door.address);
  await rail(page, 'Savings').click();
  const proven = main(page).getByRole('table', { name: 'Proven savings', exact: true });
  const unknown = main(page).getByRole('table', { name: 'Unknown savings' });
  await expect(proven).toContainText('Disabled');
  await expect(unknown).toContainText('Last use not asked');
  await main(page).getByRole('button', { name: 'Read last use' }).first().click();
  await expect(
    main(page)
      .getByText(/of [\d,]+ asked/)
      .first(),
  ).toBeVisible();
  await expect(proven).toContainText('Never used', { timeout: 200_000 });
  await expect(unknown).not.toContainText('Last use not asked');
  if (process.env.KEYLEDGER_SHOTS)
    await page.screenshot({ path: `${process.env.KEYLEDGER_SHOTS}/savings-read.png` });
  await proven.getByRole('link', { name: /Never used/ }).click();
  await expect(
    main(page)
      .getByText(/never used, tracked since /)
      .first(),
  ).toBeVisible();
});
