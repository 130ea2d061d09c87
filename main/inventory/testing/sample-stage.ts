import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSession } from '../../aws/session.ts';
import { openWire } from '../../aws/wire/wire.ts';
import type { Fault } from '../../sample/faults.ts';
import type { SampleOrganisation } from '../../sample/organisation.ts';
import { writeSampleProfiles } from '../../sample/profiles.ts';
import { serveSample } from '../../sample/serve.ts';
import type { Clock } from '../clock.ts';
import { planScan } from '../plan.ts';

/** A hundred times as fast as the machine's: for quotas of a few a second, on an endpoint that does not throttle. */
const FAST: Clock = {
  now: () => performance.now() * 100,
  sleep: (ms, signal) => sleep(ms / 100, undefined, signal ? { signal } : {}),
};

/** Real sessions on the sample organisation, which answers without quotas, and a plan over all of it. */
export async function sampleStage(organisation: SampleOrganisation, faults: readonly Fault[] = []) {
  const wire = openWire();
  const endpoint = await serveSample({ organisation, latencyMs: 0, quotas: false, faults });
  const folder = await mkdtemp(join(tmpdir(), 'keyledger-stage-'));
  const { env, profiles } = await writeSampleProfiles(folder, endpoint);
  const sessions = await Promise.all(
    profiles.map((profile) => openSession({ profile, env, now: () => new Date(), wire, version: 'test' })),
  );
  const cancel = new AbortController();
  const options = { clock: FAST, signal: cancel.signal, quotaShare: 1, random: () => 0.5 };
  return {
    endpoint,
    options,
    plan: await planScan({ sessions, ...options }),
    close: async () => {
      await wire.close();
      await endpoint.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
