import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Manifest } from '../../shared/model/snapshot.ts';
import { OPERATIONS } from '../aws/reader.ts';
import { generateOrganisation } from '../sample/organisation.ts';
import { writeSampleProfiles } from '../sample/profiles.ts';
import { type SampleEndpoint, serveSample } from '../sample/serve.ts';
import { openCore } from './open-core.ts';

/** A full scan of a small organisation, with every depth that there is, seen from the side of AWS. */
const NOW = new Date('2026-11-24T09:12:00Z');
const organisation = generateOrganisation({ seed: 3, keys: 120, asOf: NOW });
const READS = /:(List|Get|Describe|Lookup)[A-Z]/;
/** Taking on a role makes temporary credentials, and changes nothing. */
const SIGNS_IN = ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity'];

let folder: string;
let endpoint: SampleEndpoint;
let manifest: Manifest;
const userAgents = new Set<string>();

/** Hands every request on to the sample, and keeps who it says it is. */
function ear(url: string) {
  return createServer((incoming, outgoing) => {
    userAgents.add(String(incoming.headers['user-agent']));
    const { method, headers } = incoming;
    const onward = forward(new URL(incoming.url ?? '/', url), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyledger-footprint-'));
  endpoint = await serveSample({
    organisation,
    latencyMs: 0,
    quotas: false,
    checkSignatures: false,
    faults: [],
    clock: () => NOW,
  });
  const server = ear(endpoint.url);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const { env, profiles } = await writeSampleProfiles(join(folder, 'aws'), endpoint);
  const core = await openCore({
    dataDir: join(folder, 'data'),
    env: { ...env, AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` },
    version: '4.5.6',
    now: () => NOW,
  });
  const source = { kind: 'profiles' as const, profiles: [...profiles] };
  const { jobId } = core.scans.start({ source, depth: 'full', quotaShare: 1 });
  for await (const event of core.scans.watch(jobId)) {
    if (event.type === 'failed') throw new Error(event.failure.message);
  }
  manifest = await core.snapshots.get('latest');
  await core.close();
  server.close();
  server.closeAllConnections();
}, 120_000);
afterAll(async () => {
  await endpoint.close();
  await rm(folder, { recursive: true, force: true });
});

it('names in its allow-list only calls that read', () => {
  expect(OPERATIONS.filter((operation) => !READS.test(operation))).toEqual(SIGNS_IN);
});

it('sends nothing that is not on the allow-list', () => {
  const sent = Object.keys(endpoint.counts());
  expect(sent.length).toBeGreaterThan(10);
  expect(sent.filter((operation) => !OPERATIONS.some((allowed) => allowed === operation))).toEqual([]);
});

it('says of itself just what AWS received', () => {
  expect(manifest.requests).toEqual(endpoint.counts());
});

it('can be recognised by its user agent in every request', () => {
  expect(userAgents.size).toBeGreaterThan(0);
  for (const agent of userAgents) expect(agent).toMatch(/(^| )keyledger\/4\.5\.6( |$)/);
});

it('keeps the bill of the month beside the run rate', () => {
  const { bill, runRate } = manifest;
  expect(bill?.month).toBe('2026-11');
  expect(bill?.soFar.lowMicroUsd).toBeLessThanOrEqual(bill?.expected.lowMicroUsd ?? 0);
  // 720 hours of November against 730: what is certain of the bill is below the run rate.
  expect(bill?.expected.lowMicroUsd).toBeGreaterThan(0);
  expect(bill?.expected.lowMicroUsd).toBeLessThanOrEqual(runRate.total.lowMicroUsd);
});
