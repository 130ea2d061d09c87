import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Ledger, openLedger } from '../main/ledger/ledger.ts';
import { openSnapshotWriter } from '../main/ledger/write.ts';
import { sum } from '../shared/model/amount.ts';
import { type KeyFilter, SORT_COLUMNS } from '../shared/model/query.ts';
import type { Manifest } from '../shared/model/snapshot.ts';
import { BENCH_ACCOUNTS, BENCH_REGIONS, benchKey } from './keys.ts';

/**
 * `npm run bench:query -- --keys 100000 [--rounds 7]`: writes a synthetic snapshot through the real writer, then times
 * each kind of question as the window asks it. "first" includes what is loaded on the way; median and p95 are of the
 * rounds after it.
 */
const { values } = parseArgs({
  options: { keys: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '7' } },
});
const KEYS = Number(values.keys);
const ROUNDS = Number(values.rounds);
const ID = '20261124T091200Z-4be1c07d';
const BATCH = 500;

let peak = 0;
const watch = setInterval(() => {
  peak = Math.max(peak, rss());
}, 100);

function rss(): number {
  return Math.round(process.memoryUsage.rss() / 1_000_000);
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

async function write(dataDir: string): Promise<Manifest> {
  const writer = await openSnapshotWriter(dataDir, { id: ID, accounts: BENCH_ACCOUNTS });
  let total = sum([]);
  let made = 0;
  const start = performance.now();
  for (let from = 0; from < KEYS; from += BATCH) {
    const making = performance.now();
    const keys = Array.from({ length: Math.min(BATCH, KEYS - from) }, (_, at) => benchKey(from + at));
    total = sum([total, ...keys.map((key) => key.amount)]);
    made += performance.now() - making;
    await writer.append({ keys, clusters: [], keyStores: [] });
  }
  const appended = performance.now();
  const none = sum([]);
  const manifest = await writer.finish({
    id: ID,
    sample: true,
    startedAt: '2026-11-24T09:12:00.000Z',
    finishedAt: '2026-11-24T09:13:00.000Z',
    asOf: '2026-11-24T09:12:00.000Z',
    complete: true,
    scope: {
      organisation: 'Bench',
      profiles: ['bench'],
      accounts: BENCH_ACCOUNTS,
      regions: BENCH_REGIONS,
      units: BENCH_ACCOUNTS.length * BENCH_REGIONS.length,
    },
    counts: { customerKeys: KEYS, awsManagedKeys: 0, unknownKeys: 0, clusters: 0, hsms: 0 },
    runRate: { keys: total, hsms: none, total },
    priceBook: { currency: 'USD', source: 'bundled', asOf: '2026-10-01', prices: [] },
    coverage: [],
    requests: {},
  });
  const bytes = manifest.files.reduce((all, file) => all + file.bytes, 0);
  console.log(
    `write   append ${seconds(appended - start - made)}, finish ${seconds(performance.now() - appended)}, ` +
      `${(bytes / 1_000_000).toFixed(1)} MB, RSS ${rss()} MB, peak ${peak} MB`,
  );
  return manifest;
}

interface Timing {
  readonly name: string;
  readonly first: number;
  readonly median: number;
  readonly p95: number;
}

async function time(name: string, question: (round: number) => Promise<unknown>): Promise<Timing> {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const start = performance.now();
    await question(round);
    times.push(performance.now() - start);
  }
  const [first = 0, ...later] = times;
  later.sort((a, b) => a - b);
  const at = (share: number) => later[Math.min(later.length - 1, Math.ceil(share * later.length) - 1)] ?? 0;
  const timing = { name, first, median: at(0.5), p95: at(0.95) };
  console.log(
    `${name.padEnd(34)} ${[timing.first, timing.median, timing.p95].map((ms) => ms.toFixed(0).padStart(8)).join('')}`,
  );
  return timing;
}

const NARROW: KeyFilter = { region: ['us-east-1', 'eu-west-1'], state: ['Enabled'] };

async function ask(ledger: Ledger): Promise<Timing[]> {
  const first = { offset: 0, limit: 100 };
  const timings = [
    await time('open: first page, default order', () => ledger.page(ID, { filter: {}, sort: [], ...first })),
  ];
  for (const column of SORT_COLUMNS)
    for (const descending of [false, true])
      timings.push(
        await time(`first page by ${column}${descending ? ', descending' : ''}`, () =>
          ledger.page(ID, { filter: {}, sort: [{ column, descending }], ...first }),
        ),
      );
  const middle = Math.floor(KEYS / 2);
  for (const column of ['alias', 'amount', 'created'] as const)
    timings.push(
      // A filter of its own each round, so that the order is made anew.
      await time(`deep page by ${column}, new order`, (round) =>
        ledger.page(ID, {
          filter: { account: BENCH_ACCOUNTS.slice(round).map((account) => account.id) },
          sort: [{ column, descending: true }],
          offset: middle,
          limit: 100,
        }),
      ),
      await time(`deep page by ${column}, same order`, (round) =>
        ledger.page(ID, {
          filter: {},
          sort: [{ column, descending: true }],
          offset: middle + round * 1_000,
          limit: 100,
        }),
      ),
    );
  timings.push(
    await time('filtered page', () =>
      ledger.page(ID, { filter: NARROW, sort: [{ column: 'amount', descending: true }], ...first }),
    ),
    await time('facets', () => ledger.facets(ID, {})),
    await time('facets, filtered', () => ledger.facets(ID, NARROW)),
    await time('search, new text', (round) =>
      ledger.page(ID, { filter: { text: `customer ${round + 10}` }, sort: [], ...first }),
    ),
    await time('search that finds nearly all', (round) =>
      ledger.page(ID, { filter: { text: 'arn:aws:kms:'.slice(0, 4 + round) }, sort: [], ...first }),
    ),
    await time('facets of a search', () => ledger.facets(ID, { text: 'payments' })),
    await time('groups', () => ledger.groups(ID)),
    await time('aggregates', () => ledger.aggregates(ID)),
    await time('one key', (round) => ledger.key(ID, benchKey((round * 7_919) % KEYS).key.arn)),
    await time('family', (round) => ledger.family(ID, benchKey((round * 7_919) % KEYS).key.arn)),
  );
  return timings;
}

const dataDir = await mkdtemp(join(tmpdir(), 'keyledger-bench-'));
try {
  console.log(`${KEYS.toLocaleString('en-US')} keys, ${ROUNDS} rounds`);
  await write(dataDir);
  peak = 0;
  const ledger = await openLedger({ dataDir });
  console.log(`${'milliseconds'.padEnd(34)}    first  median     p95`);
  const timings = await ask(ledger);
  const start = performance.now();
  let exported = 0;
  for await (const keys of ledger.eachKey(ID, { filter: {} })) exported += keys.length;
  console.log(`export  ${exported} keys in ${seconds(performance.now() - start)}`);
  await ledger.close();
  const slowest = timings.reduce((worst, timing) => (timing.p95 > worst.p95 ? timing : worst));
  console.log(
    `slowest p95: ${slowest.p95.toFixed(0)} ms (${slowest.name}); RSS ${rss()} MB, peak ${peak} MB`,
  );
} finally {
  clearInterval(watch);
  await rm(dataDir, { recursive: true, force: true });
}
