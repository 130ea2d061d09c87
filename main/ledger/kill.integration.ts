import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openLedger } from './ledger.ts';
import { exampleKey, inTempFolder, keep } from './testing/example.ts';

const WRITER = `
import { openSnapshotWriter } from ${JSON.stringify(new URL('./write.ts', import.meta.url).href)};
import { exampleKey } from ${JSON.stringify(new URL('./testing/example.ts', import.meta.url).href)};
const id = '20261124T091200Z-00000002';
const writer = await openSnapshotWriter(process.argv[1], { id, accounts: [] });
for (let from = 0; ; from += 1000) {
  const keys = Array.from({ length: 1000 }, (_, at) => exampleKey(from + at));
  await writer.append({ keys, clusters: [], keyStores: [] });
  console.log(from);
}`;

test('a writer killed at work leaves earlier snapshots whole and none of its own', async () => {
  await inTempFolder(async (dataDir) => {
    await keep(dataDir, { keys: [exampleKey(1)] });
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const writer = spawn(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', WRITER, dataDir],
      { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    for await (const line of writer.stdout)
      if (Number.parseInt(String(line), 10) >= 0 && String(line).includes('9000')) break;
    writer.kill('SIGKILL');
    await once(writer, 'exit');

    expect((await readdir(join(dataDir, 'snapshots'))).some((name) => name.endsWith('.partial'))).toBe(true);
    const ledger = await openLedger({ dataDir });
    const ids = (await ledger.snapshots()).map(({ id }) => id);
    expect(ids).toHaveLength(1);
    expect(await ledger.broken()).toEqual([]);
    expect(await ledger.verify('latest')).toEqual([]);
    await ledger.close();
  });
});
