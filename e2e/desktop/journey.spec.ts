import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { exploreSample, openFirstBar, openFirstKey } from '../setup/journey.ts';
import { pdfPages } from '../setup/pdf.ts';
import { freshHome, keyledger } from '../setup/program.ts';
import { firstPage, freshPlaces, launch, needsElectron } from './electron.ts';

needsElectron();

test('first run, sample, overview, bar, keys, a key, and the statement saved', async () => {
  test.setTimeout(240_000);
  const places = freshPlaces();
  const app = await launch(places);
  const page = await firstPage(app);
  await exploreSample(page);
  await openFirstBar(page);
  await openFirstKey(page);

  const saved = join(places.profile, 'statement.pdf');
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialogSync = () => path;
  }, saved);
  await page.getByRole('button', { name: 'Export' }).first().click();
  await page.getByRole('menuitem', { name: /PDF/ }).click();
  await expect
    .poll(() => existsSync(saved) && readFileSync(saved).subarray(-6).includes('%%EOF'), { timeout: 60_000 })
    .toBe(true);
  await app.close();

  const { status, stdout } = keyledger(['summary', '--json', '--data', places.data], freshHome().env);
  expect(status).toBe(0);
  const { lowMicroUsd } = JSON.parse(stdout).runRate.total;
  const cover = pdfPages(saved)[0] ?? '';
  expect(cover).toContain((lowMicroUsd / 1e6).toLocaleString('en-US', { minimumFractionDigits: 2 }));
});

test('a core that dies is told, and the next question is answered', async () => {
  const app = await launch(freshPlaces());
  const page = await firstPage(app);
  await page.getByRole('heading').first().waitFor();
  const killed = await app.evaluate(({ app: electron }) => {
    const core = electron
      .getAppMetrics()
      .find(({ type, name }) => type === 'Utility' && name === 'Keyledger core');
    if (core) process.kill(core.pid, 'SIGKILL');
    return core !== undefined;
  });
  expect(killed).toBe(true);
  await expect(page.getByRole('status').or(page.getByRole('alert')).first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: /Explore the sample/ })).toBeVisible();
  await app.close();
});

test('a second start shows the first window, and the window comes back where it was left', async () => {
  const places = freshPlaces();
  const app = await launch(places);
  await firstPage(app);
  const bounds = { x: 40, y: 30, width: 1100, height: 760 };
  await app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), bounds);
  await app.close();

  const again = await launch(places);
  await firstPage(again);
  const found = await again.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  expect(found).toMatchObject({ width: bounds.width, height: bounds.height });
  await expect(launch(places)).rejects.toThrow();
  expect(await again.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await again.close();
});
