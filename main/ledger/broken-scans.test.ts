import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LedgerBatch } from '../../shared/model/ledger.ts';
import { brokenScan, brokenScans, discardScan, removeLeftovers } from './broken-scans.ts';
import type { ScanStart } from './journal-entries.ts';
import { openLedger } from './ledger.ts';
import {
  EXAMPLE_ACCOUNTS,
  EXAMPLE_ID,
  exampleCluster,
  exampleKey,
  exampleManifest,
  inTempFolder,
  keep,
} from './testing/example.ts';
import { openSnapshotWriter, resumeSnapshotWriter } from './write.ts';

const NEXT_ID = '20261124T091200Z-00000009';
const NONE: ReadonlySet<string> = new Set();
const EU = { accountId: '111111111111', region: 'eu-west-1' };
const US = { accountId: '111111111111', region: 'us-east-1' };
const { priceBook } = exampleManifest();
const START: ScanStart = {
  version: 1,
  sample: false,
  organisation: null,
  profiles: ['p'],
  startedAt: '2026-11-24T09:12:00.000Z',
  asOf: '2026-11-24T09:12:00.000Z',
  request: {},
  later: [],
  accounts: EXAMPLE_ACCOUNTS,
  regions: ['eu-west-1', 'us-east-1'],
  units: [EU, US],
  coverage: { unopened: [], plan: [], prices: [] },
  requests: {},
  priceBook,
};
const KEYS = { eu: [1, 2, 3], us: [4, 5] };

function keys(numbers: readonly number[], region: string): LedgerBatch {
  return {
    keys: numbers.map((number) => exampleKey(number, { key: { region } })),
    clusters: [],
    keyStores: [],
  };
}

/** A scan that has read one unit whole and one in part, as a kill would leave it. */
async function breakOff(dataDir: string): Promise<void> {
  const writer = await openSnapshotWriter(dataDir, {
    id: EXAMPLE_ID,
    accounts: EXAMPLE_ACCOUNTS,
    start: START,
  });
  await writer.append(keys(KEYS.eu, 'eu-west-1'));
  await writer.append({
    ...keys([4], 'us-east-1'),
    clusters: [exampleCluster('cluster-1', { cluster: US })],
  });
  await writer.append({ keys: [], clusters: [exampleCluster('cluster-2', { cluster: EU })], keyStores: [] });
  await writer.finished({ ...EU, keys: 3, coverage: [], requests: {} });
  await writer.leave();
}

async function goOn(dataDir: string, id: string) {
  const journal = await brokenScan(dataDir, id);
  const taken: LedgerBatch[] = [];
  const writer = await resumeSnapshotWriter(dataDir, {
    id,
    journal,
    at: new Date(0),
    take: (batch) => taken.push(batch),
  });
  await writer.append(keys(KEYS.us, 'us-east-1'));
  await writer.append({ keys: [], clusters: [exampleCluster('cluster-1', { cluster: US })], keyStores: [] });
  await writer.finished({ ...US, keys: 2, coverage: [], requests: {} });
  return { writer, taken };
}

test('a broken scan is listed, and is no snapshot', () =>
  inTempFolder(async (dataDir) => {
    await breakOff(dataDir);
    expect(await brokenScans(dataDir, NONE)).toEqual([
      {
        id: EXAMPLE_ID,
        sample: false,
        organisation: null,
        profiles: ['p'],
        startedAt: START.startedAt,
        asOf: START.asOf,
        units: { finished: 1, planned: 2 },
        keys: 3,
        kept: null,
      },
    ]);
    expect(await brokenScans(dataDir, new Set([EXAMPLE_ID]))).toEqual([]);
    const ledger = await openLedger({ dataDir });
    expect(await ledger.snapshots()).toEqual([]);
    await ledger.close();
  }));

test('gone on with, its files are those of a scan that was never broken off', () =>
  inTempFolder(async (dataDir) => {
    await breakOff(dataDir);
    const { writer, taken } = await goOn(dataDir, EXAMPLE_ID);
    expect(taken.flatMap((batch) => batch.keys).length).toBe(3);
    const resumed = await writer.finish(exampleManifest({ resumed: 1 }));
    const whole = await inTempFolder((other) =>
      keep(other, {
        keys: [...keys(KEYS.us, 'us-east-1').keys, ...keys(KEYS.eu, 'eu-west-1').keys],
        clusters: [
          exampleCluster('cluster-1', { cluster: US }),
          exampleCluster('cluster-2', { cluster: EU }),
        ],
      }),
    );
    expect(resumed.files).toEqual(whole.files);
    expect(await readdir(join(dataDir, 'snapshots'))).toEqual([EXAMPLE_ID]);
    expect(await readdir(join(dataDir, 'snapshots', EXAMPLE_ID))).toHaveLength(4);
    const ledger = await openLedger({ dataDir });
    expect(await ledger.manifest('latest')).toEqual(resumed);
    await ledger.close();
  }));

test('kept in part, a scan is listed under the id that completes it, and the complete one becomes the latest', () =>
  inTempFolder(async (dataDir) => {
    const writer = await openSnapshotWriter(dataDir, {
      id: EXAMPLE_ID,
      accounts: EXAMPLE_ACCOUNTS,
      start: START,
    });
    await writer.append(keys(KEYS.eu, 'eu-west-1'));
    await writer.finished({ ...EU, keys: 3, coverage: [], requests: {} });
    await writer.finish(exampleManifest({ complete: false }), { continueAs: NEXT_ID });
    expect(await brokenScans(dataDir, NONE)).toMatchObject([{ id: NEXT_ID, kept: EXAMPLE_ID, keys: 3 }]);
    const next = await goOn(dataDir, NEXT_ID);
    await next.writer.finish(
      exampleManifest({ id: NEXT_ID, finishedAt: '2026-11-24T10:00:00.000Z', supersedes: EXAMPLE_ID }),
    );
    expect(await brokenScans(dataDir, NONE)).toEqual([]);
    const ledger = await openLedger({ dataDir });
    expect(await ledger.manifest('latest')).toMatchObject({ id: NEXT_ID, supersedes: EXAMPLE_ID });
    await ledger.close();
  }));

test('told at the last moment that it is not wanted, a snapshot is never seen', () =>
  inTempFolder(async (dataDir) => {
    const writer = await openSnapshotWriter(dataDir, {
      id: EXAMPLE_ID,
      accounts: EXAMPLE_ACCOUNTS,
      start: START,
    });
    await expect(writer.finish(exampleManifest(), { wanted: () => false })).rejects.toThrow('cancelled');
    await writer.discard();
    expect(await readdir(join(dataDir, 'snapshots'))).toEqual([]);
  }));

test('discarded, nothing of it is left; what is not there cannot be discarded', () =>
  inTempFolder(async (dataDir) => {
    await breakOff(dataDir);
    await discardScan(dataDir, EXAMPLE_ID);
    expect(await readdir(join(dataDir, 'snapshots'))).toEqual([]);
    await expect(discardScan(dataDir, EXAMPLE_ID)).rejects.toThrow('no broken scan');
    await expect(brokenScan(dataDir, '../x')).rejects.toThrow('no broken scan');
  }));

test('leftovers go after a week, unless some process is at work on them', () =>
  inTempFolder(async (dataDir) => {
    await keep(dataDir, {});
    const kept = join(dataDir, 'snapshots', EXAMPLE_ID);
    await writeFile(join(kept, 'journal.jsonl'), '');
    const ids = ['20261101T000000Z-00000001', '20261101T000000Z-00000002', '20261124T000000Z-00000003'];
    for (const id of ids) await mkdir(join(dataDir, 'snapshots', `.${id}.partial`));
    const now = new Date();
    const old = new Date(now.getTime() - 8 * 86_400_000);
    for (const id of ids.slice(0, 2)) await utimes(join(dataDir, 'snapshots', `.${id}.partial`), old, old);
    await removeLeftovers(dataDir, { running: new Set(ids.slice(1, 2)), now });
    expect((await readdir(join(dataDir, 'snapshots'))).sort()).toEqual([
      `.${ids[1]}.partial`,
      `.${ids[2]}.partial`,
      EXAMPLE_ID,
    ]);
    expect(await readdir(kept)).not.toContain('journal.jsonl');
  }));
