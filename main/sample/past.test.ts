import { describe, expect, test } from 'vitest';
import { generateOrganisation } from './organisation.ts';

const NOW = new Date('2026-11-24T09:12:00Z');
const organisation = generateOrganisation({ seed: 1, keys: 3352, asOf: NOW });

function byArn(asOf: Date) {
  return new Map([...organisation.at(asOf).keys()].map((key) => [key.arn, key]));
}

function monthsAgo(months: number): Date {
  return new Date(Date.UTC(2026, 10 - months, 24, 9, 12));
}

describe('the same organisation at an earlier date', () => {
  const now = byArn(NOW);
  const then = byArn(monthsAgo(12));

  test('has about 85 % of the keys', () => {
    expect(then.size / now.size).toBeGreaterThan(0.8);
    expect(then.size / now.size).toBeLessThan(0.9);
  });

  test('no key is older than itself, and what does not change has not changed', () => {
    for (const [arn, key] of now) {
      const earlier = then.get(arn);
      expect(earlier !== undefined, arn).toBe(key.createdAt <= monthsAgo(12).getTime());
      if (!earlier) continue;
      const { spec, usage, origin, createdAt, aliases, tags, description } = key;
      expect(earlier).toMatchObject({ spec, usage, origin, createdAt, aliases, tags, description });
    }
  });

  test('its rotations are those of today up to that date', () => {
    for (const [arn, earlier] of then) {
      const later = now.get(arn);
      const known = later?.rotations.filter((one) => one.date <= monthsAgo(12).getTime());
      if (later) expect(earlier.rotations).toEqual(known);
    }
  });

  test('some keys of then are gone now, after having waited for their deletion', () => {
    const gone = [...then.keys()].filter((arn) => !now.has(arn));
    expect(gone.length).toBeGreaterThan(20);
    const waited = [...then.values()].filter((key) => key.state === 'PendingDeletion');
    expect(waited.length).toBeGreaterThan(0);
    for (const key of waited) {
      const left = ((key.deletionAt ?? 0) - monthsAgo(12).getTime()) / 86_400_000;
      expect(left > 0 && left <= 30).toBe(true);
    }
  });

  test('it grows from month to month, and goes on after the reference date', () => {
    const sizes = [12, 9, 6, 3, 0, -6].map((months) => byArn(monthsAgo(months)).size);
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
  });
});

test('HSMs that bill: four, six from April 2026, five from July; all in us-east-1', () => {
  const billing = [8, 7, 6, 5, 4, 3, 0].map((months) => {
    const units = [...organisation.at(monthsAgo(months)).units()];
    return units.flatMap((unit) =>
      unit.clusters.flatMap((cluster) =>
        cluster.hsms.filter((hsm) => hsm.state === 'ACTIVE').map(() => unit.region),
      ),
    );
  });
  expect(billing.map((regions) => regions.length)).toEqual([4, 6, 6, 6, 5, 5, 5]);
  expect(new Set(billing.flat())).toEqual(new Set(['us-east-1']));
});

test('clusters cover types, modes, no HA, empty, unlinked, waiting for its first and just deleted', () => {
  const rows = [...organisation.units()].flatMap((unit) =>
    unit.clusters.map((cluster) => {
      const linked = unit.stores.some((store) => store.clusterId === cluster.id) ? 'linked' : 'unlinked';
      const hsms = cluster.hsms.map((hsm) => hsm.state).join('+') || 'empty';
      return `${unit.region} ${cluster.hsmType} ${cluster.mode} ${cluster.state} ${linked} ${hsms}`;
    }),
  );
  expect(rows.sort()).toEqual([
    'eu-central-1 hsm2m.medium FIPS ACTIVE linked empty',
    'us-east-1 hsm1.medium FIPS ACTIVE unlinked ACTIVE',
    'us-east-1 hsm2m.medium FIPS ACTIVE linked ACTIVE+ACTIVE',
    'us-east-1 hsm2m.medium FIPS ACTIVE unlinked ACTIVE+ACTIVE',
    'us-east-1 hsm2m.medium FIPS UNINITIALIZED unlinked empty',
    'us-east-1 hsm2m.medium NON_FIPS ACTIVE unlinked DELETED',
  ]);
});

describe('keys whose story is known', () => {
  const keys = [...organisation.keys()];
  const called = (alias: string) => keys.filter((key) => key.aliases.includes(`alias/${alias}`));

  test('the card vault: created 14 March 2025, rotated a year later, next in March 2027, in four regions', () => {
    const family = called('payments/card-vault');
    expect(new Set(family.map((key) => key.keyId)).size).toBe(1);
    expect(family.map((key) => `${key.region} ${key.family?.role}`).sort()).toEqual([
      'ap-southeast-1 REPLICA',
      'eu-central-1 REPLICA',
      'eu-west-1 PRIMARY',
      'us-east-1 REPLICA',
    ]);
    for (const key of family) {
      expect(key.rotations.map((one) => new Date(one.date).toISOString().slice(0, 10))).toEqual([
        '2026-03-14',
      ]);
      expect(new Date(key.nextRotationAt ?? 0).toISOString().slice(0, 10)).toBe('2027-03-14');
      expect(key.family?.replicas.length).toBe(3);
    }
  });

  test('rotation periods: every 2,560 days, every 90 days, 25 on demand', () => {
    const long = called('treasury/closing-long')[0];
    expect(long?.rotations.map((one) => new Date(one.date).toISOString().slice(0, 10))).toEqual([
      '2026-04-26',
    ]);
    expect(called('security/audit-short')[0]?.rotations.length).toBe(9);
    expect(called('security/ca-exercises')[0]?.rotations.map((one) => one.type)).toEqual(
      Array(25).fill('ON_DEMAND'),
    );
  });

  test('imported material: expires, has expired, does not expire, is awaited', () => {
    expect(called('merchant/catalogue-import')[0]).toMatchObject({
      expirationModel: 'KEY_MATERIAL_EXPIRES',
      validTo: Date.UTC(2026, 11, 9, 12),
    });
    expect(called('merchant/storefront-expired')[0]).toMatchObject({ state: 'PendingImport', validTo: null });
    expect(called('payments/acquirer-import')[0]).toMatchObject({
      expirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
      rotates: 'onDemand',
    });
    expect(called('merchant/terminal-import')[0]).toMatchObject({ state: 'PendingImport', materialId: null });
  });

  test('a primary that waits for its replica, and a replica that is being deleted', () => {
    const [primary, replica] = called('merchant/onboarding-documents').sort((a, b) =>
      a.region < b.region ? 1 : -1,
    );
    expect(primary).toMatchObject({
      state: 'PendingReplicaDeletion',
      pendingWindowDays: 14,
      deletionAt: null,
    });
    expect(replica).toMatchObject({ state: 'PendingDeletion', deletionAt: Date.UTC(2026, 11, 5, 8, 10) });
  });

  test('pending deletion on 1 December, yet used in the days before it was scheduled', () => {
    const key = called('merchant/webhook-signing-02')[0];
    expect(key).toMatchObject({
      state: 'PendingDeletion',
      deletionAt: Date.UTC(2026, 11, 1, 7, 30),
      rotates: 'none',
    });
    const used = key?.lastUse?.at ?? 0;
    expect(used).toBeGreaterThan(Date.UTC(2026, 10, 22, 4));
    expect(used).toBeLessThanOrEqual(Date.UTC(2026, 10, 22, 7, 30));
  });
});
