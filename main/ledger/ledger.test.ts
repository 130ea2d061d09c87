import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exactly } from '../../shared/model/amount.ts';
import type { Manifest } from '../../shared/model/snapshot.ts';
import { openDatabase } from './database.ts';
import { SnapshotBrokenError, SnapshotNotFoundError, SnapshotTooNewError } from './errors.ts';
import { type Ledger, openLedger } from './ledger.ts';
import {
  EXAMPLE_ACCOUNTS,
  EXAMPLE_ID,
  exampleKey,
  exampleManifest,
  inTempFolder,
  keep,
  withSnapshot,
} from './testing/example.ts';

function idOf(number: number): string {
  return `20261124T091200Z-${String(number).padStart(8, '0')}`;
}

async function withLedger(use: (ledger: Ledger, dataDir: string) => Promise<void>): Promise<void> {
  await inTempFolder(async (dataDir) => {
    const ledger = await openLedger({ dataDir });
    try {
      await use(ledger, dataDir);
    } finally {
      await ledger.close();
    }
  });
}

const EVERYTHING = { filter: {}, sort: [], offset: 0, limit: 500 } as const;

test('snapshots come newest first by what they are as of, then by id', async () => {
  await withLedger(async (ledger, dataDir) => {
    await expect(ledger.manifest('latest')).rejects.toThrow(SnapshotNotFoundError);
    await keep(dataDir, {}, { id: idOf(1), asOf: '2026-11-24T00:00:00.000Z' });
    await keep(dataDir, {}, { id: idOf(3), asOf: '2026-06-01T00:00:00.000Z' });
    await keep(dataDir, {}, { id: idOf(2), asOf: '2026-06-01T00:00:00.000Z' });
    expect((await ledger.snapshots()).map(({ id }) => id)).toEqual([idOf(1), idOf(3), idOf(2)]);
    expect((await ledger.manifest('latest')).id).toBe(idOf(1));
  });
});

test('a reference that is no snapshot is not found, whatever it looks like', async () => {
  await withLedger(async (ledger, dataDir) => {
    await keep(dataDir, {});
    await mkdir(join(dataDir, 'snapshots', 'other'));
    for (const ref of [
      '',
      '.',
      '..',
      '../snapshots',
      'other',
      idOf(9),
      `${EXAMPLE_ID}/`,
      `.${idOf(1)}.partial`,
    ])
      await expect(ledger.manifest(ref), ref).rejects.toThrow(SnapshotNotFoundError);
  });
});

test('a manifest that does not parse is reported, and hides no other snapshot', async () => {
  await withLedger(async (ledger, dataDir) => {
    await keep(dataDir, {}, { id: idOf(1) });
    for (const number of [2, 3, 4, 5]) await keep(dataDir, {}, { id: idOf(number) });
    const path = (number: number) => join(dataDir, 'snapshots', idOf(number), 'manifest.json');
    const newer = JSON.parse(await readFile(path(2), 'utf8')) as Manifest;
    await writeFile(path(2), JSON.stringify({ ...newer, schemaVersion: 2, files: 'elsewhere' }));
    await writeFile(path(3), '{"schemaVersion": 1, "id"');
    await writeFile(path(4), JSON.stringify({ ...newer, id: idOf(1) }));
    await rm(path(5));

    expect((await ledger.snapshots()).map(({ id }) => id)).toEqual([idOf(1)]);
    const reasons = new Map((await ledger.broken()).map(({ id, reason }) => [id, reason]));
    expect(reasons.get(idOf(2))).toContain('newer Keyledger');
    expect(reasons.get(idOf(3))).toContain('not JSON');
    expect(reasons.get(idOf(4))).toContain('its manifest names');
    expect(reasons.get(idOf(5))).toContain('no manifest');
    expect(reasons.size).toBe(4);
    await expect(ledger.manifest(idOf(2))).rejects.toThrow(SnapshotTooNewError);
    await expect(ledger.page(idOf(3), EVERYTHING)).rejects.toThrow(SnapshotBrokenError);
    await ledger.remove(idOf(3));
    expect(await ledger.broken()).toHaveLength(3);
  });
});

test('verify names each file that is not as it was written', async () => {
  await withSnapshot({ keys: [exampleKey(1)] }, async (ledger, dataDir) => {
    const path = (name: string) => join(dataDir, 'snapshots', EXAMPLE_ID, name);
    expect(await ledger.verify(EXAMPLE_ID)).toEqual([]);
    const bytes = await readFile(path('keys.parquet'));
    const middle = Math.floor(bytes.length / 2);
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
    await writeFile(path('keys.parquet'), bytes);
    await appendFile(path('clusters.parquet'), 'x');
    await rm(path('key-stores.parquet'));
    expect(await ledger.verify(EXAMPLE_ID)).toEqual([
      { file: 'keys.parquet', fault: 'sha256' },
      { file: 'clusters.parquet', fault: 'size' },
      { file: 'key-stores.parquet', fault: 'missing' },
    ]);
  });
});

test('tables that cannot be read are an error of that snapshot, and can be asked again', async () => {
  await withSnapshot({ keys: [exampleKey(1)] }, async (ledger, dataDir) => {
    const path = join(dataDir, 'snapshots', EXAMPLE_ID, 'keys.parquet');
    const bytes = await readFile(path);
    await writeFile(path, 'no table');
    await expect(ledger.page(EXAMPLE_ID, EVERYTHING)).rejects.toThrow(SnapshotBrokenError);
    await writeFile(path, bytes);
    expect((await ledger.page(EXAMPLE_ID, EVERYTHING)).rows).toHaveLength(1);
  });
});

test('trend and previous compare only what has the same scope', async () => {
  await withLedger(async (ledger, dataDir) => {
    const { scope } = exampleManifest();
    const add = (number: number, asOf: string, changes: Partial<Manifest> = {}) =>
      keep(dataDir, {}, { id: idOf(number), asOf, ...changes });
    const counts = { customerKeys: 5, awsManagedKeys: 2, unknownKeys: 1, clusters: 1, hsms: 3 };
    await add(1, '2026-01-01T00:00:00.000Z', { counts });
    await add(2, '2026-02-01T00:00:00.000Z', { scope: { ...scope, regions: [...scope.regions].reverse() } });
    await add(3, '2026-03-01T00:00:00.000Z', { sample: true });
    await add(4, '2026-04-01T00:00:00.000Z', { scope: { ...scope, regions: ['eu-west-1'] } });
    await add(5, '2026-05-01T00:00:00.000Z', { scope: { ...scope, accounts: EXAMPLE_ACCOUNTS.slice(1) } });
    await add(6, '2026-06-01T00:00:00.000Z');
    await add(7, '2026-06-01T00:00:00.000Z');

    expect((await ledger.previous(idOf(7)))?.id).toBe(idOf(2));
    expect((await ledger.previous(idOf(2)))?.id).toBe(idOf(1));
    expect(await ledger.previous(idOf(1))).toBeNull();
    expect(await ledger.previous(idOf(3))).toBeNull();
    const trend = await ledger.trend(idOf(6));
    expect(trend.map(({ snapshotId }) => snapshotId)).toEqual([idOf(1), idOf(2), idOf(6)]);
    expect(trend[0]?.counts).toEqual({ keys: 8, hsms: 3 });
    expect((await ledger.trend(idOf(1))).map(({ snapshotId }) => snapshotId)).toEqual([
      idOf(1),
      idOf(2),
      idOf(7),
    ]);
  });
});

test('a removed snapshot is gone, for the ledger that had it loaded too', async () => {
  await withSnapshot({ keys: [exampleKey(1)] }, async (ledger) => {
    await ledger.page(EXAMPLE_ID, EVERYTHING);
    await ledger.remove(EXAMPLE_ID);
    expect(await ledger.snapshots()).toEqual([]);
    await expect(ledger.page(EXAMPLE_ID, EVERYTHING)).rejects.toThrow(SnapshotNotFoundError);
  });
});

test('more snapshots than are held in memory answer in turn, each with its own keys', async () => {
  await withLedger(async (ledger, dataDir) => {
    const numbers = [1, 2, 3, 4, 5];
    for (const number of numbers)
      await keep(dataDir, { keys: [exampleKey(number, { amount: exactly(number) })] }, { id: idOf(number) });
    const asked = [...numbers, ...numbers].map((number) => ledger.page(idOf(number), EVERYTHING));
    const totals = (await Promise.all(asked)).map(({ total }) => total.amount.lowMicroUsd);
    expect(totals).toEqual([...numbers, ...numbers]);
  });
});

test('two ledgers share a folder while a snapshot is written to it', async () => {
  await withLedger(async (one, dataDir) => {
    const two = await openLedger({ dataDir });
    await keep(dataDir, { keys: [exampleKey(1)] }, { id: idOf(1) });
    const [first, second] = await Promise.all([
      one.page('latest', EVERYTHING),
      two.page('latest', EVERYTHING),
      keep(dataDir, { keys: [exampleKey(1), exampleKey(2)] }, { id: idOf(2) }),
    ]);
    expect(first).toEqual(second);
    expect((await two.page(idOf(2), EVERYTHING)).total.keys).toBe(2);
    await one.remove(idOf(1));
    expect((await two.snapshots()).map(({ id }) => id)).toEqual([idOf(2)]);
    await two.close();
  });
});

test('text in a filter is a value and never part of a statement', async () => {
  const attacks = [
    `' OR '1'='1`,
    `'; DROP SCHEMA snapshot_1 CASCADE; --`,
    `x') UNION SELECT content FROM read_text('/etc/passwd') --`,
    '$1',
    '?',
    '%',
    '_',
    '\\',
    '\u0000',
  ];
  await withSnapshot({ keys: [exampleKey(1), exampleKey(2)] }, async (ledger) => {
    for (const attack of attacks) {
      const values = [attack];
      for (const filter of [
        { text: attack },
        { account: values },
        { region: values },
        { owner: values },
        { state: values },
        { spec: values },
        { origin: values },
      ]) {
        const { total } = await ledger.page(EXAMPLE_ID, { ...EVERYTHING, filter });
        expect(total.keys, JSON.stringify(filter)).toBe(0);
        await ledger.facets(EXAMPLE_ID, filter);
      }
      expect(await ledger.key(EXAMPLE_ID, attack)).toBeNull();
      expect(await ledger.family(EXAMPLE_ID, attack)).toEqual([]);
    }
    expect((await ledger.page(EXAMPLE_ID, EVERYTHING)).total.keys).toBe(2);
  });
});

test('the database reads its folder and nothing else, and cannot be unlocked', async () => {
  await inTempFolder(async (folder) => {
    const database = await openDatabase(folder, { memory: '100MB' });
    const connection = await database.connect();
    await connection.run(`COPY (SELECT 1) TO '${join(folder, 'one.parquet').replaceAll("'", "''")}'`);
    for (const statement of [
      `SELECT * FROM read_text('/etc/passwd')`,
      `SELECT * FROM read_parquet('https://example.com/a.parquet')`,
      `COPY (SELECT 1) TO '/tmp/keyledger-escaped.parquet'`,
      `ATTACH '/tmp/keyledger-escaped.duckdb'`,
      'INSTALL httpfs',
    ])
      await expect(connection.run(statement), statement).rejects.toThrow(/disabled|Permission/);
    await expect(connection.run('SET enable_external_access = true')).rejects.toThrow(/locked|Cannot/);
    connection.closeSync();
    await database.close();
  });
});
