import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findPrice } from '../../shared/model/price.ts';
import { generateOrganisation } from '../sample/organisation.ts';
import { writeSampleProfiles } from '../sample/profiles.ts';
import { type SampleEndpoint, serveSample } from '../sample/serve.ts';
import type { Core } from './core.ts';
import { openCore } from './open-core.ts';

/** Prices and settings as a door meets them, over the sample. */
const NOW = new Date('2026-11-24T09:12:00Z');
const organisation = generateOrganisation({ seed: 3, keys: 60, asOf: NOW });
const PROFILE = 'northwind-audit';

let folder: string;
let endpoint: SampleEndpoint;
let core: Core;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyledger-core-prices-'));
  endpoint = await serveSample({ organisation, latencyMs: 0, quotas: false, faults: [], clock: () => NOW });
  const { env } = await writeSampleProfiles(join(folder, 'aws'), endpoint);
  core = await openCore({ dataDir: join(folder, 'data'), env, version: '0.1.0', now: () => NOW });
});
afterEach(async () => {
  await core.close();
  await endpoint.close();
  await rm(folder, { recursive: true, force: true });
});

const asked = () => endpoint.counts()['pricing:GetProducts'] ?? 0;

async function scan(): Promise<string> {
  const source = { kind: 'profiles' as const, profiles: [PROFILE] };
  const { jobId } = core.scans.start({ source, regions: ['us-east-1'] });
  for await (const event of core.scans.watch(jobId)) {
    if (event.type === 'failed') return `${event.failure.code}: ${event.failure.action}`;
    if (event.type === 'finished') return 'finished';
  }
  return 'no end';
}

it('asks anew on refresh, and the next scan takes what was kept', async () => {
  for (const profile of [undefined, PROFILE]) {
    const before = asked();
    const book = await core.prices.refresh(profile);
    expect(findPrice(book, 'kms.key', 'us-east-1')).toMatchObject({ source: 'list', microUsd: 1_000_000 });
    expect(asked()).toBeGreaterThan(before);
  }
  const before = asked();
  expect(await scan()).toBe('finished');
  expect(asked()).toBe(before);
});

it('says which profile it could not use', async () => {
  await expect(core.prices.refresh('nobody')).rejects.toMatchObject({
    name: 'CoreError',
    code: 'UNREADABLE',
  });
});

it('prices by the settings, from the bundled table to every line item', async () => {
  await core.settings.set({
    prices: { discountPercent: 20, overrides: [{ item: 'kms.key', region: 'us-east-1', usd: 0.7 }] },
  });
  const bundled = await core.prices.current();
  expect(findPrice(bundled, 'kms.key', 'us-east-1')).toMatchObject({ source: 'override', microUsd: 700_000 });
  expect(findPrice(bundled, 'kms.key', 'eu-west-1')).toMatchObject({
    discountPercent: 20,
    microUsd: 800_000,
  });

  expect(await scan()).toBe('finished');
  const { priceBook } = await core.snapshots.get('latest');
  expect(findPrice(priceBook, 'hsm.hsm2m.medium', 'us-east-1')).toMatchObject({
    source: 'list',
    discountPercent: 20,
    microUsd: 1_280_000,
  });
  for await (const keys of core.keys.each('latest', {})) {
    for (const { lines } of keys)
      for (const { price, lowMicroUsd, highMicroUsd } of lines) {
        if (price === null) continue;
        expect(price).toMatchObject({ source: 'override', microUsd: 700_000, asOf: '2026-11-24' });
        expect([lowMicroUsd % 700_000, (highMicroUsd ?? 0) % 700_000]).toEqual([0, 0]);
      }
  }
});

it('prices nothing by settings that cannot be read, and leaves the file alone', async () => {
  await writeFile(core.settings.path, '{"version":1,"prices":{"discountPercent":200}}');
  expect(await scan()).toBe(
    `UNREADABLE: Correct ${core.settings.path}, or move it away: the defaults then apply`,
  );
  await expect(core.settings.set({ idleDays: 3 })).rejects.toMatchObject({ code: 'UNREADABLE' });
  await expect(core.prices.refresh()).rejects.toMatchObject({ code: 'UNREADABLE' });
  expect(await readFile(core.settings.path, 'utf8')).toContain('200');
  expect(asked()).toBe(0);
});
