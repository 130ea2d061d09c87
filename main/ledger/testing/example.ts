import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Amount, exactly, sum } from '../../../shared/model/amount.ts';
import type { LineItem } from '../../../shared/model/cost.ts';
import type { HsmCluster } from '../../../shared/model/hsm.ts';
import type { KeyMetadata, KeyRecord } from '../../../shared/model/key.ts';
import type { LedgerBatch, LedgerCluster, LedgerKey } from '../../../shared/model/ledger.ts';
import { read } from '../../../shared/model/outcome.ts';
import type { Account } from '../../../shared/model/place.ts';
import type { Manifest } from '../../../shared/model/snapshot.ts';
import { type Ledger, openLedger } from '../ledger.ts';
import { openSnapshotWriter } from '../write.ts';

export const EXAMPLE_ID = '20261124T091200Z-4be1c07d';

export const EXAMPLE_ACCOUNTS: readonly Account[] = [
  { id: '111111111111', name: 'payments-prod', partition: 'aws', profile: 'p' },
  { id: '222222222222', name: 'Audit', partition: 'aws', profile: 'p' },
  { id: '333333333333', name: '支払い', partition: 'aws', profile: 'p' },
];

export const EXAMPLE_METADATA: KeyMetadata = {
  manager: 'CUSTOMER',
  state: 'Enabled',
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  origin: 'AWS_KMS',
  description: '',
  createdAt: '2024-03-05T06:07:08.000Z',
  deletionDate: null,
  pendingDeletionWindowDays: null,
  expirationModel: null,
  validTo: null,
  multiRegion: null,
  customKeyStoreId: null,
  clusterId: null,
  xksKeyId: null,
  currentMaterialId: null,
};

/** An enabled key of $1 that has never rotated and has no alias, no tag and no owner. */
export function exampleKey(
  number: number,
  changes: Omit<Partial<LedgerKey>, 'key'> & { readonly key?: Partial<KeyRecord> } = {},
): LedgerKey {
  const keyId = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const { accountId = '111111111111', region = 'eu-west-1' } = changes.key ?? {};
  return {
    kind: 'customer',
    owner: { name: null, basis: { by: 'none' } },
    lines: [exampleLine(exactly(1_000_000))],
    amount: exactly(1_000_000),
    ...changes,
    key: {
      arn: `arn:aws:kms:${region}:${accountId}:key/${changes.key?.keyId ?? keyId}`,
      keyId,
      accountId,
      region,
      aliases: [],
      metadata: read(EXAMPLE_METADATA),
      rotationStatus: read({
        enabled: false,
        periodDays: null,
        nextRotationAt: null,
        onDemandStartedAt: null,
      }),
      rotations: read([]),
      tags: read([]),
      ...changes.key,
    },
  };
}

export function exampleLine(amount: Amount, changes: Partial<LineItem> = {}): LineItem {
  return {
    rule: 'key.held',
    price: null,
    confidence: 'A',
    quantity: 1,
    subject: null,
    ...amount,
    ...changes,
  };
}

export function exampleCluster(
  id: string,
  changes: Omit<Partial<LedgerCluster>, 'cluster'> & { readonly cluster?: Partial<HsmCluster> } = {},
): LedgerCluster {
  return {
    owner: { name: null, basis: { by: 'none' } },
    lines: [],
    amount: exactly(1_168_000_000),
    ...changes,
    cluster: {
      accountId: '111111111111',
      region: 'eu-west-1',
      id,
      state: 'ACTIVE',
      hsmType: 'hsm2m.medium',
      mode: 'FIPS',
      networkType: 'IPV4',
      createdAt: '2025-01-02T03:04:05.000Z',
      hsms: [],
      tags: [],
      ...changes.cluster,
    },
  };
}

export function exampleManifest(changes: Partial<Manifest> = {}): Omit<Manifest, 'files' | 'schemaVersion'> {
  return {
    id: EXAMPLE_ID,
    sample: false,
    startedAt: '2026-11-24T09:12:00.000Z',
    finishedAt: '2026-11-24T09:13:00.000Z',
    asOf: '2026-11-24T09:12:00.000Z',
    complete: true,
    scope: {
      organisation: null,
      profiles: ['p'],
      accounts: EXAMPLE_ACCOUNTS,
      regions: ['eu-west-1', 'us-east-1'],
      units: 6,
    },
    counts: { customerKeys: 0, awsManagedKeys: 0, unknownKeys: 0, clusters: 0, hsms: 0 },
    runRate: { keys: sum([]), hsms: sum([]), total: sum([]) },
    priceBook: { currency: 'USD', source: 'bundled', asOf: '2026-10-01', prices: [] },
    coverage: [],
    requests: {},
    ...changes,
  };
}

export async function keep(
  dataDir: string,
  batch: Partial<LedgerBatch>,
  changes: Partial<Manifest> = {},
): Promise<Manifest> {
  const facts = exampleManifest(changes);
  const writer = await openSnapshotWriter(dataDir, { id: facts.id, accounts: EXAMPLE_ACCOUNTS });
  await writer.append({ keys: [], clusters: [], keyStores: [], ...batch });
  return writer.finish(facts);
}

export async function inTempFolder<T>(use: (dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), "keyledger 'test' [a]{b} "));
  try {
    return await use(dataDir);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Keeps one snapshot of this, and asks. */
export async function withSnapshot<T>(
  batch: Partial<LedgerBatch>,
  use: (ledger: Ledger, dataDir: string) => Promise<T>,
): Promise<T> {
  return inTempFolder(async (dataDir) => {
    await keep(dataDir, batch);
    const ledger = await openLedger({ dataDir });
    try {
      return await use(ledger, dataDir);
    } finally {
      await ledger.close();
    }
  });
}
