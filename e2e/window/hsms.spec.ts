import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { freshHome, keyledger, type Served, serve } from '../setup/program.ts';
import { needsChromium, watchPage } from '../setup/window.ts';

const { data, env } = freshHome();
let door: Served;

test.describe.configure({ mode: 'serial' });
needsChromium();

test.beforeAll(async () => {
  test.setTimeout(240_000);
  const ran = keyledger(['scan', '--sample', '--depth', 'full', '--data', data], env);
  // A part of the sample denies: 3 is "partial", with a snapshot.
  expect(ran.status, ran.stderr).toBe(3);
  door = await serve(data, env);
});
test.afterAll(() => door.stop());

watchPage();

const main = (page: Page) => page.getByRole('main');

async function open(page: Page, name: string): Promise<void> {
  await page.goto(door.address);
  const link = page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('link', { name: new RegExp(`^${name}`) });
  await link.focus();
  await page.keyboard.press('Enter');
}

test('break-even by keyboard alone: keys, requests, HSMs, and its table twin', async ({ page }) => {
  await open(page, 'CloudHSM');
  await expect(main(page).getByText('$5,840.00').first()).toBeVisible();
  const heading = main(page).getByRole('heading', { name: /^Two HSMs cost as much as/ });
  await expect(heading).toHaveText('Two HSMs cost as much as 2,336 KMS keys, or 779 that rotated twice');
  const keys = main(page).getByRole('slider', { name: 'Keys to compare' });
  await keys.focus();
  await page.keyboard.press('End');
  await expect(keys).toHaveAttribute('aria-valuenow', '3000');
  await page.keyboard.press('ArrowLeft');
  await expect(keys).toHaveAttribute('aria-valuetext', /At 2,990 keys: Two HSMs \$2,336/);
  const cost = main(page).getByRole('table', { name: 'Cost at 2,990 keys' });
  await expect(cost.getByRole('row').nth(1)).toContainText('Two HSMs');

  const requests = main(page).getByRole('slider', { name: 'Symmetric requests a month' });
  await requests.focus();
  await page.keyboard.press('End');
  await expect(main(page).getByRole('heading', { name: /requests alone/ })).toBeVisible();
  await page.keyboard.press('Home');
  await expect(heading).toBeVisible();

  await main(page).getByRole('radio', { name: '2', exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(main(page).getByRole('heading', { name: /^Three HSMs cost as much as 3,504/ })).toBeVisible();
  await main(page).getByRole('button', { name: 'as a table' }).press('Enter');
  await expect(main(page).getByRole('table', { name: 'KMS against CloudHSM' })).toContainText('1,752');

  await main(page).getByLabel('Region').selectOption('eu-west-1');
  await expect(main(page).getByText('hour in eu-west-1 is not known')).toBeVisible();
  await expect(main(page).getByRole('link', { name: /Your \d+ keys in eu-west-1/ })).toBeVisible();
});

test('a cluster opens its HSMs, backups and keys; a mark opens its finding', async ({ page }) => {
  await open(page, 'CloudHSM');
  const clusters = main(page).getByRole('table', { name: 'Clusters' });
  await clusters
    .getByRole('link', { name: /^cluster-/ })
    .first()
    .press('Enter');
  await expect(main(page).getByRole('table', { name: 'HSMs', exact: true })).toContainText('us-east-1b');
  await expect(main(page).getByRole('table', { name: 'Backups' })).toContainText('Ready');
  await expect(main(page).getByText('FIPS 140-3 Level 3')).toBeVisible();
  const link = main(page).getByRole('link', { name: /^\d+ KMS keys$/ });
  const count = Number((await link.innerText()).replace(/\D/g, ''));
  await link.press('Enter');
  await expect(main(page).getByText(new RegExp(`of ${count} keys`))).toBeVisible();
  await page.goBack();
  await expect(main(page).getByRole('table', { name: 'Backups' })).toBeVisible();
  await page.goBack();
  await clusters.getByRole('link', { name: 'One HSM, no redundancy' }).press('Enter');
  await expect(page).toHaveURL(/#\/findings\/hsm\.single/);
});

test('the advisor by keyboard alone leads to a key of that kind, and its address says the answers', async ({
  page,
}) => {
  await open(page, 'Key guide');
  const answer = main(page).getByRole('region', { name: 'Answer' });
  await expect(answer).toContainText('An AWS owned key');
  const no = (question: string) => main(page).getByRole('group', { name: question }).getByLabel('No');
  await no('Must its hardware serve no other customer?').focus();
  await page.keyboard.press('ArrowRight');
  await expect(answer).toContainText('A key in a CloudHSM key store');
  await expect(answer).toContainText('$2,336.00');
  await no('Must it rotate by itself?').focus();
  await page.keyboard.press('ArrowRight');
  await expect(answer).toContainText('Not met: rotates by itself');
  await expect(page).toHaveURL(/#\/guide\?rotation=yes&tenancy=yes$/);
  await page.reload();
  await expect(answer).toContainText('Not met: rotates by itself');
  await answer
    .getByRole('listitem')
    .filter({ hasText: 'payments-prod, us-east-1' })
    .first()
    .getByRole('link')
    .press('Enter');
  await expect(page.getByText('Why it costs this')).toBeVisible();
  await page.goBack();
  await main(page).getByRole('button', { name: 'Start over' }).press('Enter');
  await expect(answer).toContainText('An AWS owned key');
  await main(page).getByRole('table', { name: 'Common errors' }).getByRole('link').first().press('Enter');
  await expect(page).toHaveURL(/#\/keys\?kind=customer&kind=replica/);
});

for (const scheme of ['light', 'dark'] as const) {
  for (const [width, height] of [
    [1440, 900],
    [1024, 700],
  ] as const) {
    test(`CloudHSM and the guide in ${scheme} at ${width} pass axe and fit`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: scheme });
      await open(page, 'CloudHSM');
      const first = main(page).getByRole('table', { name: 'Clusters' }).getByRole('link').first();
      const cluster = (await first.getAttribute('href'))?.slice('#/'.length) ?? '';
      for (const view of ['hsms', cluster, 'guide', 'guide?outside=yes&use=pkcs11']) {
        await page.evaluate((to) => {
          location.hash = `/${to}`;
        }, view);
        await page.waitForTimeout(700);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${view}: ${id} ${nodes[0]?.html}`)).toEqual([]);
        const over = await main(page)
          .locator('> div')
          .evaluate((body) => body.scrollWidth - body.clientWidth);
        expect(over, view).toBeLessThanOrEqual(0);
      }
    });
  }
}
