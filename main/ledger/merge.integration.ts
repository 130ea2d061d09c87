import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exactly } from '../../shared/model/amount.ts';
import type { LedgerKey } from '../../shared/model/ledger.ts';
import { ask, openDatabase } from './database.ts';
import { openLedger } from './ledger.ts';
import { keyRow } from './row.ts';
import {
  EXAMPLE_ACCOUNTS,
  EXAMPLE_ID,
  exampleKey,
  exampleManifest,
  inTempFolder,
} from './testing/example.ts';
import { type Entry, sorted } from './testing/model.ts';
import { openSnapshotWriter } from './write.ts';

/** Several runs and several stretches of the merge, and none of them full at the end. */
const KEYS = 40_007;

/** A whole number below `size` that looks unordered and visits each once: 7,919 is prime to every size used here. */
function shuffled(number: number, size: number): number {
  return (number * 7_919) % size;
}

/** Rows whose place in the file is not their position: other engines read the file as it lies. */
async function outOfPlace(folder: string): Promise<unknown> {
  const database = await openDatabase(folder, { memory: '200MB' });
  const connection = await database.connect();
  const rows = await ask(
    connection,
    'SELECT count(*) AS rows FROM read_parquet($1, file_row_number = true) WHERE file_row_number <> position',
    [join(folder, 'keys.parquet')],
  );
  connection.closeSync();
  await database.close();
  return rows;
}

test('tens of thousands of keys, in no order, come back whole and sorted', async () => {
  const account = (number: number) => EXAMPLE_ACCOUNTS[number % EXAMPLE_ACCOUNTS.length];
  const keys = Array.from({ length: KEYS }, (_, at): LedgerKey => {
    const number = shuffled(at, KEYS);
    return exampleKey(number, {
      amount: exactly(number),
      key: {
        accountId: account(number)?.id ?? '',
        region: number % 5 === 0 ? 'us-east-1' : 'eu-west-1',
        aliases: number % 7 === 0 ? [] : [`alias/${shuffled(number, 9_973)}`],
      },
    });
  });
  const names = new Map(EXAMPLE_ACCOUNTS.map(({ id, name }) => [id, name]));
  const entries = keys.map(
    (ledger): Entry => ({ ledger, row: keyRow(ledger, names.get(ledger.key.accountId) ?? '') }),
  );

  await inTempFolder(async (dataDir) => {
    const writer = await openSnapshotWriter(dataDir, { id: EXAMPLE_ID, accounts: EXAMPLE_ACCOUNTS });
    for (let from = 0; from < KEYS; from += 999)
      await writer.append({ keys: keys.slice(from, from + 999), clusters: [], keyStores: [] });
    const { files } = await writer.finish(exampleManifest());
    expect(files[0]?.rows).toBe(KEYS);
    expect(await outOfPlace(join(dataDir, 'snapshots', EXAMPLE_ID))).toEqual([{ rows: 0n }]);

    const ledger = await openLedger({ dataDir });
    const exported: string[] = [];
    for await (const batch of ledger.eachKey('latest', { filter: {} }))
      for (const key of batch) exported.push(JSON.stringify(key));
    const wanted = sorted(entries, []).map((entry) => JSON.stringify(entry.ledger));
    expect(exported.length).toBe(KEYS);
    expect(exported.findIndex((key, at) => key !== wanted[at])).toBe(-1);

    const byAmount = [{ column: 'amount', descending: true }] as const;
    const deep = await ledger.page('latest', { filter: {}, sort: byAmount, offset: 30_000, limit: 100 });
    expect(deep.rows.map(({ amount }) => amount.lowMicroUsd)).toEqual(
      Array.from({ length: 100 }, (_, at) => KEYS - 1 - 30_000 - at),
    );
    expect(deep.total).toEqual({ keys: KEYS, amount: exactly((KEYS * (KEYS - 1)) / 2) });
    await ledger.close();
  });
});
