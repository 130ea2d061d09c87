import { expect, test } from 'vitest';
import { exactly } from '../../../shared/model/amount.ts';
import type { Hsm } from '../../../shared/model/hsm.ts';
import type { LedgerCluster } from '../../../shared/model/ledger.ts';
import { hoursWords, liveHsms, typeWords, zoneWords } from './cluster-words.ts';

function hsm(zone: string, state = 'ACTIVE'): Hsm {
  return { id: `hsm-${zone}`, availabilityZone: zone, state, type: null };
}

function cluster(
  hsms: readonly Hsm[],
  hsmType = 'hsm2m.medium',
  mode: string | null = 'FIPS',
): LedgerCluster {
  const price = {
    item: 'hsm.hsm2m.medium',
    region: 'us-east-1',
    unit: 'hsm-hour',
    microUsd: 1_600_000,
    source: 'list',
    sku: null,
    asOf: '2026-11-24',
    confidence: 'T',
  } as const;
  return {
    cluster: {
      accountId: '1',
      region: 'us-east-1',
      id: 'cluster-a',
      state: 'ACTIVE',
      hsmType,
      mode,
      networkType: null,
      createdAt: null,
      hsms,
      tags: [],
    },
    owner: { name: null, basis: { by: 'none' } },
    lines: hsms.map((one) => ({
      rule: 'hsm.hour',
      price,
      confidence: 'A',
      quantity: 1,
      subject: one.id,
      ...exactly(1_168_000_000),
    })),
    amount: exactly(1_168_000_000 * hsms.length),
  };
}

const two = cluster([hsm('us-east-1a'), hsm('us-east-1b')]);

test('type, mode, zones and hours', () => {
  expect(typeWords(two.cluster)).toBe('hsm2m, FIPS');
  expect(typeWords(cluster([], 'hsm2m.medium', 'NON_FIPS').cluster)).toBe('hsm2m, non-FIPS');
  expect(typeWords(cluster([], 'hsm2m.medium', null).cluster)).toBe('hsm2m, mode unknown');
  expect(zoneWords(cluster([hsm('us-east-1b'), hsm('us-east-1a'), hsm('us-east-1b')]).cluster)).toBe(
    'a, b × 2',
  );
  expect(liveHsms(cluster([hsm('us-east-1a', 'DELETE_IN_PROGRESS')]).cluster)).toBe(0);
  expect(hoursWords([two])).toBe('1,460 × $1.60');
  expect(hoursWords([cluster([])])).toBe('—');
});
