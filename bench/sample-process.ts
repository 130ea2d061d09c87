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
}

/** What the endpoint saw, asked for at the end. */
export interface SampleTally {
  readonly throttled: Readonly<Record<string, number>>;
  readonly careless: Readonly<Record<string, number>>;
}

/** The sample endpoint in a process of its own, so that its work is not counted as the scan's. */
async function serve({ keys, regions, latencyMs }: SampleOrder): Promise<void> {
  const organisation = generateOrganisation({
    seed: 1,
    keys,
    asOf: new Date('2026-11-24T00:00:00Z'),
    accounts: 1,
    regions: DEFAULT_REGIONS.slice(0, regions),
  });
  const endpoint = await serveSample({ organisation, latencyMs, quotas: true, faults: [] });
  const folder = mkdtempSync(join(tmpdir(), 'keyledger-bench-'));
  const ready: SampleReady = await writeSampleProfiles(folder, endpoint);
  process.send?.(ready);
  process.once('message', () => {
    const tally: SampleTally = { throttled: endpoint.throttled(), careless: { ...endpoint.careless() } };
    process.send?.(tally);
  });
  process.once('disconnect', () => {
    rmSync(folder, { recursive: true, force: true });
    void endpoint.close();
  });
}

process.once('message', (order: SampleOrder) => void serve(order));
