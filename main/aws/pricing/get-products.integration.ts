import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Fault } from '../../sample/faults.ts';
import { generateOrganisation } from '../../sample/organisation.ts';
import { writeSampleProfiles } from '../../sample/profiles.ts';
import { type SampleEndpoint, serveSample } from '../../sample/serve.ts';
import { openSession } from '../session.ts';
import { all, openGate } from '../testing/open-gate.ts';
import { openWire, type Wire } from '../wire/wire.ts';

/** The price list is asked for in three regions, one after the other, until one answers. */
const NOW = new Date('2026-11-24T09:12:00Z');
const organisation = generateOrganisation({ seed: 7, keys: 48, asOf: NOW });
const operation = 'pricing:GetProducts';
const at = (region: string, kind: Fault['kind'], more: Partial<Fault> = {}): Fault => ({
  where: { operation, region },
  kind,
  ...more,
});

let folder: string;
let wire: Wire;
let endpoint: SampleEndpoint;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyledger-pricing-'));
  wire = openWire();
});
afterEach(async () => {
  await wire.close();
  await endpoint.close();
  await rm(folder, { recursive: true, force: true });
});

async function ask(...faults: Fault[]) {
  endpoint = await serveSample({ organisation, latencyMs: 0, quotas: false, faults, clock: () => NOW });
  const { env } = await writeSampleProfiles(folder, endpoint);
  const session = await openSession({
    profile: 'northwind-audit',
    env,
    wire,
    now: () => NOW,
    version: '0.1.0',
  });
  return all(session.getProducts(openGate(), 'awskms', {}));
}
const asked = () => endpoint.counts()[operation];
const usages = (items: readonly string[]) =>
  new Set(items.map((item) => JSON.parse(item).product.attributes.usagetype));

it('pages through the first region', async () => {
  const items = await ask();
  // The free tier, and six products in each of 17 regions: 103, by pages of 100.
  expect([items.length, asked()]).toEqual([103, 2]);
});

it.each(['denied', 'scp', 'reset'] as const)('goes to the next region where one is %s', async (kind) => {
  const items = await ask(at('us-east-1', kind), at('eu-central-1', kind));
  expect([items.length, asked()]).toEqual([103, 1 + 1 + 2]);
});

it('begins again where a page fails midway: the next region gives other tokens', async () => {
  const items = await ask(at('us-east-1', 'reset', { after: 1 }));
  expect(asked()).toBe(2 + 2);
  expect([items.length, usages(items).size]).toEqual([100 + 103, 103]);
});

it('tells what the first region said where none answers', async () => {
  const faults = [at('us-east-1', 'denied'), at('eu-central-1', 'reset'), at('ap-south-1', 'reset')];
  await expect(ask(...faults)).rejects.toMatchObject({ operation, outcome: 'denied' });
  expect(asked()).toBe(3);
});

it('does not ask elsewhere what would be answered just so', async () => {
  await expect(ask(at('us-east-1', 'expired'))).rejects.toMatchObject({ outcome: 'expired' });
  expect(asked()).toBe(1);
});
