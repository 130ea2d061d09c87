import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { KeyRecord, Rotation } from '../../shared/model/key.ts';
import { NOT_APPLICABLE, read, unread } from '../../shared/model/outcome.ts';
import { KEYS, snapshotFolder } from './folder.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { EXAMPLE_ACCOUNTS, EXAMPLE_METADATA, exampleKey, exampleManifest } from './testing/example.ts';
import { openSnapshotWriter } from './write.ts';

let dataDir: string;
let ledger: Ledger;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'keyledger-known-'));
  ledger = await openLedger({ dataDir });
});
afterEach(async () => {
  await ledger.close();
  await rm(dataDir, { recursive: true, force: true });
});

const rotation: Rotation = { date: '2026-01-02T00:00:00.000Z', type: 'AUTOMATIC' };
const SCOPE = {
  sample: false,
  accounts: EXAMPLE_ACCOUNTS.map(({ id }) => id),
  asOf: new Date('2026-12-01T00:00:00.000Z'),
};
const dayOf = (day: number) => `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z`;

async function snapshot(
  day: number,
  keys: readonly (readonly [number, string | null, Partial<KeyRecord>])[],
  changes: { complete?: boolean } = {},
): Promise<string> {
  const id = `202611${String(day).padStart(2, '0')}T000000Z-00000000`;
  const writer = await openSnapshotWriter(dataDir, { id, accounts: EXAMPLE_ACCOUNTS });
  await writer.append({
    keys: keys.map(([number, currentMaterialId, key]) =>
      exampleKey(number, { key: { metadata: read({ ...EXAMPLE_METADATA, currentMaterialId }), ...key } }),
    ),
    clusters: [],
    keyStores: [],
  });
  await writer.finish({ ...exampleManifest({ id, asOf: dayOf(day) }), complete: true, ...changes });
  return id;
}

const arn = (number: number) => exampleKey(number).key.arn;

it('tells material, rotations and status of keys that can rotate, with their day', async () => {
  await snapshot(10, [
    [1, 'material', { rotations: read([rotation]) }],
    [2, 'material', { rotations: NOT_APPLICABLE, rotationStatus: NOT_APPLICABLE }],
    [3, 'material', { rotations: unread('denied') }],
    [4, null, { rotations: read([]), rotationStatus: unread('denied') }],
    [
      5,
      'new',
      { rotations: { status: 'partial', value: [rotation, rotation], outcome: 'notAsked', asOf: dayOf(2) } },
    ],
  ]);
  const known = await ledger.knownKeys(SCOPE);
  expect(known(arn(1))).toEqual({
    currentMaterialId: 'material',
    rotations: [rotation],
    complete: true,
    rotationsAsOf: dayOf(10),
    status: {
      value: { enabled: false, periodDays: null, nextRotationAt: null, onDemandStartedAt: null },
      asOf: dayOf(10),
    },
  });
  expect([known(arn(2)), known(arn(3)), known('no such key')]).toEqual([undefined, undefined, undefined]);
  expect(known(arn(4))).toMatchObject({ currentMaterialId: null, rotations: [], status: null });
  expect(known(arn(5))).toMatchObject({ complete: false, rotationsAsOf: dayOf(2) });
});

it('takes the newest, and what it lacks from those before it as far as the last complete one', async () => {
  await snapshot(8, [[3, 'oldest', { rotations: read([]) }]]);
  await snapshot(9, [
    [1, 'old', { rotations: read([]) }],
    [2, 'old', { rotations: read([rotation]) }],
  ]);
  await snapshot(10, [[1, 'new', { rotations: read([rotation]) }]], { complete: false });
  const known = await ledger.knownKeys(SCOPE);
  expect([1, 2, 3].map((number) => known(arn(number))?.currentMaterialId)).toEqual(['new', 'old', undefined]);
});

it('knows nothing from other accounts, from the sample for a real scan, or from a later day', async () => {
  await snapshot(10, [[1, 'material', { rotations: read([rotation]) }]]);
  const of = async (changes: Partial<typeof SCOPE>) =>
    (await ledger.knownKeys({ ...SCOPE, ...changes }))(arn(1));
  expect(await of({})).toBeDefined();
  expect(await of({ accounts: SCOPE.accounts.slice(1) })).toBeUndefined();
  expect(await of({ sample: true })).toBeUndefined();
  expect(await of({ asOf: new Date(dayOf(9)) })).toBeUndefined();
});

it('asks all the same where the file cannot be read', async () => {
  const id = await snapshot(10, [[1, 'material', { rotations: read([rotation]) }]]);
  await writeFile(join(snapshotFolder(dataDir, id), KEYS), 'not parquet');
  expect((await ledger.knownKeys(SCOPE))(arn(1))).toBeUndefined();
});
