import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { CHROMIUM_ARGUMENTS, findChromium } from '../setup/chromium.ts';
import { freshHome, keyledger, serve } from '../setup/program.ts';

/** `npm run pictures`: every view of the built program on the sample, and the sample's statement, into docs/. */
const OUT = 'docs/pictures';
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
] as const;
const SCHEMES = ['light', 'dark'] as const;

type Shot = {
  readonly name: string;
  readonly address: string;
  readonly ready: (page: Page) => Promise<unknown>;
};

async function each(browser: Browser, take: (page: Page, suffix: string) => Promise<void>): Promise<void> {
  for (const colorScheme of SCHEMES) {
    for (const viewport of SIZES) {
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
      await take(await context.newPage(), `${colorScheme}-${viewport.width}`);
      await context.close();
    }
  }
}

/** The sample while it is read: a run of its own, in each theme and size. */
async function takeFirstRun(browser: Browser): Promise<void> {
  await each(browser, async (page, suffix) => {
    const { data, env } = freshHome();
    const door = await serve(data, env);
    await page.goto(door.address);
    await page.getByRole('button', { name: 'Explore the sample' }).waitFor();
    await page.screenshot({ path: join(OUT, `start-${suffix}.png`) });
    await page.getByRole('button', { name: 'Explore the sample' }).click();
    await page.waitForFunction(() => {
      const [read = 0, listed = 0] = (
        /([\d,]+)\s*of\s*([\d,]+) keys read/.exec(document.body.innerText) ?? []
      )
        .slice(1)
        .map((digits) => Number(digits.replaceAll(',', '')));
      return listed > 2000 && read > listed * 0.3;
    });
    await page.screenshot({ path: join(OUT, `scan-${suffix}.png`) });
    await door.stop();
  });
}

async function takeViews(browser: Browser): Promise<void> {
  const { data, env } = freshHome();
  const ran = keyledger(['start', '--once', '--data', data], env);
  if (ran.status !== 0) throw new Error(ran.stderr);
  const [statement] = readdirSync(join(data, 'reports'));
  if (statement) copyFileSync(join(data, 'reports', statement), 'docs/sample-statement.pdf');
  const found = keyledger(['list', '--json', '--search', 'payments/card-vault', '--data', data], env).stdout;
  const vault = found
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { arn: string; aliases: string[]; region: string })
    .find(({ aliases, region }) => aliases.includes('alias/payments/card-vault') && region === 'eu-west-1');
  const door = await serve(data, env);
  const shots: readonly Shot[] = [
    {
      name: 'overview',
      address: 'overview',
      ready: (page) => page.locator('.recharts-line').first().waitFor(),
    },
    { name: 'keys', address: 'keys?owner=payments', ready: (page) => page.getByRole('row').nth(3).waitFor() },
    {
      name: 'key',
      address: `key/${encodeURIComponent(vault?.arn ?? '')}`,
      ready: (page) => page.locator('.recharts-line').first().waitFor(),
    },
    {
      name: 'hsms',
      address: 'hsms',
      ready: (page) => page.locator('.recharts-line').first().waitFor(),
    },
    {
      name: 'guide',
      address: 'guide?use=programs&rotation=yes',
      ready: (page) => page.getByRole('table', { name: 'Common errors' }).waitFor(),
    },
    {
      name: 'findings',
      address: 'findings',
      ready: (page) => page.getByRole('table', { name: 'Open findings' }).waitFor(),
    },
    { name: 'savings', address: 'savings', ready: (page) => page.getByRole('table').first().waitFor() },
    { name: 'coverage', address: 'coverage', ready: (page) => page.getByRole('table').first().waitFor() },
  ];
  await each(browser, async (page, suffix) => {
    await page.goto(door.address);
    for (const { name, address, ready } of shots) {
      await page.evaluate((to) => {
        location.hash = `/${to}`;
      }, address);
      await ready(page);
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(OUT, `${name}-${suffix}.png`) });
    }
  });
  await door.stop();
}

const found = findChromium();
if ('why' in found) throw new Error(found.why);
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const browser = await chromium.launch({ executablePath: found.path, args: CHROMIUM_ARGUMENTS });
await takeViews(browser);
await takeFirstRun(browser);
await browser.close();
console.log(readdirSync(OUT).join('\n'));
