import { setTimeout as sleep } from 'node:timers/promises';
import type { SignInManners } from '../../sample/endpoint/device-desk.ts';
import { generateOrganisation } from '../../sample/organisation.ts';
import { serveSample } from '../../sample/serve.ts';
import type { MfaCode } from '../credentials/open.ts';
import { openShelf } from '../credentials/shelf.ts';
import { openSession } from '../session.ts';
import type { Verification } from '../sso/device.ts';
import { signInProfile } from '../sso/sign-in.ts';
import { openWire } from '../wire/wire.ts';
import { openGate } from './open-gate.ts';
import { writeProfiles } from './profiles.ts';

/** The sample's organisation, a home folder with these files, and the sign-in of its profiles at a clock that is set. */
export async function signInStage(
  files: { config: string; credentials?: string },
  manners: SignInManners = {},
  env: Readonly<Record<string, string>> = {},
) {
  let time = Date.parse('2026-11-24T09:12:00Z');
  const now = () => new Date(time);
  const organisation = generateOrganisation({ seed: 1, keys: 48, asOf: now() });
  const endpoint = await serveSample({
    organisation,
    latencyMs: 0,
    quotas: false,
    faults: [],
    signIn: manners,
    clock: now,
  });
  const written = await writeProfiles(files);
  const wire = openWire();
  const shelf = openShelf(now);
  const stop = new AbortController();
  const waits: number[] = [];
  const verifications: Verification[] = [];
  const common = {
    env: { ...written.env, AWS_ENDPOINT_URL: endpoint.url, ...env },
    now,
    wire,
    version: '0.1.0',
    shelf,
  };
  return {
    ...written,
    env: common.env,
    endpoint,
    organisation,
    shelf,
    stop,
    waits,
    verifications,
    now,
    pass: (ms: number) => {
      time += ms;
    },
    signIn: (profile: string, mfaCode?: MfaCode) =>
      signInProfile({
        ...common,
        profile,
        signal: stop.signal,
        gate: openGate(),
        onVerify: (verification) => verifications.push(verification),
        sleep: async (ms, signal) => {
          waits.push(ms);
          time += ms;
          await sleep(0, undefined, { signal });
        },
        ...(mfaCode === undefined ? {} : { mfaCode }),
      }),
    open: async (profile: string, mfaCode?: MfaCode) => {
      const session = await openSession({
        ...common,
        profile,
        ...(mfaCode === undefined ? {} : { mfaCode }),
      });
      return session.identity(openGate());
    },
    close: async () => {
      await wire.close();
      await endpoint.close();
      await written.remove();
    },
  };
}

export type SignInStage = Awaited<ReturnType<typeof signInStage>>;
