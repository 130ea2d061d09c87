import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LastUseEntry } from '../../shared/model/last-use.ts';
import { openLastUseStore } from './last-use.ts';

const UNIT = { accountId: '111122223333', region: 'eu-west-1' };
let dataDir: string;
let file: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'keyledger-last-use-'));
  file = join(dataDir, 'last-use', '111122223333', 'eu-west-1.jsonl');
});
afterEach(() => rm(dataDir, { recursive: true }));

function entry(id: string, askedAt: string): LastUseEntry {
  const usage = { createdAt: null, trackedSince: null, last: null };
  return { arn: `arn:aws:kms:${id}`, askedAt, outcome: 'read', answer: { checkedAt: askedAt, usage } };
}

test('keeps the latest entry of each key, for another store too', async () => {
  const store = openLastUseStore(dataDir);
  expect(await store.of(UNIT)).toEqual(new Map());
  await store.add(UNIT, [entry('a', '2026-11-01T00:00:00.000Z'), entry('b', '2026-11-01T00:00:01.000Z')]);
  await store.add(UNIT, [entry('a', '2026-11-02T00:00:00.000Z')]);
  for (const one of [store, openLastUseStore(dataDir)]) {
    const entries = await one.of(UNIT);
    expect([...entries.keys()]).toEqual(['arn:aws:kms:a', 'arn:aws:kms:b']);
    expect(entries.get('arn:aws:kms:a')?.askedAt).toBe('2026-11-02T00:00:00.000Z');
  }
});

test('a store sees what another process has added', async () => {
  const [mine, theirs] = [openLastUseStore(dataDir), openLastUseStore(dataDir)];
  await mine.add(UNIT, [entry('a', '2026-11-01T00:00:00.000Z')]);
  expect((await mine.of(UNIT)).size).toBe(1);
  await theirs.add(UNIT, [entry('b', '2026-11-02T00:00:00.000Z')]);
  expect((await mine.of(UNIT)).size).toBe(2);
});

test('a line that a kill has torn loses nothing but itself', async () => {
  const store = openLastUseStore(dataDir);
  await store.add(UNIT, [entry('a', '2026-11-01T00:00:00.000Z')]);
  await appendFile(file, '\n{"arn":"arn:aws:kms:torn","asked');
  await store.add(UNIT, [entry('b', '2026-11-02T00:00:00.000Z')]);
  expect([...(await store.of(UNIT)).keys()]).toEqual(['arn:aws:kms:a', 'arn:aws:kms:b']);
});

test('a file of many lines a key is written anew, with nothing lost', async () => {
  const store = openLastUseStore(dataDir);
  await store.add(UNIT, [entry('other', '2026-01-01T00:00:00.000Z')]);
  const many = Array.from({ length: 1200 }, (_, index) => entry('a', new Date(index * 1000).toISOString()));
  await store.add(UNIT, many);
  await store.add(UNIT, [entry('b', '2026-11-02T00:00:00.000Z')]);
  expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(3);
  expect(await readdir(join(dataDir, 'last-use', '111122223333'))).toEqual(['eu-west-1.jsonl']);
  const entries = await openLastUseStore(dataDir).of(UNIT);
  expect(entries.get('arn:aws:kms:a')?.askedAt).toBe(new Date(1_199_000).toISOString());
  expect(entries.size).toBe(3);
});

test('a line of another shape is passed over', async () => {
  await openLastUseStore(dataDir).add(UNIT, [entry('a', '2026-11-01T00:00:00.000Z')]);
  await writeFile(file, `{"arn":1}\nnull\n${await readFile(file, 'utf8')}`);
  expect([...(await openLastUseStore(dataDir).of(UNIT)).keys()]).toEqual(['arn:aws:kms:a']);
});

test('what is not an account and a region never becomes a path', async () => {
  const store = openLastUseStore(dataDir);
  await expect(store.of({ accountId: '../111122223', region: 'eu-west-1' })).rejects.toThrow(RangeError);
  await expect(store.of({ accountId: '111122223333', region: '../x' })).rejects.toThrow(RangeError);
});
