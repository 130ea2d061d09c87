import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPriceBook } from '../prices/read.ts';
import type { SampleKey } from '../sample/generate/key.ts';
import type { SampleUnit } from '../sample/generate/unit.ts';
import { generateOrganisation } from '../sample/organisation.ts';
import { type SampleProfiles, writeSampleProfiles } from '../sample/profiles.ts';
import { type SampleEndpoint, serveSample } from '../sample/serve.ts';
import { listProfiles } from './profiles/list.ts';
import { type AwsSession, OPERATIONS, type Operation } from './reader.ts';
import { openSession } from './session.ts';
import { all, openGate } from './testing/open-gate.ts';
import { openWire, type Wire } from './wire/wire.ts';

/** Real sessions on the sample organisation: what arrives is compared with what the organisation holds. */
const NOW = new Date('2026-11-24T09:12:00Z');
const organisation = generateOrganisation({ seed: 7, keys: 2000, asOf: NOW });
const gate = openGate();
let folder: string;
let endpoint: SampleEndpoint;
let written: SampleProfiles;
let wire: Wire;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyledger-sample-'));
  endpoint = await serveSample({ organisation, latencyMs: 0, quotas: false, faults: [], clock: () => NOW });
  written = await writeSampleProfiles(join(folder, 'aws'), endpoint);
  wire = openWire();
});
afterAll(async () => {
  await wire.close();
  await endpoint.close();
  await rm(folder, { recursive: true });
});

const open = (profile: string) =>
  openSession({ profile, env: written.env, now: () => NOW, wire, version: '0.1.0' });

it('lists its profiles as ready, and signs every one of them in to its own account', async () => {
  const summaries = await listProfiles({ env: written.env, now: () => NOW });
  expect(summaries.map(({ name }) => name).sort()).toEqual([...written.profiles].sort());
  expect(summaries.every(({ need }) => need.state === 'ready')).toBe(true);

  const accounts = await Promise.all(
    written.profiles.map(async (profile) => (await (await open(profile)).identity(gate)).accountId),
  );
  expect([...accounts].sort()).toEqual(organisation.accounts.map(({ id }) => id).sort());
});

it('reads the regions and the accounts of the organisation', async () => {
  const session = await open('northwind-audit');
  const regions = await all(session.listRegions(gate));
  expect(regions.filter(({ enabled }) => enabled).map(({ region }) => region)).toEqual(
    organisation.regionOptions.filter(({ status }) => status !== 'DISABLED').map(({ region }) => region),
  );
  expect((await all(session.listAccounts(gate))).map(({ id }) => id).sort()).toEqual(
    organisation.accounts.map(({ id }) => id).sort(),
  );
});

describe('one unit', () => {
  const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  const byArn = (a: { arn: string }, b: { arn: string }) => (a.arn < b.arn ? -1 : 1);
  let session: AwsSession;
  let unit: SampleUnit;
  let keys: SampleKey[];

  beforeAll(async () => {
    const account = organisation.accounts.find(({ name }) => name === 'payments-prod');
    const found = organisation.unit(account?.id ?? '', 'us-east-1');
    if (found === undefined) throw new Error('the sample has no payments-prod in us-east-1');
    unit = found;
    keys = [...unit.keys()];
    session = await open('payments-prod');
    expect(keys.length).toBeGreaterThan(50);
  });
  const reader = () => session.unit(unit.accountId, unit.region, gate);

  it('reads every key and every alias', async () => {
    const listed = await all(reader().listKeys());
    expect([...listed].sort(byArn)).toEqual(keys.map(({ arn, keyId }) => ({ arn, keyId })).sort(byArn));
    const aliases = await all(reader().listAliases());
    expect(aliases.flatMap(({ name, keyId }) => (keyId === null ? [] : [name])).sort()).toEqual(
      keys.flatMap((key) => key.aliases).sort(),
    );
  });

  it('reads every detail of every key', async () => {
    for (const key of keys) {
      const metadata = await reader().describeKey(key.keyId);
      expect(metadata).toMatchObject({
        manager: key.manager,
        state: key.state,
        spec: key.spec,
        usage: key.usage,
        origin: key.origin,
        description: key.description,
        deletionDate: iso(key.deletionAt),
        pendingDeletionWindowDays: key.pendingWindowDays,
        expirationModel: key.expirationModel,
        validTo: iso(key.validTo),
        customKeyStoreId: key.storeId,
        clusterId: key.clusterId,
        xksKeyId: key.xksKeyId,
        currentMaterialId: key.materialId,
      });
      expect(metadata.multiRegion?.role ?? null).toBe(key.family?.role ?? null);
      expect(await all(reader().listResourceTags(key.keyId))).toEqual(key.tags);
      if (key.rotates === 'none' || key.manager === 'AWS') continue;
      expect(await all(reader().listKeyRotations(key.keyId))).toHaveLength(key.rotations.length);
    }
  });

  it('reads the same tags a hundred keys at a time', async () => {
    const tagged = new Map((await all(reader().getTaggedKeys())).map(({ arn, tags }) => [arn, tags]));
    const expected = keys.filter((key) => key.tags.length > 0);
    expect(tagged.size).toBe(expected.length);
    for (const key of expected) expect(tagged.get(key.arn)).toEqual(key.tags);
  });

  it('reads key stores, and clusters with their mode', async () => {
    const stores = await all(reader().describeCustomKeyStores());
    expect(stores.map(({ id }) => id).sort()).toEqual(unit.stores.map(({ id }) => id).sort());
    const clusters = await all(reader().describeClusters());
    expect(clusters.map(({ id, mode, hsmType, hsms }) => [id, mode, hsmType, hsms.length])).toEqual(
      unit.clusters.map(({ id, mode, hsmType, hsms }) => [id, mode, hsmType, hsms.length]),
    );
    expect(clusters.length).toBeGreaterThan(0);
  });
});

it('takes a region that is off for off, once it knows that its credentials work', async () => {
  const session = await open('payments-prod');
  await session.identity(gate);
  const off = organisation.regionOptions.find(({ status }) => status === 'DISABLED')?.region ?? 'none';
  await expect(all(session.unit('', off, gate).listKeys())).rejects.toMatchObject({ outcome: 'regionOff' });
});

it('sends nothing that Keyledger may not send, and DescribeKey never by alias', () => {
  const sent = Object.keys(endpoint.counts());
  expect(sent.length).toBeGreaterThan(10);
  expect(sent.filter((operation) => !OPERATIONS.includes(operation as Operation))).toEqual([]);
  expect(Object.values(endpoint.careless()).every((count) => count === 0)).toBe(true);
});

it('reads its price list, decoys left out, and keeps it', async () => {
  const session = await open('northwind-audit');
  const source = {
    cacheFile: () => join(folder, 'prices', 'sample.json'),
    settings: { overrides: [], discountPercent: 0 },
    regions: organisation.regions,
    now: () => NOW,
  };
  const first = openGate();
  const { book, failure } = await readPriceBook({ ...source, readers: [{ session, gate: first }] });
  expect(failure).toBeNull();
  expect(book.source).toBe('list');
  const listed = book.prices.filter((price) => price.source === 'list');
  expect(
    listed
      .filter(({ item }) => item === 'kms.key')
      .map(({ region }) => region)
      .sort(),
  ).toEqual([...organisation.regions].sort());
  expect(new Set(listed.filter(({ item }) => item === 'kms.key').map(({ microUsd }) => microUsd))).toEqual(
    new Set([1_000_000]),
  );
  expect(
    listed
      .filter(({ item, region }) => item.startsWith('hsm.') && region === 'us-east-1')
      .map((p) => p.microUsd),
  ).toEqual([1_600_000, 1_600_000]);
  const second = openGate();
  expect(await readPriceBook({ ...source, readers: [{ session, gate: second }] })).toEqual({
    book,
    failure: null,
  });
  expect(first.passed.length).toBeGreaterThan(0);
  expect(second.passed).toEqual([]);
});
