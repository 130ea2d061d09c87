import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SampleKey } from './generate/key.ts';
import { DEFAULT_REGIONS } from './generate/places.ts';
import { generateOrganisation, type SampleOrganisation } from './organisation.ts';

const NOW = new Date('2026-11-24T09:12:00Z');
const ONE_YEAR_AGO = new Date('2025-11-24T09:12:00Z');

function sample(keys: number, seed = 1, asOf = NOW): SampleOrganisation {
  return generateOrganisation({ seed, keys, asOf });
}

function digest(organisation: SampleOrganisation): string {
  const hash = createHash('sha256');
  for (const unit of organisation.units()) {
    hash.update(JSON.stringify([...unit.keys(), unit.clusters, unit.stores]));
  }
  return hash.digest('hex');
}

function values(organisation: SampleOrganisation, of: (key: SampleKey) => string): Set<string> {
  return new Set([...organisation.keys()].map(of));
}

function share(keys: readonly SampleKey[], when: (key: SampleKey) => boolean): number {
  return keys.filter(when).length / keys.length;
}

test('the same options give the same bytes, another seed gives others', () => {
  expect(digest(sample(600))).toBe(digest(sample(600)));
  expect(digest(sample(600).at(ONE_YEAR_AGO).at(NOW))).toBe(digest(sample(600)));
  expect(digest(sample(600, 2))).not.toBe(digest(sample(600)));
});

test.each([48, 49, 100, 600, 3352, 12_000])('%i keys are exactly that many, all day long', (keys) => {
  expect([...sample(keys).keys()].length).toBe(keys);
  for (const hour of ['2026-11-24T00:00:00Z', '2026-11-24T23:59:59Z']) {
    expect([...sample(keys).at(new Date(hour)).keys()].length).toBe(keys);
  }
});

test('sizes out of bounds are refused', () => {
  for (const keys of [47, 1_000_001, 100.5]) expect(() => sample(keys)).toThrow(RangeError);
});

describe('every situation', () => {
  const small = sample(600);

  test('every key spec but SM2, every usage, origin and state', () => {
    expect([...values(small, (key) => key.spec)].sort()).toEqual([
      'ECC_NIST_EDWARDS25519',
      'ECC_NIST_P256',
      'ECC_NIST_P384',
      'ECC_NIST_P521',
      'ECC_SECG_P256K1',
      'HMAC_224',
      'HMAC_256',
      'HMAC_384',
      'HMAC_512',
      'ML_DSA_44',
      'ML_DSA_65',
      'ML_DSA_87',
      'ML_KEM_1024',
      'ML_KEM_512',
      'ML_KEM_768',
      'RSA_2048',
      'RSA_3072',
      'RSA_4096',
      'SYMMETRIC_DEFAULT',
    ]);
    expect([...values(small, (key) => key.usage)].sort()).toEqual([
      'ENCAPSULATE_DECAPSULATE',
      'ENCRYPT_DECRYPT',
      'GENERATE_VERIFY_MAC',
      'KEY_AGREEMENT',
      'SIGN_VERIFY',
    ]);
    expect([...values(small, (key) => key.origin)].sort()).toEqual([
      'AWS_CLOUDHSM',
      'AWS_KMS',
      'EXTERNAL',
      'EXTERNAL_KEY_STORE',
    ]);
    expect([...values(small, (key) => key.state)].sort()).toEqual([
      'Creating',
      'Disabled',
      'Enabled',
      'PendingDeletion',
      'PendingImport',
      'PendingReplicaDeletion',
      'Unavailable',
      'Updating',
    ]);
  });

  test('even 48 keys have every usage, origin and state', () => {
    const tiny = sample(48);
    expect(values(tiny, (key) => key.usage).size).toBe(5);
    expect(values(tiny, (key) => key.origin).size).toBe(4);
    expect(values(tiny, (key) => key.state).size).toBe(8);
    const rotations = values(tiny, (key) =>
      key.manager === 'CUSTOMER' ? String(key.rotations.length) : '0',
    );
    expect([...rotations].sort()).toEqual(expect.arrayContaining(['0', '1', '2', '5']));
  });

  test('text in other scripts and text that must not be obeyed', () => {
    const keys = [...small.keys()];
    for (const script of [/[\u3040-\u9fff]/, /[\u0370-\u03ff]/, /[\u0400-\u04ff]/, /é/]) {
      expect(
        keys.some((key) => key.aliases.some((alias) => script.test(alias)) && script.test(key.description)),
      ).toBe(true);
    }
    const hostile = keys.find((key) => key.description.startsWith('=HYPERLINK('));
    expect(hostile?.tags.some((tag) => tag.value.includes('<script>') && tag.value.includes('\u200f'))).toBe(
      true,
    );
  });

  test('aliases are unique in a unit and sorted on a key', () => {
    for (const unit of sample(12_000).units()) {
      const names = [...unit.keys()].flatMap((key) => key.aliases);
      expect(new Set(names).size).toBe(names.length);
    }
    const several = [...small.keys()].filter((key) => key.aliases.length > 1);
    expect(several.every((key) => key.aliases.toSorted().join() === key.aliases.join())).toBe(true);
  });
});

describe('proportions', () => {
  const keys = [...sample(10_000).keys()];
  const customer = keys.filter((key) => key.manager === 'CUSTOMER');

  test('that a reviewer would believe', () => {
    expect(customer.length).toBe(7000);
    const symmetric = share(customer, (key) => key.spec === 'SYMMETRIC_DEFAULT');
    expect(symmetric).toBeGreaterThan(0.7);
    expect(symmetric).toBeLessThan(0.8);
    const rotating = share(customer, (key) => key.rotationPeriodDays !== null);
    expect(rotating).toBeGreaterThan(0.45);
    expect(rotating).toBeLessThan(0.55);
    const ownerless = share(
      customer,
      (key) => !key.tags.some((tag) => ['team', 'owner'].includes(tag.key.toLowerCase())),
    );
    expect(ownerless).toBeGreaterThan(0.06);
    expect(ownerless).toBeLessThan(0.1);
    const pending = share(customer, (key) => key.state === 'PendingDeletion');
    expect(pending).toBeGreaterThan(0.004);
    expect(pending).toBeLessThan(0.03);
  });

  test('us-east-1 is the largest region and every region of the 17 is used', () => {
    const regions = new Set(keys.map((key) => key.region));
    const sizes = [...regions].map((region) => ({
      region,
      size: keys.filter((key) => key.region === region).length,
    }));
    sizes.sort((a, b) => b.size - a.size);
    expect(sizes[0]?.region).toBe('us-east-1');
    expect(sizes.length).toBe(17);
  });

  test('an account holds at most one AWS managed key of a service in a region', () => {
    const managed = keys.filter((key) => key.manager === 'AWS');
    const places = managed.map((key) => `${key.accountId}/${key.region}/${key.aliases[0]}`);
    expect(new Set(places).size).toBe(managed.length);
    expect(managed.every((key) => key.tags.length === 0 && key.state === 'Enabled')).toBe(true);
  });
});

describe('another shape', () => {
  test('one account and one region, and a hundred accounts', () => {
    const narrow = generateOrganisation({
      seed: 3,
      keys: 5000,
      asOf: NOW,
      accounts: 1,
      regions: ['us-east-1'],
    });
    expect([...narrow.keys()].length).toBe(5000);
    expect(narrow.management.name).toBe('payments-prod');
    const wide = generateOrganisation({ seed: 3, keys: 5000, asOf: NOW, accounts: 100 });
    expect([...wide.keys()].length).toBe(5000);
    expect(new Set(wide.accounts.map((account) => account.id)).size).toBe(100);
    expect(new Set(wide.accounts.map((account) => account.name)).size).toBe(100);
    expect(wide.accounts.every((account) => /^\d{12}$/.test(account.id))).toBe(true);
  });

  test('a key is found by its id in its own unit only', () => {
    const organisation = sample(3000);
    for (const unit of organisation.units()) {
      for (const key of unit.keys()) expect(unit.key(key.keyId)).toEqual(key);
    }
    const [some] = organisation.unit('111122223333', 'us-east-1')?.keys() ?? [];
    expect(organisation.unit('222233334444', 'us-east-1')?.key(some?.keyId ?? '')).toBeUndefined();
  });

  test('any seed, size, number of accounts and set of regions holds together', () => {
    const options = fc.record({
      seed: fc.nat(),
      keys: fc.integer({ min: 48, max: 900 }),
      accounts: fc.integer({ min: 1, max: 30 }),
      regions: fc.subarray([...DEFAULT_REGIONS], { minLength: 1 }),
    });
    fc.assert(
      fc.property(options, (given) => {
        const organisation = generateOrganisation({ ...given, asOf: NOW });
        const keys = [...organisation.keys()];
        const byArn = new Map(keys.map((key) => [key.arn, key]));
        expect(keys.length).toBe(given.keys);
        expect(byArn.size).toBe(given.keys);
        const names = keys.flatMap((key) =>
          key.aliases.map((alias) => `${key.accountId}/${key.region}/${alias}`),
        );
        expect(new Set(names).size).toBe(names.length);
        for (const key of keys.filter((one) => one.family?.role === 'PRIMARY')) {
          for (const region of key.family?.replicas ?? []) {
            const replica = byArn.get(key.arn.replace(`:${key.region}:`, `:${region}:`));
            expect(replica?.family).toEqual({ ...key.family, role: 'REPLICA' });
            expect([replica?.materialId, replica?.spec]).toEqual([key.materialId, key.spec]);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
