import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ScanRequest } from '../../shared/contract/scan.ts';
import { OPERATIONS } from '../aws/reader.ts';
import type { Clock } from '../inventory/clock.ts';
import { generateOrganisation } from '../sample/organisation.ts';
import { writeSampleProfiles } from '../sample/profiles.ts';
import { type SampleEndpoint, serveSample } from '../sample/serve.ts';
import type { Core } from './core.ts';
import { openCore } from './open-core.ts';

const DAY_MS = 86_400_000;
const MADE = { seed: 4, keys: 500, accounts: 2, regions: ['us-east-1', 'eu-west-1'] };
const START = new Date('2026-11-24T09:12:00Z');
/** A hundred times as fast as the machine's: for quotas of a few a second, on an endpoint that does not throttle. */
const FAST: Clock = {
  now: () => performance.now() * 100,
  sleep: (ms, signal) => sleep(ms / 100, undefined, signal ? { signal } : {}),
};

let folder: string;
let endpoint: SampleEndpoint;
let core: Core;
let profiles: readonly string[];
let env: Readonly<Record<string, string>>;
let at = START;

const open = () =>
  openCore({ dataDir: join(folder, 'data'), env, version: 'test', clock: FAST, now: () => at });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyledger-last-use-'));
  const organisation = generateOrganisation({ ...MADE, asOf: START });
  endpoint = await serveSample({ organisation, latencyMs: 0, quotas: false, clock: () => at, faults: [] });
  ({ env, profiles } = await writeSampleProfiles(join(folder, 'aws'), endpoint));
  core = await open();
});
afterAll(async () => {
  await core.close();
  await endpoint.close();
  await rm(folder, { recursive: true, force: true });
});

async function scanned(more: Partial<ScanRequest>): Promise<string> {
  const source = { kind: 'profiles' as const, profiles: [...profiles] };
  const { jobId } = core.scans.start({ quotaShare: 1, ...more, source });
  for await (const event of core.scans.watch(jobId)) {
    if (event.type === 'finished') return event.snapshotId;
    if (event.type === 'failed') throw new Error(event.failure.message);
  }
  throw new Error('The scan did not finish');
}

const asked = () => endpoint.counts()['kms:GetKeyLastUsage'] ?? 0;
const count = async (ref: string) => (await core.snapshots.get(ref)).counts.customerKeys;

it('a scan with last use is followed by a pass over its keys, which can be broken off and gone on with', async () => {
  const snapshot = await scanned({ lastUse: true, depth: 'full' });
  const keys = await count(snapshot);
  while ((core.lastUse.current()?.asked ?? 0) < 20) await sleep(5);
  expect(() => core.lastUse.start({ snapshot })).toThrow('being read already');
  await core.lastUse.cancel();
  const first = await core.lastUse.ended();
  expect(first).toMatchObject({ cancelled: true, unread: [] });
  expect(core.lastUse.current()).toMatchObject({ phase: 'cancelled', snapshotId: snapshot });
  const before = first?.asked ?? 0;
  expect(before).toBeGreaterThanOrEqual(20);
  expect(before).toBeLessThan(keys);

  await core.close();
  core = await open();
  core.lastUse.start({ snapshot: 'latest', quotaShare: 1 });
  expect(await core.lastUse.ended()).toMatchObject({ cancelled: false, asked: keys - before, unread: [] });

  core.lastUse.start({ snapshot, quotaShare: 1 });
  expect(await core.lastUse.ended()).toMatchObject({ asked: 0 });
});

it('is in the detail of a key and in its JSON line', async () => {
  const organisation = generateOrganisation({ ...MADE, asOf: START });
  const used = [...organisation.keys()].find((key) => key.manager === 'CUSTOMER' && key.lastUse);
  if (!used?.lastUse) throw new Error('no key of the sample is used');
  const usedAt = new Date(used.lastUse.at).toISOString();
  const { lastUse, ledger } = await core.keys.get('latest', used.arn);
  expect(lastUse).toMatchObject({ at: usedAt, operation: used.lastUse.operation, outcome: 'read' });
  expect(ledger.key.policy).toMatchObject({ status: 'read' });
  let lines = '';
  for await (const part of core.reports.json('latest', { text: used.arn })) lines += part;
  expect(JSON.parse(lines.trim().split('\n')[0] ?? '')).toMatchObject({
    arn: used.arn,
    lastUse: { grade: lastUse.grade, at: usedAt, operation: used.lastUse.operation },
  });
  const managed = [...organisation.keys()].find((key) => key.manager === 'AWS');
  expect((await core.lastUse.of([managed?.arn ?? '', 'nonsense'])).map(({ grade }) => grade)).toEqual([
    'notAsked',
    'notAsked',
  ]);
});

it('a scan since the last one carries most keys, and says so', async () => {
  const [last] = await core.snapshots.list();
  at = new Date(START.getTime() + 5 * DAY_MS);
  endpoint.setOrganisation(generateOrganisation({ ...MADE, asOf: at }));
  const described = endpoint.counts()['kms:DescribeKey'] ?? 0;
  const snapshot = await scanned({ sinceLast: true, depth: 'full' });
  const { delta, counts, complete } = await core.snapshots.get(snapshot);
  expect(complete).toBe(true);
  expect(delta).toMatchObject({ since: last?.id, full: [] });
  const read = (endpoint.counts()['kms:DescribeKey'] ?? 0) - described;
  expect(delta?.reread).toBe(read);
  expect((delta?.carried ?? 0) + read).toBe(counts.customerKeys + counts.awsManagedKeys);
  expect(delta?.carried).toBeGreaterThan(300);
});

it('sends nothing but what the allow-list names', () => {
  expect(asked()).toBeGreaterThan(0);
  const names: readonly string[] = OPERATIONS;
  expect(Object.keys(endpoint.counts()).filter((operation) => !names.includes(operation))).toEqual([]);
});
