import { afterAll, beforeAll, expect, it } from 'vitest';
import { backupsOf } from '../../sample/generate/backups.ts';
import { grantsOf } from '../../sample/generate/grants.ts';
import { policyOf } from '../../sample/generate/policies.ts';
import { generateOrganisation } from '../../sample/organisation.ts';
import { gather, type Scanned } from '../testing/run-scan.ts';
import { sampleStage } from '../testing/sample-stage.ts';

const ASOF = new Date('2026-11-24T09:12:00Z');
const organisation = generateOrganisation({
  seed: 3,
  keys: 1500,
  asOf: ASOF,
  accounts: 5,
  regions: ['us-east-1', 'eu-central-1'],
});
let stage: Awaited<ReturnType<typeof sampleStage>>;
let run: Scanned;
beforeAll(async () => {
  stage = await sampleStage(organisation);
  run = await gather(stage.plan, { ...stage.options, depth: 'full' });
});
afterAll(() => stage.close());

it('reads every policy and every grant as the organisation has them', () => {
  const records = new Map(run.keys.map((key) => [key.arn, key]));
  let granted = 0;
  for (const key of organisation.keys()) {
    const { policy, grants } = records.get(key.arn) ?? {};
    if (key.manager === 'AWS') {
      expect([policy?.status, grants?.status]).toEqual(['notApplicable', 'notApplicable']);
      continue;
    }
    expect(policy).toEqual({ status: 'read', value: policyOf(key, organisation.accounts) });
    const ids = grantsOf(key).map(({ id }) => id);
    granted += ids.length;
    expect(grants?.status === 'read' ? grants.value.map(({ id }) => id) : null).toEqual(ids);
  }
  expect(granted).toBeGreaterThan(100);
  expect(run.result.complete).toBe(true);
});

it('the policies have what a review looks for', () => {
  const policies = run.keys.flatMap(({ policy }) => (policy?.status === 'read' ? [policy.value] : []));
  const principals = policies.map((text) =>
    JSON.parse(text)
      .Statement.map((one: { Principal: unknown }) => JSON.stringify(one.Principal))
      .join(' '),
  );
  for (const sought of ['"*"', '345678901234', 'AROA', '.amazonaws.com', 'role/KeyAdministrator']) {
    expect(principals.some((text) => text.includes(sought))).toBe(true);
  }
});

it('reads the backups of every cluster', () => {
  const clusters = [...organisation.units()].flatMap((unit) => unit.clusters);
  expect(clusters.length).toBeGreaterThan(1);
  for (const cluster of clusters) {
    const found = run.clusters.find(({ id }) => id === cluster.id)?.backups;
    const ids = found?.status === 'read' ? found.value.map(({ id }) => id) : null;
    expect(ids).toEqual(backupsOf(cluster, ASOF.getTime()).map(({ id }) => id));
  }
});
