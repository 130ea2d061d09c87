import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ScanEvent } from '../../../shared/model/progress.ts';
import { type Fault, standingFaults } from '../../sample/faults.ts';
import { generateOrganisation } from '../../sample/organisation.ts';
import { writeSampleProfiles } from '../../sample/profiles.ts';
import { type SampleEndpoint, serveSample } from '../../sample/serve.ts';
import type { Core } from '../core.ts';
import { openCore } from '../open-core.ts';

const organisation = generateOrganisation({
  seed: 1,
  keys: 160,
  accounts: 2,
  regions: ['us-east-1', 'eu-west-1', 'eu-central-1'],
  asOf: new Date('2026-11-24T00:00:00Z'),
});
const SLOW: Fault = { where: { region: 'eu-west-1', operation: 'kms:ListAliases' }, kind: 'slow', ms: 1500 };
const EXPIRED: Fault = { where: { region: 'eu-central-1' }, kind: 'expired' };

let folder = '';
let endpoint: SampleEndpoint;
let cores: Core[] = [];

async function serve(faults: readonly Fault[], port?: number): Promise<SampleEndpoint> {
  return serveSample({
    organisation,
    latencyMs: 1,
    quotas: false,
    faults: [...standingFaults(organisation), ...faults],
    ...(port === undefined ? {} : { port }),
  });
}

async function core(dataDir = join(folder, 'data')): Promise<Core> {
  const { env } = await writeSampleProfiles(folder, endpoint);
  const opened = await openCore({ dataDir, env, version: 'test' });
  cores.push(opened);
  return opened;
}

async function request() {
  const { profiles } = await writeSampleProfiles(folder, endpoint);
  return { source: { kind: 'profiles' as const, profiles: [...profiles] }, quotaShare: 1, fresh: true };
}

async function endOf(opened: Core, jobId: string): Promise<ScanEvent> {
  for await (const event of opened.scans.watch(jobId))
    if (event.type !== 'progress' && event.type !== 'rows') return event;
  throw new Error('The job ended without a word');
}

/** Waits until a unit is read whole. */
async function underWay(opened: Core, jobId: string): Promise<void> {
  for await (const event of opened.scans.watch(jobId))
    if (event.type === 'progress' && event.progress.units.some(({ phase }) => phase === 'done')) return;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyledger-interrupted-'));
});
afterEach(async () => {
  for (const opened of cores) await opened.close();
  cores = [];
  await endpoint.close();
  await rm(folder, { recursive: true, force: true });
});

test('a scan whose session expired is kept in part, and completed by going on with it', async () => {
  endpoint = await serve([EXPIRED]);
  const opened = await core();
  const first = await endOf(opened, opened.scans.start(await request()).jobId);
  if (first.type !== 'finished') return expect.unreachable(JSON.stringify(first));
  expect(first.complete).toBe(false);
  const partial = await opened.snapshots.get(first.snapshotId);
  const expired = partial.coverage.filter(({ outcome }) => outcome === 'expired');
  expect(new Set(expired.map(({ region }) => region))).toEqual(new Set(['eu-central-1']));
  for (const { action } of expired) expect(action).toMatch(/, then: keyledger scan --resume$/);
  const [broken] = await opened.scans.broken();
  expect(broken).toMatchObject({ id: first.resume, kept: partial.id, units: { finished: 4, planned: 6 } });

  const port = Number(new URL(endpoint.url).port);
  await endpoint.close();
  endpoint = await serve([], port);
  // Another process, as after signing in at the terminal: it has no sessions of the first one.
  const again = await core();
  const { jobId } = await again.scans.resume('latest');
  const second = await endOf(again, jobId);
  if (second.type !== 'finished') return expect.unreachable(JSON.stringify(second));
  const whole = await opened.snapshots.get('latest');
  expect(whole).toMatchObject({ id: broken?.id, resumed: 1, supersedes: partial.id, asOf: partial.asOf });
  expect(await opened.scans.broken()).toEqual([]);
  // Two units were left, and only they are read; DescribeClusters is asked once in each.
  expect(endpoint.counts()['kms:ListKeys']).toBe(2);
  expect(endpoint.counts()['cloudhsm:DescribeClusters']).toBe(2);

  const other = await core(join(folder, 'other'));
  const undisturbed = await endOf(other, other.scans.start(await request()).jobId);
  expect(undisturbed.type).toBe('finished');
  const reference = await other.snapshots.get('latest');
  expect(whole.files).toEqual(reference.files);
  expect(whole.counts).toEqual(reference.counts);
  expect(whole.runRate).toEqual(reference.runRate);
  expect(whole.complete).toBe(reference.complete);
  const plain = (entries: typeof whole.coverage) =>
    JSON.stringify(entries).replaceAll(/\/keyledger-\d+/g, '/keyledger');
  expect(plain(whole.coverage)).toBe(plain(reference.coverage));
});

test('a second scan of the same accounts is refused with a word, also by another process of the folder', async () => {
  endpoint = await serve([SLOW]);
  const [one, two] = [await core(), await core()];
  const { jobId } = one.scans.start(await request());
  await underWay(one, jobId);
  const refused = await endOf(two, two.scans.start(await request()).jobId);
  expect(refused).toMatchObject({
    type: 'failed',
    failure: {
      code: 'SCAN_RUNNING',
      message: expect.stringMatching(
        /^A scan of these accounts is running \(process \d+, since \d\d:\d\d\)$/,
      ),
    },
  });
  const other = two.scans.start({ ...(await request()), regions: ['eu-central-1'] });
  expect((await endOf(two, other.jobId)).type).toBe('finished');
  expect(await two.scans.broken()).toEqual([]);
  expect((await endOf(one, jobId)).type).toBe('finished');
});

test('cancelled, a scan leaves nothing half; cancelled and kept, it can be completed', async () => {
  endpoint = await serve([SLOW]);
  const opened = await core();
  const first = opened.scans.start(await request());
  await underWay(opened, first.jobId);
  expect(await opened.scans.cancel(first.jobId, false)).toBeNull();
  expect(await readdir(join(folder, 'data', 'snapshots'))).toEqual([]);
  expect(await readdir(join(folder, 'data', 'locks'))).toEqual([]);

  const second = opened.scans.start(await request());
  await underWay(opened, second.jobId);
  const kept = await opened.scans.cancel(second.jobId, true);
  expect((await opened.snapshots.get('latest')).id).toBe(kept);
  const { jobId } = await opened.scans.resume('latest');
  expect((await endOf(opened, jobId)).type).toBe('finished');
  expect(await opened.snapshots.get('latest')).toMatchObject({ resumed: 1, supersedes: kept });
});

test('a resume that is cancelled leaves the broken scan as it was; discarded, it is gone', async () => {
  endpoint = await serve([SLOW]);
  const opened = await core();
  const first = opened.scans.start(await request());
  await underWay(opened, first.jobId);
  await opened.scans.cancel(first.jobId, true);
  const [before] = await opened.scans.broken();
  if (!before) return expect.unreachable();
  const again = await opened.scans.resume(before.id);
  await expect(opened.scans.discard(before.id)).rejects.toMatchObject({ code: 'SCAN_RUNNING' });
  expect(await opened.scans.cancel(again.jobId, false)).toBeNull();
  expect(await opened.scans.broken()).toEqual([before]);
  await opened.scans.discard(before.id);
  expect(await opened.scans.broken()).toEqual([]);
  await expect(opened.scans.resume('latest')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a core that is closed while it reads leaves a scan that can be gone on with', async () => {
  endpoint = await serve([SLOW]);
  const opened = await core();
  const { jobId } = opened.scans.start(await request());
  await underWay(opened, jobId);
  await opened.close();
  cores = [];
  const again = await core();
  const [broken] = await again.scans.broken();
  expect(broken?.units.finished).toBeGreaterThan(0);
  expect((await endOf(again, (await again.scans.resume('latest')).jobId)).type).toBe('finished');
  expect(await again.snapshots.list()).toHaveLength(1);
});
