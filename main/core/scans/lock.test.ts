import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockScan, runningScans, type ScanScope } from './lock.ts';

const SCOPE: ScanScope = {
  sample: false,
  accounts: ['222222222222', '111111111111'],
  regions: ['eu-west-1'],
};
const ID = '20261124T091200Z-4be1c07d';
const now = () => new Date();
let dataDir = '';

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'keyledger-lock-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const lock = (scope = SCOPE, id = ID) => lockScan(dataDir, { scope, id, now });

/** Rewrites the one lock as another process would have left it. */
async function rewrite(change: object, silentMs = 0): Promise<void> {
  const [name = ''] = await readdir(join(dataDir, 'locks'));
  const path = join(dataDir, 'locks', name);
  await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), ...change }));
  const beat = new Date(Date.now() - silentMs);
  await utimes(path, beat, beat);
}

/** The number of a process that has ended. */
async function gone(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
}

test('a second scan of the same scope is refused, in whatever order its accounts stand', async () => {
  await lock();
  const again = lock({ ...SCOPE, accounts: ['111111111111', '222222222222'] });
  await expect(again).rejects.toMatchObject({
    code: 'SCAN_RUNNING',
    message: expect.stringMatching(
      new RegExp(`^A scan of these accounts is running \\(process ${process.pid}, since \\d\\d:\\d\\d\\)$`),
    ),
  });
});

test('other accounts, other regions and the sample go on beside it', async () => {
  await lock();
  await lock({ ...SCOPE, accounts: ['111111111111'] });
  await lock({ ...SCOPE, regions: ['eu-west-1', 'us-east-1'] });
  await lock({ ...SCOPE, sample: true });
});

test('released, the scope is free; a second release takes nobody else’s', async () => {
  const first = await lock();
  await first.release();
  await lock();
  await first.release().catch(() => undefined);
  expect((await runningScans(dataDir, now())).has(ID)).toBe(true);
});

test('a lock whose process is gone is taken over', async () => {
  await lock();
  await rewrite({ pid: await gone() });
  expect(await runningScans(dataDir, now())).toEqual(new Set());
  await lock(SCOPE, '20261124T091300Z-00000001');
  expect(await runningScans(dataDir, now())).toEqual(new Set(['20261124T091300Z-00000001']));
  expect(await readdir(join(dataDir, 'locks'))).toHaveLength(1);
});

test('a living process keeps its lock, unless it took it before this computer was started', async () => {
  await lock();
  await rewrite({ pid: process.ppid });
  await expect(lock()).rejects.toThrow(`process ${process.ppid}`);
  await rewrite({ since: '2001-01-01T00:00:00.000Z' });
  await lock();
});

test('of another computer only the silence tells', async () => {
  expect(hostname()).not.toBe('elsewhere');
  await lock();
  await rewrite({ host: 'elsewhere', pid: await gone() }, 60_000);
  await expect(lock()).rejects.toThrow('on elsewhere');
  await rewrite({}, 180_000);
  await lock();
});

test('a lock that was never written is waited for a while, then taken over', async () => {
  await lock();
  const [name = ''] = await readdir(join(dataDir, 'locks'));
  const path = join(dataDir, 'locks', name);
  await writeFile(path, '');
  await expect(lock()).rejects.toMatchObject({ code: 'SCAN_RUNNING' });
  await utimes(path, new Date(Date.now() - 20_000), new Date(Date.now() - 20_000));
  await lock();
});

test('of many that start at once exactly one gets it', async () => {
  await lock();
  await rewrite({ pid: await gone() });
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lock()));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
