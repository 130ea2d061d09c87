import { assumedMicroUsd } from '../../../shared/cost/assumed.ts';
import { type Amount, add, sum, ZERO } from '../../../shared/model/amount.ts';
import { COST_KINDS } from '../../../shared/model/cost.ts';
import type { CoverageEntry } from '../../../shared/model/coverage.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import type { LedgerCluster, LedgerKey } from '../../../shared/model/ledger.ts';
import type { CostGroup, CostGroups, TrendPoint } from '../../../shared/model/query.ts';
import { type Manifest, type RunRate, SCHEMA_VERSION } from '../../../shared/model/snapshot.ts';
import type { ReportInput } from '../input.ts';
import { ACCOUNTS, KEY_STORES, makeClusters, makeKeys, priceBook, REGIONS } from './made-up.ts';

type Place = (item: { key?: LedgerKey; cluster?: LedgerCluster }) => { id: string | null; name: string };

function groupBy(keys: readonly LedgerKey[], clusters: readonly LedgerCluster[], place: Place): CostGroup[] {
  const groups = new Map<string | null, CostGroup>();
  const put = (
    at: { id: string | null; name: string },
    part: 'key' | 'hsm',
    amount: Amount,
    items: number,
  ) => {
    const old = groups.get(at.id) ?? {
      ...at,
      keys: 0,
      hsms: 0,
      keyAmount: ZERO,
      hsmAmount: ZERO,
      amount: ZERO,
    };
    groups.set(at.id, {
      ...old,
      [`${part}s`]: old[`${part}s`] + items,
      [`${part}Amount`]: add(old[`${part}Amount`], amount),
      amount: add(old.amount, amount),
    });
  };
  for (const key of keys) put(place({ key }), 'key', key.amount, 1);
  for (const cluster of clusters) put(place({ cluster }), 'hsm', cluster.amount, cluster.cluster.hsms.length);
  return [...groups.values()].sort(
    (a, b) => Number(a.id === null) - Number(b.id === null) || b.amount.lowMicroUsd - a.amount.lowMicroUsd,
  );
}

function groupsOf(keys: readonly LedgerKey[], clusters: readonly LedgerCluster[]): CostGroups {
  const accountName = (id: string) => ACCOUNTS.find((account) => account.id === id)?.name ?? id;
  const accountId = (key?: LedgerKey, cluster?: LedgerCluster) =>
    key?.key.accountId ?? cluster?.cluster.accountId ?? '';
  return {
    account: groupBy(keys, clusters, ({ key, cluster }) => {
      const id = accountId(key, cluster);
      return { id, name: accountName(id) };
    }),
    region: groupBy(keys, clusters, ({ key, cluster }) => {
      const id = key?.key.region ?? cluster?.cluster.region ?? '';
      return { id, name: id };
    }),
    owner: groupBy(keys, clusters, ({ key, cluster }) => {
      const id = (key ?? cluster)?.owner.name ?? null;
      return { id, name: id ?? 'no owner tag' };
    }),
    kind: COST_KINDS.map((kind) => {
      const [group] = groupBy(
        keys.filter((key) => key.kind === kind),
        kind === 'hsm' ? clusters : [],
        () => ({ id: kind, name: kind }),
      );
      const empty = { name: kind, keys: 0, hsms: 0, keyAmount: ZERO, hsmAmount: ZERO, amount: ZERO };
      return { ...(group ?? empty), id: kind };
    }),
  };
}

const COVERAGE: readonly CoverageEntry[] = [
  ['kms:ListKeys', 'read', 'eu-west-1', 18, null, null],
  [
    'kms:ListKeys',
    'scp',
    'us-west-2',
    1,
    'arn:aws:iam::444455556666:role/Reader is not authorized',
    'Allow kms:ListKeys in us-west-2, or leave the region out.',
  ],
  ['kms:DescribeKey', 'read', 'eu-west-1', 2380, null, null],
  [
    'kms:DescribeKey',
    'denied',
    'eu-west-1',
    8,
    'arn:aws:kms:eu-west-1:444455556666:key/0a1b',
    'Add kms:DescribeKey to the key policies that deny it.',
  ],
  [
    'kms:ListKeyRotations',
    'denied',
    'eu-central-1',
    11,
    'arn:aws:kms:eu-central-1:444455556666:key/0a1c',
    'Add kms:ListKeyRotations to the key policies that deny it.',
  ],
].map(([operation, outcome, region, count, example, action]) => ({
  accountId: '444455556666',
  region,
  operation,
  outcome,
  count,
  example,
  action,
})) as CoverageEntry[];

const FINDINGS: readonly Finding[] = [
  ['low', '12 keys have no alias', 'Keys without a name are hard to review.', null, null],
  [
    'critical',
    'Keep or let go: a key pending deletion on 1 Dec was used 3 days ago',
    'alias/payments/card-vault',
    null,
    '2026-12-01',
  ],
  [
    'unknown',
    'Three HSMs serve no key store; what uses them is not known',
    'cluster-lmnopqrstuv',
    2_336_000_000,
    null,
  ],
  ['medium', '320 keys are proven unused', 'They were never used since they are tracked.', 542_000_000, null],
  ['high', 'One cluster has a single HSM', 'cluster-lmnopqrstuv', null, null],
].map(([severity, title, evidence, amount, due]) => ({
  rule: 'made.up',
  severity,
  title,
  evidence,
  amount: amount === null ? null : { lowMicroUsd: amount, highMicroUsd: amount },
  due,
  target: { view: 'coverage' },
})) as Finding[];

function runRateOf(keys: readonly LedgerKey[], clusters: readonly LedgerCluster[]): RunRate {
  const [keySum, hsmSum] = [
    sum(keys.map((key) => key.amount)),
    sum(clusters.map((cluster) => cluster.amount)),
  ];
  return { keys: keySum, hsms: hsmSum, total: add(keySum, hsmSum) };
}

function manifestOf(keys: readonly LedgerKey[], clusters: readonly LedgerCluster[]): Manifest {
  return {
    schemaVersion: SCHEMA_VERSION,
    id: '20261124T091200Z-4be1c07d',
    sample: false,
    startedAt: '2026-11-24T09:12:00Z',
    finishedAt: '2026-11-24T09:12:41Z',
    asOf: '2026-11-24T09:12:00Z',
    complete: false,
    scope: {
      organisation: 'Northwind Payments',
      profiles: ACCOUNTS.map((account) => account.profile),
      accounts: ACCOUNTS,
      regions: REGIONS,
      units: ACCOUNTS.length * REGIONS.length,
    },
    counts: {
      customerKeys: keys.filter((key) => key.kind !== 'awsManaged' && key.kind !== 'unknown').length,
      awsManagedKeys: keys.filter((key) => key.kind === 'awsManaged').length,
      unknownKeys: keys.filter((key) => key.kind === 'unknown').length,
      clusters: clusters.length,
      hsms: clusters.reduce((total, { cluster }) => total + cluster.hsms.length, 0),
    },
    runRate: runRateOf(keys, clusters),
    priceBook: priceBook(),
    coverage: COVERAGE,
    requests: { 'kms:DescribeKey': keys.length, 'kms:ListKeys': 20 },
    files: [{ name: 'keys.parquet', sha256: 'ab'.repeat(32), bytes: 1, rows: keys.length }],
  };
}

function trendOf(runRate: RunRate): TrendPoint[] {
  return [0.86, 0.9, 0.95, 0.97, 1].map((share, index) => {
    const scaled = ({ lowMicroUsd, highMicroUsd }: Amount): Amount => ({
      lowMicroUsd: Math.round(lowMicroUsd * share),
      highMicroUsd: highMicroUsd === null ? null : Math.round(highMicroUsd * share),
    });
    return {
      snapshotId: `snapshot-${index}`,
      asOf: `2026-${String(7 + index).padStart(2, '0')}-24T09:12:00Z`,
      runRate: { keys: scaled(runRate.keys), hsms: scaled(runRate.hsms), total: scaled(runRate.total) },
      counts: { keys: 300, hsms: 4 },
    };
  });
}

/** Everything a report of a made-up organisation states; `manifest` and the rest agree with each other. */
export function makeReport(count: number): ReportInput & { readonly all: readonly LedgerKey[] } {
  const all = makeKeys(count);
  const clusters = makeClusters();
  const manifest = manifestOf(all, clusters);
  const trend = trendOf(manifest.runRate);
  const before = trend.at(-2);
  return {
    all,
    manifest,
    previous: before ? { asOf: before.asOf, runRate: before.runRate } : null,
    groups: groupsOf(all, clusters),
    clusters,
    keyStores: KEY_STORES,
    assumedMicroUsd: assumedMicroUsd([...all, ...clusters].flatMap(({ lines }) => lines)),
    rangedKeys: all.filter(({ amount }) => amount.lowMicroUsd !== amount.highMicroUsd).length,
    billedKeys: all.filter(({ amount }) => amount.lowMicroUsd > 0).length,
    findings: FINDINGS,
    trend,
    keys: async function* () {
      for (let from = 0; from < all.length; from += 200) yield all.slice(from, from + 200);
    },
  };
}
