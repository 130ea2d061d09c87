import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LedgerKey } from '../../shared/model/ledger.ts';
import { read, unread } from '../../shared/model/outcome.ts';
import { SnapshotExistsError } from './errors.ts';
import { openLedger } from './ledger.ts';
import { keyRow } from './row.ts';
import {
  EXAMPLE_ACCOUNTS,
  EXAMPLE_ID,
  EXAMPLE_METADATA,
  exampleCluster,
  exampleKey,
  exampleLine,
  exampleManifest,
  inTempFolder,
  keep,
  withSnapshot,
} from './testing/example.ts';
import { openSnapshotWriter } from './write.ts';

const HOSTILE = [
  `'; DROP TABLE keys; --`,
  '=HYPERLINK("https://example.com")',
  'null\u0000byte',
  'lone \ud800 surrogate',
  '\u202Eright to left',
  '🔑 支払い Überweisung',
  'line\nbreak\ttab "quote" \\ back',
  '<img src=x onerror=alert(1)>',
  '%_*?[a-z]',
];

function hostileKey(text: string, number: number): LedgerKey {
  return exampleKey(number, {
    owner: { name: text, basis: { by: 'tag', tagKey: text } },
    key: {
      aliases: [`alias/${text}`, 'alias/zz'],
      metadata: read({ ...EXAMPLE_METADATA, description: text, xksKeyId: text }),
      tags: read([{ key: text, value: text.repeat(50) }]),
    },
  });
}

const UNREAD_KEY = exampleKey(90, {
  kind: 'unknown',
  owner: { name: null, basis: { by: 'unread' } },
  lines: [exampleLine({ lowMicroUsd: 0, highMicroUsd: null }, { rule: 'key.unreadable', confidence: 'I' })],
  amount: { lowMicroUsd: 0, highMicroUsd: null },
  key: {
    metadata: unread('denied'),
    rotationStatus: unread('notAsked'),
    rotations: { status: 'partial', value: [], outcome: 'throttledOut' },
    tags: unread('scp'),
  },
});

test('every key, cluster and key store comes back equal', async () => {
  const keys = [...HOSTILE.map(hostileKey), UNREAD_KEY];
  const hsm = { id: 'hsm-1', availabilityZone: 'eu-west-1a', state: 'ACTIVE', type: null };
  const clusters = [
    exampleCluster('cluster-1', { cluster: { hsms: [hsm], tags: [{ key: `a'b`, value: '支払い' }] } }),
    exampleCluster('cluster-2', { cluster: { mode: null }, amount: { lowMicroUsd: 0, highMicroUsd: null } }),
  ];
  const store = {
    accountId: '111111111111',
    region: 'eu-west-1',
    id: 'cks-1',
    name: `it's`,
    type: 'AWS_CLOUDHSM' as const,
    connectionState: 'CONNECTED',
    clusterId: 'cluster-1',
    createdAt: null,
  };
  await withSnapshot({ keys, clusters, keyStores: [store] }, async (ledger) => {
    for (const one of keys) expect(await ledger.key(EXAMPLE_ID, one.key.arn)).toEqual(one);
    expect(await ledger.key(EXAMPLE_ID, 'arn:aws:kms:none')).toBeNull();
    expect(await ledger.clusters(EXAMPLE_ID)).toEqual(clusters);
    expect(await ledger.keyStores(EXAMPLE_ID)).toEqual([{ ...store, keys: 0 }]);
    const { rows } = await ledger.page(EXAMPLE_ID, { filter: {}, sort: [], offset: 0, limit: 500 });
    const expected = new Map(keys.map((one) => [one.key.arn, keyRow(one, 'payments-prod')]));
    expect(new Map(rows.map((row) => [row.arn, row]))).toEqual(expected);
    expect(await ledger.verify(EXAMPLE_ID)).toEqual([]);
  });
});

test('a snapshot of nothing answers every question', async () => {
  await withSnapshot({}, async (ledger) => {
    const zero = { lowMicroUsd: 0, highMicroUsd: 0 };
    expect(await ledger.page('latest', { filter: { text: 'a' }, sort: [], offset: 0, limit: 10 })).toEqual({
      rows: [],
      total: { keys: 0, amount: zero },
    });
    expect((await ledger.facets('latest', {})).owner).toEqual([]);
    expect(await ledger.groups('latest')).toEqual({ account: [], region: [], owner: [], kind: [] });
    expect(await ledger.aggregates('latest')).toMatchObject({
      billedKeys: 0,
      ranged: { keys: 0, amount: zero },
    });
    for await (const _ of ledger.eachKey('latest', { filter: {} })) expect.unreachable();
  });
});

test('the folder holds four files, and the manifest says what each is', async () => {
  await inTempFolder(async (dataDir) => {
    const manifest = await keep(dataDir, { keys: [exampleKey(1), exampleKey(2)] });
    const folder = join(dataDir, 'snapshots', EXAMPLE_ID);
    expect((await readdir(folder)).sort()).toEqual([
      'clusters.parquet',
      'key-stores.parquet',
      'keys.parquet',
      'manifest.json',
    ]);
    expect(manifest.files.map(({ name, rows }) => [name, rows])).toEqual([
      ['keys.parquet', 2],
      ['clusters.parquet', 0],
      ['key-stores.parquet', 0],
    ]);
    expect(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))).toEqual(manifest);
  });
});

test('the same keys give the same bytes, in whatever order they come', async () => {
  const keys = HOSTILE.map(hostileKey);
  const hashes = await Promise.all(
    [keys, [...keys].reverse()].map((order) =>
      inTempFolder(async (dataDir) => (await keep(dataDir, { keys: order })).files),
    ),
  );
  expect(hashes[1]).toEqual(hashes[0]);
});

test('appends may overlap', async () => {
  await inTempFolder(async (dataDir) => {
    const writer = await openSnapshotWriter(dataDir, { id: EXAMPLE_ID, accounts: EXAMPLE_ACCOUNTS });
    await Promise.all(
      [1, 2, 3].map((number) => writer.append({ keys: [exampleKey(number)], clusters: [], keyStores: [] })),
    );
    const { files } = await writer.finish(exampleManifest());
    expect(files[0]?.rows).toBe(3);
  });
});

test('until it is finished there is no snapshot, and discard leaves nothing', async () => {
  await inTempFolder(async (dataDir) => {
    const ledger = await openLedger({ dataDir });
    const writer = await openSnapshotWriter(dataDir, { id: EXAMPLE_ID, accounts: EXAMPLE_ACCOUNTS });
    await writer.append({ keys: [exampleKey(1)], clusters: [], keyStores: [] });
    expect(await ledger.snapshots()).toEqual([]);
    expect(await ledger.broken()).toEqual([]);
    await expect(ledger.manifest(EXAMPLE_ID)).rejects.toThrow('There is no snapshot');
    await writer.discard();
    expect(await readdir(join(dataDir, 'snapshots'))).toEqual([]);
    await ledger.close();
  });
});

test('facts that cannot be kept leave no snapshot', async () => {
  await inTempFolder(async (dataDir) => {
    const writer = await openSnapshotWriter(dataDir, { id: EXAMPLE_ID, accounts: EXAMPLE_ACCOUNTS });
    const counts = { ...exampleManifest().counts, hsms: -1 };
    await expect(writer.finish(exampleManifest({ counts }))).rejects.toThrow();
    expect(await readdir(join(dataDir, 'snapshots'))).toEqual([`.${EXAMPLE_ID}.partial`]);
    await writer.discard();
    expect(await readdir(join(dataDir, 'snapshots'))).toEqual([]);
  });
});

test('a step that fails is told, and everything after it fails too', async () => {
  await inTempFolder(async (dataDir) => {
    const writer = await openSnapshotWriter(dataDir, { id: EXAMPLE_ID, accounts: EXAMPLE_ACCOUNTS });
    const fraction = exampleKey(1, { amount: { lowMicroUsd: 0.5, highMicroUsd: 1 } });
    const batch = { keys: [fraction], clusters: [], keyStores: [] };
    await expect(writer.append(batch)).rejects.toThrow(RangeError);
    await expect(writer.finish(exampleManifest())).rejects.toThrow(RangeError);
    await writer.discard();
    expect(await readdir(join(dataDir, 'snapshots'))).toEqual([]);
  });
});

test('an id is used once, and never reaches outside the folder', async () => {
  await inTempFolder(async (dataDir) => {
    await keep(dataDir, {});
    await expect(keep(dataDir, {})).rejects.toThrow(SnapshotExistsError);
    const id = '20261124T091200Z-00000000';
    const writer = await openSnapshotWriter(dataDir, { id, accounts: [] });
    await expect(openSnapshotWriter(dataDir, { id, accounts: [] })).rejects.toThrow(SnapshotExistsError);
    await writer.discard();
    await expect(openSnapshotWriter(dataDir, { id: '../x', accounts: [] })).rejects.toThrow(
      'not a snapshot id',
    );
  });
});
