import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { standingFaults } from '../sample/faults.ts';
import { generateOrganisation } from '../sample/organisation.ts';
import { writeSampleProfiles } from '../sample/profiles.ts';
import { serveSample } from '../sample/serve.ts';
import type { SampleServeOptions } from './core.ts';

export const SAMPLE_ORGANISATION = 'Northwind Payments';
export const SAMPLE_SIZE = { keys: 3352, seed: 1 } as const;

/** How far back the first run reads the sample, in days, so that trend and change have something true to show. */
export const SAMPLE_PAST_DAYS = [334, 151, 31] as const;

export interface OpenSample {
  readonly env: Readonly<Record<string, string>>;
  readonly profiles: readonly string[];
  /** The same organisation at another date. */
  travel(asOf: Date): void;
  close(): Promise<void>;
}

/** The sample organisation, answering on loopback, and the AWS configuration that points at it. */
export async function openSample(
  options: Required<Omit<SampleServeOptions, 'port'>> & { port?: number },
): Promise<OpenSample> {
  const { keys, seed, asOf, latency, port } = options;
  const at = (date: Date) => generateOrganisation({ seed, keys, asOf: date });
  const organisation = at(asOf);
  const endpoint = await serveSample({
    organisation,
    latencyMs: latency,
    quotas: true,
    faults: standingFaults(organisation),
    ...(port === undefined ? {} : { port }),
  });
  const folder = await mkdtemp(join(tmpdir(), `keyledger-${process.pid}-sample-`));
  const { env, profiles } = await writeSampleProfiles(folder, endpoint);
  return {
    env,
    profiles,
    travel: (date) => endpoint.setOrganisation(at(date)),
    close: async () => {
      await endpoint.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
