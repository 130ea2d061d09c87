import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_REGIONS } from '../main/sample/generate/places.ts';
import { generateOrganisation } from '../main/sample/organisation.ts';
import { writeSampleProfiles } from '../main/sample/profiles.ts';
import { serveSample } from '../main/sample/serve.ts';

/** What the benchmark asks of the sample's own process. */
export interface SampleOrder {
  readonly keys: number;
  readonly regions: number;
  readonly latencyMs: number;
}

export interface SampleReady {
  readonly env: Readonly<Record<string, string>>;
  readonly profiles: readonly string[];
  readonly url: string;
  readonly region: string;
}

/** Answers by throttling since the endpoint was opened. */
export interface SampleTally {
  readonly throttled: Readonly<Record<string, number>>;
}

/** The region that has a key store with nearly half of its keys comes last: one region then has three quarters rotating. */
const [first = 'us-east-1', ...others] = DEFAULT_REGIONS;
const REGIONS = [...others, first];

/** The sample endpoint in a process of its own, so that its work is not counted as the scan's. */
async function serve({ keys, regions, latencyMs }: SampleOrder): Promise<void> {
  const organisation = generateOrganisation({
    seed: 1,
    keys,
    asOf: new Date('2026-11-24T00:00:00Z'),
    accounts: 1,
    regions: REGIONS.slice(0, regions),
  });
  const endpoint = await serveSample({
    organisation,
    latencyMs,
    quotas: true,
    faults: [],
    checkSignatures: false,
  });
  const folder = mkdtempSync(join(tmpdir(), 'keyledger-bench-'));
  const { env, profiles } = await writeSampleProfiles(folder, endpoint);
  const ready: SampleReady = { env, profiles, url: endpoint.url, region: REGIONS[0] ?? first };
  process.send?.(ready);
  process.on('message', () => process.send?.({ throttled: endpoint.throttled() } satisfies SampleTally));
  process.once('disconnect', () => {
    rmSync(folder, { recursive: true, force: true });
    void endpoint.close();
  });
}

process.once('message', (order: SampleOrder) => void serve(order));
