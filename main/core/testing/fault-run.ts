import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScanEvent } from '../../../shared/model/progress.ts';
import type { Manifest } from '../../../shared/model/snapshot.ts';
import type { Answered } from '../../sample/endpoint/answered.ts';
import type { Fault } from '../../sample/faults.ts';
import type { SampleOrganisation } from '../../sample/organisation.ts';
import { writeSampleProfiles } from '../../sample/profiles.ts';
import { serveSample } from '../../sample/serve.ts';
import type { Core } from '../core.ts';
import { openCore } from '../open-core.ts';
import { quickClock } from './quick-clock.ts';

export interface FaultPlan {
  readonly organisation: SampleOrganisation;
  readonly faults: readonly Fault[];
  /** Small pages, so that a listing can fail midway. */
  readonly pageLimit: number | undefined;
  readonly random: () => number;
}

export interface FaultRun {
  /** The last event of the scan. */
  readonly end: Exclude<ScanEvent, { type: 'progress' | 'rows' }>;
  /** Of the snapshot that was kept. */
  readonly kept: {
    readonly manifest: Manifest;
    readonly rows: number;
    readonly faults: readonly string[];
  } | null;
  /** Everything that the endpoint was asked, in order. */
  readonly answers: readonly Answered[];
}

/** Longer than any scan of so small an organisation takes: what is not over by then hangs. */
const HANGS_MS = 60_000;
const HASTE = 60;

/** Scans an organisation under faults with the real core, over real sockets, from profiles to kept snapshot. */
export async function runUnderFaults(plan: FaultPlan): Promise<FaultRun> {
  const { organisation, faults, pageLimit, random } = plan;
  const folder = await mkdtemp(join(tmpdir(), 'keyledger-faults-'));
  const answers: Answered[] = [];
  const endpoint = await serveSample({
    organisation,
    latencyMs: 1,
    quotas: false,
    faults,
    onAnswer: (answered) => answers.push(answered),
    ...(pageLimit === undefined ? {} : { pageLimit }),
  });
  const { env, profiles } = await writeSampleProfiles(join(folder, 'aws'), endpoint);
  const clock = quickClock(HASTE);
  const core = await openCore({ dataDir: join(folder, 'data'), env, version: '0.0.0', clock, random });
  try {
    const end = await endOf(core, profiles);
    const id = end.type === 'failed' ? null : end.snapshotId;
    return { end, kept: id === null ? null : await keptOf(core, id), answers };
  } finally {
    await core.close();
    await endpoint.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function endOf(core: Core, profiles: readonly string[]): Promise<FaultRun['end']> {
  const { jobId } = core.scans.start({
    source: { kind: 'profiles', profiles: [...profiles] },
    quotaShare: 1,
  });
  for await (const event of core.scans.watch(jobId, AbortSignal.timeout(HANGS_MS))) {
    if (event.type !== 'progress' && event.type !== 'rows') return event;
  }
  throw new Error(`The scan was not over after ${HANGS_MS} ms`);
}

/** Read back as a user would, so that what a fault left behind breaks neither report nor export. */
async function keptOf(core: Core, id: string): Promise<FaultRun['kept']> {
  const manifest = await core.snapshots.get(id);
  await core.snapshots.overview(id);
  await core.reports.summary(id);
  let rows = 0;
  for await (const lines of core.reports.json(id, {})) rows += lines.trimEnd().split('\n').length;
  return { manifest, rows, faults: await core.snapshots.verify(id) };
}
