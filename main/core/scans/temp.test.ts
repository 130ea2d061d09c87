import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeTempLeftovers } from './temp.ts';

/** Above the largest number that any system gives a process. */
const NOBODY = 2 ** 30;

test('only old folders of ours whose process is gone are removed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'keyledger-temp-test-'));
  const now = new Date();
  const old = new Date(now.getTime() - 2 * 86_400_000);
  const names = {
    gone: `keyledger-${NOBODY}-Ab12Cd`,
    goneSample: `keyledger-${NOBODY}-sample-Ab12Cd`,
    young: `keyledger-${NOBODY}-Young1`,
    alive: `keyledger-${process.pid}-Ab12Cd`,
    another: `keyledger-notes`,
  };
  for (const name of Object.values(names)) {
    await mkdir(join(folder, name, 'inside'), { recursive: true });
    if (name !== names.young) await utimes(join(folder, name), old, old);
  }
  await removeTempLeftovers(now, folder);
  expect((await readdir(folder)).sort()).toEqual([names.another, names.young, names.alive].sort());
  await rm(folder, { recursive: true });
});
