import type { HsmCluster } from '../model/hsm.ts';
import type { KeyMetadata, KeyRecord, Rotation } from '../model/key.ts';
import { NOT_APPLICABLE, read } from '../model/outcome.ts';
import type { Price, PriceBook, PriceItem } from '../model/price.ts';

/** Keys, clusters and a price book for the tests of this room. */
export function testMetadata(changes: Partial<KeyMetadata> = {}): KeyMetadata {
  return {
    manager: 'CUSTOMER',
    state: 'Enabled',
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    description: '',
    createdAt: '2025-03-14T08:00:00.000Z',
    deletionDate: null,
    pendingDeletionWindowDays: null,
    expirationModel: null,
    validTo: null,
    multiRegion: null,
    customKeyStoreId: null,
    clusterId: null,
    xksKeyId: null,
    currentMaterialId: null,
    ...changes,
  };
}

/** `metadata` stands in for a described key; `key` overrides whatever else. By default never rotated. */
export function testKey(metadata: Partial<KeyMetadata> = {}, key: Partial<KeyRecord> = {}): KeyRecord {
  const keyId = '1f0e2d3c-0000-4000-8000-000000000001';
  return {
    arn: `arn:aws:kms:us-east-1:111122223333:key/${keyId}`,
    keyId,
    accountId: '111122223333',
    region: 'us-east-1',
    aliases: [],
    metadata: read(testMetadata(metadata)),
    rotationStatus: NOT_APPLICABLE,
    rotations: read([]),
    tags: read([]),
    ...key,
  };
}

export function testRotations(...dates: readonly string[]): readonly Rotation[] {
  return dates.map((date) => ({ date, type: 'AUTOMATIC' }));
}

export function testCluster(
  hsms: readonly { readonly state: string; readonly type?: string }[],
  changes: Partial<HsmCluster> = {},
): HsmCluster {
  return {
    accountId: '111122223333',
    region: 'us-east-1',
    id: 'cluster-k3q7example',
    state: 'ACTIVE',
    hsmType: 'hsm2m.medium',
    mode: 'FIPS',
    networkType: 'IPV4',
    createdAt: '2025-01-01T00:00:00.000Z',
    hsms: hsms.map(({ state, type }, index) => ({
      id: `hsm-${index + 1}`,
      availabilityZone: `us-east-1${'abcdef'.charAt(index % 6)}`,
      state,
      type: type ?? null,
    })),
    tags: [],
    ...changes,
  };
}

function price(item: PriceItem, region: string, microUsd: number, confidence: Price['confidence']): Price {
  const unit = item === 'kms.key' ? 'key-month' : 'hsm-hour';
  return { item, region, unit, microUsd, source: 'list', sku: 'SKU', asOf: '2026-11-24', confidence };
}

/** $1.00 a key and $1.60 an HSM-hour in us-east-1, as facts have them; us-gov-east-1 is made up, cn-north-1 has none. */
export const TEST_BOOK: PriceBook = {
  currency: 'USD',
  source: 'list',
  asOf: '2026-11-24',
  prices: [
    price('kms.key', 'us-east-1', 1_000_000, 'A'),
    price('hsm.hsm1.medium', 'us-east-1', 1_600_000, 'A'),
    price('hsm.hsm2m.medium', 'us-east-1', 1_600_000, 'T'),
    price('kms.key', 'us-gov-east-1', 1_250_000, 'I'),
    price('hsm.hsm2m.medium', 'us-gov-east-1', 2_000_001, 'I'),
  ],
};
