import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testCluster, testKey } from '../../shared/cost/testing.ts';
import { range } from '../../shared/format/money.ts';
import type { HsmCluster } from '../../shared/model/hsm.ts';
import type { KeyRecord } from '../../shared/model/key.ts';
import { openSnapshotWriter } from '../ledger/write.ts';
import { readPriceBook } from '../prices/read.ts';
import type { SummaryDocument } from '../report/json.ts';
import { pdfPages } from '../report/testing/pdf-text.ts';
import type { Core } from './core.ts';
import { openCore } from './open-core.ts';
import { priced, Tally } from './scans/reading.ts';

/** A priced ledger with GovCloud keys and no price for them: from the price book to every door. */
const NOW = new Date('2026-11-24T09:12:00Z');
const GOV = 'us-gov-west-1';
const ACCOUNT = '111122223333';
const REGIONS = ['us-east-1', GOV];

function keyOf(region: string, number: number): KeyRecord {
  const keyId = `00000000-0000-4000-8000-00000000000${number}`;
  return testKey({}, { region, keyId, arn: `arn:aws:kms:${region}:${ACCOUNT}:key/${keyId}` });
}
const keys = [keyOf('us-east-1', 1), keyOf('us-east-1', 2), keyOf(GOV, 3)];
const clusters: readonly HsmCluster[] = [testCluster([{ state: 'ACTIVE' }])];

let folder: string;
let core: Core;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyledger-no-price-'));
  const { book } = await readPriceBook({
    readers: [],
    cacheFile: (partition) => join(folder, `${partition}.json`),
    regions: REGIONS,
    settings: { overrides: [], discountPercent: 10 },
    now: () => NOW,
  });
  const id = '20261124T091200Z-4be1c07d';
  const accounts = [{ id: ACCOUNT, name: 'payments', partition: 'aws', profile: 'p' }];
  const writer = await openSnapshotWriter(folder, { id, accounts });
  const tally = new Tally();
  tally.openBill(book, NOW, new Map([['hsm-1', '2026-10-01T00:00:00Z']]));
  for (const event of [{ type: 'keys', keys } as const, { type: 'clusters', clusters } as const]) {
    const batch = priced(event, book);
    tally.take(batch);
    await writer.append(batch);
  }
  const at = NOW.toISOString();
  await writer.finish({
    id,
    sample: false,
    startedAt: at,
    finishedAt: at,
    asOf: at,
    complete: true,
    scope: { organisation: null, profiles: ['p'], accounts, regions: REGIONS, units: 2 },
    counts: tally.counts,
    runRate: tally.runRate,
    bill: tally.bill,
    priceBook: book,
    coverage: [],
    requests: { 'kms:DescribeKey': 3 },
  });
  core = await openCore({ dataDir: folder, env: { HOME: folder }, version: '0.1.0', now: () => NOW });
});
afterAll(async () => {
  await core.close();
  await rm(folder, { recursive: true, force: true });
});

// Two keys at $0.90, one HSM at 730 × $1.44; the third key costs something that nobody knows.
const KEYS = { lowMicroUsd: 1_800_000, highMicroUsd: null };
const HSMS = { lowMicroUsd: 1_051_200_000, highMicroUsd: 1_051_200_000 };
const TOTAL = { lowMicroUsd: 1_053_000_000, highMicroUsd: null };

it('is "at least" in the run rate, the groups and the totals of the table', async () => {
  const { manifest, groups } = await core.snapshots.overview('latest');
  expect(manifest.runRate).toEqual({ keys: KEYS, hsms: HSMS, total: TOTAL });
  expect(range(manifest.runRate.total)).toBe('at least $1,053.00');
  const amounts = Object.fromEntries(groups.region.map(({ id, amount }) => [id, amount]));
  expect(amounts).toEqual({
    'us-east-1': { lowMicroUsd: 1_053_000_000, highMicroUsd: 1_053_000_000 },
    [GOV]: { lowMicroUsd: 0, highMicroUsd: null },
  });
  const all = await core.keys.page('latest', { filter: {}, sort: [], offset: 0, limit: 10 });
  expect(all.total.amount).toEqual(KEYS);
  const here = { filter: { region: ['us-east-1'] }, sort: [], offset: 0, limit: 10 };
  expect((await core.keys.page('latest', here)).total.amount).toEqual({ ...KEYS, highMicroUsd: 1_800_000 });
});

it('is "at least" in the bill of the month', async () => {
  const { bill } = await core.snapshots.get('latest');
  // 561.2 of 720 hours: two keys × $0.90 × 561.2/720 = 2 × $0.7015; $1.44 × 561.2 = $808.128. All: $1.80 + $1,036.80
  expect(bill).toEqual({
    month: '2026-11',
    soFar: { lowMicroUsd: 2 * 701_500 + 808_128_000, highMicroUsd: null },
    expected: { lowMicroUsd: 1_038_600_000, highMicroUsd: null },
  });
});

it('has no upper bound in JSON and CSV, and says which regions have no price and why', async () => {
  const summary = (await core.reports.summary('latest')) as SummaryDocument;
  expect(summary.runRate.total).toEqual(TOTAL);
  expect(summary.bill?.expected.highMicroUsd).toBeNull();
  expect(summary.prices.gaps).toEqual([
    expect.objectContaining({ regions: [GOV], reason: expect.stringContaining('commercial') }),
  ]);
  let csv = '';
  for await (const part of core.reports.csv('latest', { region: [GOV] })) csv += part;
  expect(csv.trim().split(/\r?\n/)).toHaveLength(2);
  let lines = '';
  for await (const part of core.reports.json('latest', { region: [GOV] })) lines += part;
  expect(JSON.parse(lines)).toMatchObject({
    lowMicroUsd: 0,
    highMicroUsd: null,
    lines: [{ rule: 'key.held', priceSource: null, discountPercent: 0 }],
  });
});

it('is "at least" on the statement, with the discount, the bill and the reason', async () => {
  const text = pdfPages(await core.reports.pdf('latest'))
    .join(' ')
    .replace(/\s+/g, ' ');
  expect(text).toContain('at least $1,053');
  expect(text).toContain('November 2026, by the hour: at least $810 so far, at least $1,039 expected');
  expect(text).toContain('a discount of 10 % is');
  expect(text).toContain('of 24 Nov 2026, less');
  expect(text).toContain('shipped, 10 % off');
  expect(text).toContain(`${GOV}: No price: GovCloud prices are in the commercial list`);
  expect(text).toContain('This scan sent 3 requests');
});
