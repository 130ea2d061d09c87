import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../shared/model/settings.ts';
import { SettingsError } from './error.ts';
import { parseSettings, settingsIn } from './file.ts';
import { openSettings, type SettingsStore } from './store.ts';

let folder: string;
let path: string;
let store: SettingsStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyledger-settings-'));
  path = join(folder, 'deep', 'settings.json');
  store = openSettings(path);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const onDisk = async () => JSON.parse(await readFile(path, 'utf8'));
const OVERRIDE = { item: 'hsm.hsm2m.medium', region: 'eu-west-1', usd: 1.85 } as const;

it('has the defaults where there is no file, and makes none by reading', async () => {
  expect(await store.read()).toEqual({
    prices: { overrides: [], discountPercent: 0 },
    idleDays: 180,
    quotaShare: 0.5,
  });
  expect(await readdir(folder)).toEqual([]);
});

it('keeps what is set, and only that', async () => {
  await store.change({ prices: { discountPercent: 12.5 }, idleDays: 30 });
  await store.change({ prices: { overrides: [OVERRIDE] } });
  expect(await onDisk()).toEqual({
    version: 1,
    idleDays: 30,
    prices: { discountPercent: 12.5, overrides: [OVERRIDE] },
  });
  expect(await openSettings(path).read()).toEqual({
    prices: { overrides: [OVERRIDE], discountPercent: 12.5 },
    idleDays: 30,
    quotaShare: 0.5,
  });
  expect(await readdir(join(folder, 'deep'))).toEqual(['settings.json']);
});

it('takes a setting back to its default', async () => {
  await store.change({ prices: { discountPercent: 9 }, quotaShare: 1 });
  expect(await store.change({ prices: { discountPercent: null }, quotaShare: null })).toEqual(
    DEFAULT_SETTINGS,
  );
  expect(await onDisk()).toEqual({ version: 1, prices: {} });
});

it('keeps keys that it does not know, at every level', async () => {
  await store.change({ idleDays: 5 });
  const later = { version: 1, theme: 'dark', prices: { vat: 19, discountPercent: 3 }, idleDays: 5 };
  await writeFile(path, JSON.stringify(later));
  await store.change({ prices: { discountPercent: 4 } });
  expect(await onDisk()).toEqual({ ...later, prices: { vat: 19, discountPercent: 4 } });
});

it('loses no change where several come at once', async () => {
  await Promise.all([
    store.change({ idleDays: 5 }),
    store.change({ quotaShare: 0.9 }),
    store.change({ prices: { discountPercent: 7 } }),
  ]);
  expect(await store.read()).toMatchObject({ idleDays: 5, quotaShare: 0.9, prices: { discountPercent: 7 } });
});

it.each([
  ['an empty file', '', 'it is not JSON'],
  ['half a file', '{"version":1,"idle', 'it is not JSON'],
  ['a list', '[]', 'expected object'],
  ['no version', '{"idleDays":3}', 'version'],
  ['an older version', '{"version":0}', 'version'],
  ['a later version', '{"version":2}', 'later version'],
  ['days that are a word', '{"version":1,"idleDays":"ten"}', 'idleDays'],
  ['half a day', '{"version":1,"idleDays":0.5}', 'idleDays'],
  ['no quota at all', '{"version":1,"quotaShare":0}', 'quotaShare'],
  ['more than the quota', '{"version":1,"quotaShare":1.01}', 'quotaShare'],
  ['a surcharge', '{"version":1,"prices":{"discountPercent":-1}}', 'prices.discountPercent'],
  ['more than all off', '{"version":1,"prices":{"discountPercent":100.1}}', 'prices.discountPercent'],
  ['a price that is text', over({ usd: '1' }), 'prices.overrides.0.usd'],
  ['a price below nothing', over({ usd: -1 }), 'prices.overrides.0.usd'],
  ['an item that is no item', over({ item: 'ec2.hour' }), 'prices.overrides.0.item'],
  ['a region that is no region', over({ region: 'Ireland' }), 'prices.overrides.0.region'],
  ['two prices for one thing', over({}, {}), 'prices.overrides'],
])('refuses %s with its path and what to do, and leaves it as it is', async (_, text, said) => {
  await store.change({ idleDays: 5 });
  await writeFile(path, text);
  for (const attempt of [store.read(), store.change({ idleDays: 6 })]) {
    const error = await attempt.catch((one: unknown) => one);
    expect(error).toBeInstanceOf(SettingsError);
    expect(error).toMatchObject({ path, message: expect.stringContaining(said) });
    expect((error as SettingsError).action).toMatch(/move (it|the file) away/);
  }
  expect(await readFile(path, 'utf8')).toBe(text);
});

it('says where it cannot be kept', async () => {
  await writeFile(join(folder, 'file'), '');
  const blocked = openSettings(join(folder, 'file', 'settings.json'));
  await expect(blocked.change({ idleDays: 5 })).rejects.toMatchObject({ name: 'SettingsError' });
});

it('makes settings within their bounds or a SettingsError of any file', () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.double(),
    fc.constantFrom('*', 'kms.key', 'eu-west-1', 1, 0.5, 100, []),
  );
  const likely = fc.record(
    {
      version: fc.constantFrom(1, 1, 1, 2, 'x'),
      idleDays: value,
      quotaShare: value,
      prices: fc.record(
        {
          discountPercent: value,
          overrides: fc.oneof(
            value,
            fc.array(fc.record({ item: value, region: value, usd: value }), { maxLength: 3 }),
          ),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['version'] },
  );
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    likely.map((file) => JSON.stringify(file)),
  );
  fc.assert(
    fc.property(text, (one) => {
      try {
        const { prices, idleDays, quotaShare } = settingsIn(parseSettings('p', one));
        expect(prices.discountPercent >= 0 && prices.discountPercent <= 100).toBe(true);
        expect(Number.isInteger(idleDays) && idleDays >= 1).toBe(true);
        expect(quotaShare > 0 && quotaShare <= 1).toBe(true);
        expect(prices.overrides.every(({ usd }) => usd >= 0 && Number.isFinite(usd))).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(SettingsError);
      }
    }),
    { numRuns: 500 },
  );
});

function over(...changes: readonly object[]): string {
  return JSON.stringify({
    version: 1,
    prices: { overrides: changes.map((change) => ({ ...OVERRIDE, ...change })) },
  });
}
