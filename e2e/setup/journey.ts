import { expect, type Page } from '@playwright/test';

/** First run: one click, the scan is watched to its end, the overview opens. */
export async function exploreSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Explore the sample' }).click();
  await expect(page.getByText(/keys read/).first()).toBeVisible();
  const statement = page.getByText('Standing cost a month');
  await expect(statement.or(page.getByText('The scan could not go on'))).toBeVisible({ timeout: 150_000 });
  await expect(statement).toBeVisible();
  await expect(page.getByText('Sample organisation').first()).toBeVisible();
}

/** A bar of the overview opens the keys behind it, filtered and said in words. */
export async function openFirstBar(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /payments-prod/ })
    .first()
    .click();
  await expect(page).toHaveURL(/#\/keys\?.*account=/);
  await expect(page.getByText(/of [\d,]+ keys/).first()).toBeVisible();
}

/** The first row of the table opens as a key, with the reasons for its cost. */
export async function openFirstKey(page: Page): Promise<void> {
  await page.getByRole('row').nth(1).click();
  await expect(page.getByText('Why it costs this')).toBeVisible();
  await expect(page.getByText('Identity')).toBeVisible();
}
