import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ledgerKey } from '../../shared/cost/ledger.ts';
import { isExact, sum } from '../../shared/model/amount.ts';
import type { CoverageEntry } from '../../shared/model/coverage.ts';
import type { KeyRecord } from '../../shared/model/key.ts';
import type { KnownKey } from '../../shared/model/known.ts';
import { openSession } from '../aws/session.ts';
import { openWire } from '../aws/wire/wire.ts';
import { bundledPrices } from '../prices/bundled.ts';
import { type Fault, standingFaults } from '../sample/faults.ts';
import { generateOrganisation, type SampleOrganisation } from '../sample/organisation.ts';
import { writeSampleProfiles } from '../sample/profiles.ts';
import { serveSample } from '../sample/serve.ts';
import { systemClock } from './clock.ts';
import type { Knowledge } from './key-pipeline.ts';
import { planScan } from './plan.ts';
import { gather } from './testing/run-scan.ts';
import { expectedRecord } from './testing/sample-truth.ts';

const wire = openWire();
const folders: string[] = [];

afterAll(async () => {
  await wire.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** The organisation behind its endpoint, scanned by real sessions over real sockets. */
async function scanSample(
  organisation: SampleOrganisation,
  how: {
    latencyMs?: number;
    faults?: readonly Fault[];
    knowledge?: Knowledge;
    onRead?: (keysRead: number, cancel: AbortController) => void;
  } = {},
) {
  const faults = how.faults ?? standingFaults(organisation);
  const endpoint = await serveSample({ organisation, latencyMs: how.latencyMs ?? 0, quotas: true, faults });
  const folder = await mkdtemp(join(tmpdir(), 'keyledger-inventory-'));
  folders.push(folder);
  try {
    const { env, profiles } = await writeSampleProfiles(folder, endpoint);
    const sessions = await Promise.all(
      profiles.map((profile) => openSession({ profile, env, now: () => new Date(), wire, version: 'test' })),
    );
    const cancel = new AbortController();
    const common = { clock: systemClock, signal: cancel.signal, quotaShare: 0.9 };
    const plan = await planScan({ sessions, ...common });
    const run = await gather(plan, { ...common, random: Math.random, knowledge: how.knowledge }, (event) => {
      if (event.type === 'progress') how.onRead?.(event.progress.keysRead, cancel);
    });
    return { plan, ...run, careless: endpoint.careless(), served: endpoint.counts() };
  } finally {
    await endpoint.close();
  }
}

function isClosed(coverage: readonly CoverageEntry[], accountId: string, region: string): boolean {
  return coverage.some(
    (entry) => entry.outcome === 'scp' && entry.accountId === accountId && entry.region === region,
  );
}

const ASOF = new Date('2026-11-24T09:12:00Z');

describe('a scan of the sample organisation', () => {
  const organisation = generateOrganisation({ seed: 1, keys: 1200, asOf: ASOF });
  let run: Awaited<ReturnType<typeof scanSample>>;
  beforeAll(async () => {
    run = await scanSample(organisation);
  });

  it('plans every account in every enabled region', () => {
    expect(run.plan.units).toHaveLength(organisation.accounts.length * organisation.regions.length);
    expect(new Map(run.plan.accounts.map(({ account }) => [account.id, account.name]))).toEqual(
      new Map(organisation.accounts.map(({ id, name }) => [id, name])),
    );
  });

  it('gives every row as the organisation has it, field by field', () => {
    const open = [...organisation.keys()].filter(
      (key) => !isClosed(run.result.coverage, key.accountId, key.region),
    );
    const expected = new Map(open.map((key) => [key.arn, expectedRecord(key)]));
    expect(run.keys).toHaveLength(expected.size);
    for (const key of run.keys) expect(key).toEqual(expected.get(key.arn));
  });

  it('gives every cluster and key store', () => {
    const units = [...organisation.units()];
    const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).sort();
    expect(ids(run.clusters)).toEqual(ids(units.flatMap((unit) => unit.clusters)));
    const readable = units.filter((unit) => !isClosed(run.result.coverage, unit.accountId, unit.region));
    expect(run.keyStores.length).toBeGreaterThanOrEqual(readable.flatMap((unit) => unit.stores).length);
  });

  it('covers exactly the gaps that the organisation has', () => {
    const keys = [...organisation.keys()].filter(
      (key) => !isClosed(run.result.coverage, key.accountId, key.region),
    );
    const gaps = new Map<string, number>();
    const gap = (accountId: string, region: string, operation: string, outcome: string) => {
      const id = `${accountId}/${region} ${operation} ${outcome}`;
      gaps.set(id, (gaps.get(id) ?? 0) + 1);
    };
    for (const fault of standingFaults(organisation)) {
      const { account, region, operation, keyId } = fault.where;
      if (keyId === undefined) gap(account ?? '', region ?? '', operation ?? '', fault.kind);
    }
    for (const key of keys) {
      const record = expectedRecord(key);
      if (record.metadata.status === 'unread') gap(key.accountId, key.region, 'kms:DescribeKey', 'denied');
      if (record.rotations.status === 'unread' && record.rotations.outcome === 'denied') {
        gap(key.accountId, key.region, 'kms:ListKeyRotations', 'denied');
      }
    }
    const found = run.result.coverage.filter(({ outcome }) => outcome !== 'read' && outcome !== 'notAsked');
    expect(
      new Map(
        found.map((entry) => [
          `${entry.accountId}/${entry.region} ${entry.operation} ${entry.outcome}`,
          entry.count,
        ]),
      ),
    ).toEqual(gaps);
    for (const entry of found) expect(entry.action, entry.operation).toBeTruthy();
    expect(run.result.complete).toBe(false);
  });

  it('asks nothing that cannot be answered, and no key for its tags', () => {
    expect(run.result.requests['kms:ListResourceTags']).toBeUndefined();
    expect(run.careless).toEqual({ describedByAlias: 0, rotationOfAwsManagedKey: 0, rotationOfOtherKind: 0 });
  });

  it('counts the requests as the endpoint does', () => {
    // Roles are assumed through the same gates.
    expect(run.result.requests).toEqual(run.served);
  });

  it('shows progress that only grows', () => {
    for (const [index, progress] of run.progress.entries()) {
      const before = run.progress[index - 1];
      if (!before) continue;
      expect(progress.keysListed).toBeGreaterThanOrEqual(before.keysListed);
      expect(progress.keysRead).toBeGreaterThanOrEqual(before.keysRead);
      expect(progress.requests).toBeGreaterThanOrEqual(before.requests);
    }
    expect(run.progress.at(-1)?.keysRead).toBe(run.keys.length);
  });
});

describe('a scan of one region where half the keys rotate', () => {
  it('asks at most 2.1 calls a customer key, listings and tags included', async () => {
    const organisation = generateOrganisation({
      seed: 1,
      keys: 800,
      asOf: ASOF,
      accounts: 1,
      regions: ['us-east-1'],
    });
    const { keys, result, plan } = await scanSample(organisation);
    const managed = keys.filter(({ tags }) => tags.status === 'notApplicable').length;
    const customers = keys.length - managed;
    const rotating = keys.filter(({ rotations }) => rotations.status === 'read').length;
    const sum = (requests: Readonly<Record<string, number>>) =>
      Object.values(requests).reduce((total, count) => total + count, 0);
    // An AWS managed key costs its one DescribeKey; everything else is on account of the customer keys.
    const perKey = (sum(result.requests) - sum(plan.requests) - managed) / customers;
    console.log(
      `${perKey.toFixed(3)} calls per customer key: ${customers} keys, of which ${rotating} can rotate`,
    );
    expect(rotating / customers).toBeGreaterThan(0.4);
    expect(perKey).toBeLessThanOrEqual(2.1);
  });
});

describe('a later scan of one region', () => {
  const FIRST = new Date('2026-11-24T09:12:00Z');
  const LATER = new Date(FIRST.getTime() + 6 * 86_400_000);
  const organisation = generateOrganisation({
    seed: 1,
    keys: 600,
    asOf: FIRST,
    accounts: 1,
    regions: ['us-east-2'],
  });
  const noFaults = { faults: [] };

  /** What the ledger would tell of a scan. */
  function snapshotOf(keys: readonly KeyRecord[], asOf: Date): ReadonlyMap<string, KnownKey> {
    return new Map(
      keys.flatMap((key): [string, KnownKey][] => {
        if (key.metadata.status !== 'read' || key.rotations.status !== 'read') return [];
        const status = key.rotationStatus;
        return [
          [
            key.arn,
            {
              currentMaterialId: key.metadata.value.currentMaterialId,
              rotations: key.rotations.value,
              complete: true,
              rotationsAsOf: asOf.toISOString(),
              status: status.status === 'read' ? { value: status.value, asOf: asOf.toISOString() } : null,
            },
          ],
        ];
      }),
    );
  }

  const total = (keys: readonly KeyRecord[]) => {
    const book = bundledPrices(['us-east-2']);
    return sum(keys.map((key) => ledgerKey(key, book).amount));
  };

  it('asks for what has rotated since, at 1.1 calls a customer key, and comes to what a fresh one does', async () => {
    const first = await scanSample(organisation, noFaults);
    const known = snapshotOf(first.keys, FIRST);
    const knowledge = { keys: (arn: string) => known.get(arn), now: LATER };
    const after = organisation.at(LATER);
    const [later, fresh] = [
      await scanSample(after, { ...noFaults, knowledge }),
      await scanSample(after, noFaults),
    ];
    const rotated = [...after.keys()].filter((key) => {
      const before = known.get(key.arn);
      return before && before.currentMaterialId !== key.materialId;
    });
    expect(rotated.length).toBeGreaterThan(0);
    const asked = rotated.filter(({ arn }) => (known.get(arn)?.rotations.length ?? 0) < 2);
    const rowOf = (arn: string) => later.keys.find((key) => key.arn === arn);
    for (const { arn, rotations } of asked) {
      expect(rowOf(arn)?.rotations).toMatchObject({ status: 'read', value: { length: rotations.length } });
    }
    expect(total(later.keys)).toEqual(total(fresh.keys));
    expect(isExact(total(later.keys))).toBe(true);
    expect(later.keys).toHaveLength(fresh.keys.length);
    const managed = later.keys.filter(({ tags }) => tags.status === 'notApplicable').length;
    const calls = (requests: Readonly<Record<string, number>>) =>
      Object.values(requests).reduce((all, count) => all + count, 0);
    const perKey =
      (calls(later.result.requests) - calls(later.plan.requests) - managed) / (later.keys.length - managed);
    console.log(
      `${perKey.toFixed(3)} calls per customer key on the later scan; ${rotated.length} keys had rotated`,
    );
    expect(perKey).toBeLessThanOrEqual(1.1);
  });
});

describe('a cancelled scan of the sample organisation', () => {
  it('sends nothing more, keeps what was read, and says what was not', async () => {
    const organisation = generateOrganisation({ seed: 1, keys: 4000, asOf: ASOF, accounts: 2 });
    let cancelled = false;
    const run = await scanSample(organisation, {
      latencyMs: 60,
      onRead: (keysRead, cancel) => {
        if (keysRead === 0 || cancelled) return;
        cancelled = true;
        cancel.abort();
      },
    });
    expect(cancelled).toBe(true);
    expect(run.result.requests['kms:ListKeyRotations'] ?? 0).toBeLessThan(run.keys.length / 2);
    expect(run.keys.some((key) => key.metadata.status === 'read')).toBe(true);
    expect(run.result.complete).toBe(false);
    expect(run.result.coverage.some(({ outcome }) => outcome === 'cancelled')).toBe(true);
  });
});
