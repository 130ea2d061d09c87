import { appendFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LedgerBatch } from '../../shared/model/ledger.ts';
import { continueJournal, startJournal } from './journal.ts';
import type { FinishedUnit, ScanStart } from './journal-entries.ts';
import { finishedRows, readJournal } from './journal-read.ts';
import {
  EXAMPLE_ACCOUNTS,
  exampleCluster,
  exampleKey,
  exampleManifest,
  inTempFolder,
} from './testing/example.ts';

const { priceBook } = exampleManifest();
const START: ScanStart = {
  version: 1,
  sample: false,
  organisation: null,
  profiles: ['p'],
  startedAt: '2026-11-24T09:12:00.000Z',
  asOf: '2026-11-24T09:12:00.000Z',
  request: { quotaShare: 0.5 },
  later: [],
  accounts: EXAMPLE_ACCOUNTS,
  regions: ['eu-west-1', 'us-east-1'],
  units: [
    { accountId: '111111111111', region: 'eu-west-1' },
    { accountId: '111111111111', region: 'us-east-1' },
  ],
  coverage: { unopened: [], plan: [], prices: [] },
  requests: { 'sts:GetCallerIdentity': 1 },
  priceBook,
};

function batch(...keys: readonly [number, string][]): LedgerBatch {
  return {
    keys: keys.map(([number, region]) => exampleKey(number, { key: { region } })),
    clusters: [],
    keyStores: [],
  };
}

function unit(region: string, keys: number, requests = {}): FinishedUnit {
  return { accountId: '111111111111', region, keys, coverage: [], requests };
}

async function idsIn(path: string): Promise<string[]> {
  const journal = await readJournal(path);
  const ids: string[] = [];
  if (journal)
    for await (const { keys } of finishedRows(path, journal))
      ids.push(...keys.map(({ key }) => `${key.region}/${Number(key.keyId.slice(-4))}`));
  return ids.sort();
}

/** Two units of which one has ended. */
async function halfRead(path: string): Promise<void> {
  const journal = await startJournal(path, START);
  await journal.rows(batch([1, 'eu-west-1'], [2, 'us-east-1']));
  await journal.rows(batch([3, 'eu-west-1']));
  journal.finished(unit('eu-west-1', 2, { 'kms:DescribeKey': 3 }));
  await journal.rows(batch([4, 'us-east-1']));
  await journal.close();
}

test('only the rows of finished units come back', () =>
  inTempFolder(async (folder) => {
    const path = join(folder, 'journal');
    await halfRead(path);
    const journal = await readJournal(path);
    expect(journal?.start).toEqual(START);
    expect([...(journal?.finished.keys() ?? [])]).toEqual(['111111111111/eu-west-1']);
    expect(journal?.requests).toEqual({ 'sts:GetCallerIdentity': 1, 'kms:DescribeKey': 3 });
    expect(await idsIn(path)).toEqual(['eu-west-1/1', 'eu-west-1/3']);
  }));

test('rows of a unit that was read again are those of the reading in which it ended', () =>
  inTempFolder(async (folder) => {
    const path = join(folder, 'journal');
    await halfRead(path);
    const before = await readJournal(path);
    const journal = await continueJournal(path, before?.end ?? 0, new Date(0));
    await journal.rows(batch([2, 'us-east-1'], [4, 'us-east-1'], [5, 'us-east-1']));
    journal.finished(unit('us-east-1', 3, { 'kms:DescribeKey': 4 }));
    await journal.close();
    const after = await readJournal(path);
    expect(after?.resumed).toBe(1);
    expect(after?.requests).toEqual({ 'sts:GetCallerIdentity': 1, 'kms:DescribeKey': 7 });
    expect(await idsIn(path)).toEqual([
      'eu-west-1/1',
      'eu-west-1/3',
      'us-east-1/2',
      'us-east-1/4',
      'us-east-1/5',
    ]);
  }));

test('a torn last line is left out, and going on overwrites it', () =>
  inTempFolder(async (folder) => {
    const path = join(folder, 'journal');
    await halfRead(path);
    const whole = await readJournal(path);
    await appendFile(path, '0badc0de unit {"accountId":"111111111111","region":"us-e');
    expect((await readJournal(path))?.end).toBe(whole?.end);
    const journal = await continueJournal(path, whole?.end ?? 0, new Date(0));
    journal.finished(unit('us-east-1', 0));
    await journal.close();
    expect((await readJournal(path))?.finished.size).toBe(2);
  }));

test('from an altered line on nothing is believed', () =>
  inTempFolder(async (folder) => {
    const path = join(folder, 'journal');
    await halfRead(path);
    const lines = (await readFile(path, 'utf8')).split('\n');
    const altered = lines.map((line, at) =>
      at === 2 ? line.replace('"enabled":false', '"enabled":true ') : line,
    );
    expect(altered[2]).not.toBe(lines[2]);
    await writeFile(path, altered.join('\n'));
    expect((await readJournal(path))?.finished.size).toBe(0);
    expect(await idsIn(path)).toEqual([]);
  }));

test('cut off anywhere, a journal never claims a unit without all of its rows', () =>
  inTempFolder(async (folder) => {
    const path = join(folder, 'journal');
    await halfRead(path);
    const bytes = await readFile(path);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length), async (length) => {
        await writeFile(path, bytes);
        await truncate(path, length);
        const ids = await idsIn(path);
        expect([[], ['eu-west-1/1', 'eu-west-1/3']]).toContainEqual(ids);
        expect((await readJournal(path))?.finished.size ?? 0).toBe(ids.length === 0 ? 0 : 1);
      }),
      { numRuns: 60 },
    );
  }));

test('clusters and hostile text come back as they were', () =>
  inTempFolder(async (folder) => {
    const path = join(folder, 'journal');
    const key = exampleKey(1, { key: { aliases: ['alias/\ud800\n\u2028"\u0000支払い'] } });
    const cluster = exampleCluster('cluster-1');
    const given: LedgerBatch = { keys: [key], clusters: [cluster], keyStores: [] };
    const journal = await startJournal(path, START);
    await journal.rows(given);
    journal.finished(unit('eu-west-1', 1));
    await journal.close();
    const reading = await readJournal(path);
    if (!reading) return expect.unreachable();
    for await (const back of finishedRows(path, reading)) expect(back).toEqual(given);
  }));

test('no journal, and one without its first line, are none', () =>
  inTempFolder(async (folder) => {
    expect(await readJournal(join(folder, 'none'))).toBeNull();
    await writeFile(join(folder, 'torn'), '12345678 scan {"version":1');
    expect(await readJournal(join(folder, 'torn'))).toBeNull();
  }));
