import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openExceptions } from './exceptions.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyledger-exceptions-'));
  path = join(folder, 'exceptions.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const store = (at = '2026-11-24T09:12:00.000Z') => openExceptions(path, () => new Date(at));
const WISH = { rule: 'key.idle', subject: null, reason: 'kept for the audit', until: '2027-03-31' };
const ONE = { ...WISH, subject: 'arn:aws:kms:us-east-1:111122223333:key/1' };

it('has none where there is no file, and makes none by reading', async () => {
  expect(await store().read()).toEqual([]);
  expect(await readdir(folder)).toEqual([]);
});

it('keeps one for each rule and subject, the latest first, and gives it back', async () => {
  await store('2026-11-01T00:00:00.000Z').add(WISH);
  await store().add(ONE);
  await store().add({ ...WISH, reason: 'again' });
  const kept = await store().read();
  expect(kept.map(({ subject, reason }) => [subject, reason])).toEqual([
    [null, 'again'],
    [ONE.subject, 'kept for the audit'],
  ]);
  expect(await store().remove({ rule: 'key.idle', subject: null })).toEqual(kept[0]);
  expect(await store().remove({ rule: 'key.idle', subject: null })).toBeNull();
  expect(await store().read()).toEqual([kept[1]]);
  expect(await readdir(folder)).toEqual(['exceptions.json']);
});

it('loses none where several come at once', async () => {
  const one = store();
  await Promise.all(['a', 'b', 'c'].map((subject) => one.add({ ...WISH, subject })));
  expect((await one.read()).map(({ subject }) => subject).sort()).toEqual(['a', 'b', 'c']);
});

it.each([
  ['half a file', '{"version":1,"exc'],
  ['a later version', '{"version":2,"exceptions":[]}'],
  ['an exception without an end', JSON.stringify({ version: 1, exceptions: [{ ...WISH, until: 'ever' }] })],
])('leaves %s as it is, and says what to do', async (_, text) => {
  await writeFile(path, text);
  for (const attempt of [store().read(), store().add(WISH)]) {
    await expect(attempt).rejects.toMatchObject({ name: 'SettingsError', path });
  }
  expect(await readFile(path, 'utf8')).toBe(text);
});
