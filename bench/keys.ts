import type { Amount } from '../shared/model/amount.ts';
import type { LineItem } from '../shared/model/cost.ts';
import { type KeyMetadata, type KeyRecord, keyKind } from '../shared/model/key.ts';
import type { LedgerKey } from '../shared/model/ledger.ts';
import { NOT_APPLICABLE, read, unread } from '../shared/model/outcome.ts';
import type { Account } from '../shared/model/place.ts';
import type { Price } from '../shared/model/price.ts';

/** Synthetic ledger keys for the benches: the same number gives the same key, on every machine. */

const REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'eu-west-1',
  'eu-central-1',
  'ap-south-1',
  'ap-northeast-1',
  'sa-east-1',
];
const TEAMS = [
  'payments',
  'identity',
  'search',
  'fraud',
  'ledger',
  'mobile',
  'data-lake',
  'platform',
  'risk',
];
const STATES = ['Enabled', 'Enabled', 'Enabled', 'Enabled', 'Disabled', 'PendingDeletion', 'PendingImport'];
const SPECS = [
  'SYMMETRIC_DEFAULT',
  'SYMMETRIC_DEFAULT',
  'SYMMETRIC_DEFAULT',
  'RSA_2048',
  'ECC_NIST_P256',
  'HMAC_256',
];
const ORIGINS = [
  'AWS_KMS',
  'AWS_KMS',
  'AWS_KMS',
  'AWS_KMS',
  'EXTERNAL',
  'AWS_CLOUDHSM',
  'EXTERNAL_KEY_STORE',
];
const ACCOUNTS = 120;

export const BENCH_ACCOUNTS: readonly Account[] = Array.from({ length: ACCOUNTS }, (_, index) => ({
  id: accountId(index),
  name: `${pick(TEAMS, index)}-${pick(['prod', 'staging', 'sandbox'], index >> 2)}-${index}`,
  partition: 'aws',
  profile: 'bench',
}));

export const BENCH_REGIONS: readonly string[] = REGIONS;

function accountId(index: number): string {
  return String(210_000_000_000 + index * 7_919).padStart(12, '0');
}

/** 32 well-mixed bits of a number (Murmur3's finaliser). */
function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

function pick<T>(values: readonly T[], bits: number): T {
  const value = values[bits % values.length];
  if (value === undefined) throw new RangeError('Nothing to pick from');
  return value;
}

function hex(value: number, digits: number): string {
  return mix(value).toString(16).padStart(8, '0').slice(0, digits);
}

function day(bits: number): string {
  return new Date(Date.UTC(2017, 0, 1) + (bits % 3_400) * 86_400_000 + (bits % 86_400) * 1_000).toISOString();
}

const PRICE: Omit<Price, 'region'> = {
  item: 'kms.key',
  unit: 'key-month',
  microUsd: 1_000_000,
  source: 'bundled',
  sku: null,
  asOf: '2026-10-01',
  confidence: 'A',
};

function line(rule: LineItem['rule'], region: string, amount: Amount): LineItem {
  return { rule, price: { ...PRICE, region }, confidence: 'A', quantity: 1, subject: null, ...amount };
}

const DOLLAR: Amount = { lowMicroUsd: 1_000_000, highMicroUsd: 1_000_000 };

function lines(key: KeyRecord, deleted: boolean, rotations: number | null): LineItem[] {
  const { region } = key;
  if (deleted) return [line('key.pendingDeletion', region, { lowMicroUsd: 0, highMicroUsd: 0 })];
  const held = line('key.held', region, DOLLAR);
  if (rotations === null)
    return [held, line('rotation.unreadable', region, { lowMicroUsd: 0, highMicroUsd: 2_000_000 })];
  const first = rotations > 0 ? [line('rotation.first', region, DOLLAR)] : [];
  const second = rotations > 1 ? [line('rotation.second', region, DOLLAR)] : [];
  return [held, ...first, ...second];
}

export function benchKey(index: number): LedgerKey {
  const bits = mix(index + 1);
  const more = mix(bits);
  const id = accountId(bits % ACCOUNTS);
  const region = pick(REGIONS, more);
  const team = pick(TEAMS, more >>> 5);
  const keyId = `${hex(index, 8)}-${hex(bits, 4)}-4${hex(more, 3)}-a${hex(bits + 1, 3)}-${hex(more + 1, 8)}${hex(more + 2, 4)}`;
  const state = pick(STATES, bits >>> 7);
  const rotations = more % 17 === 0 ? null : more % 4;
  const metadata: KeyMetadata = {
    manager: 'CUSTOMER',
    state,
    spec: pick(SPECS, more >>> 9),
    usage: 'ENCRYPT_DECRYPT',
    origin: pick(ORIGINS, bits >>> 11),
    description: `Encrypts the ${team} records of customer ${index % 5_000}`,
    createdAt: day(bits),
    deletionDate: state === 'PendingDeletion' ? '2026-12-12T00:00:00.000Z' : null,
    pendingDeletionWindowDays: null,
    expirationModel: null,
    validTo: null,
    multiRegion: null,
    customKeyStoreId: null,
    clusterId: null,
    xksKeyId: null,
    currentMaterialId: hex(more, 8).repeat(8),
  };
  const key: KeyRecord = {
    arn: `arn:aws:kms:${region}:${id}:key/${keyId}`,
    keyId,
    accountId: id,
    region,
    aliases:
      more % 9 === 0 ? [] : [`alias/${team}/${pick(['db', 'queue', 'bucket', 'logs'], bits >>> 3)}-${index}`],
    metadata: read(metadata),
    rotationStatus:
      rotations === null
        ? NOT_APPLICABLE
        : read({ enabled: true, periodDays: 365, nextRotationAt: day(more), onDemandStartedAt: null }),
    rotations:
      rotations === null
        ? unread('denied')
        : read(
            Array.from({ length: rotations }, (_, at) => ({
              date: day(more + at),
              type: 'AUTOMATIC' as const,
            })),
          ),
    tags: read([
      { key: 'Environment', value: pick(['production', 'staging', 'sandbox'], bits >>> 4) },
      ...(more % 6 === 0 ? [] : [{ key: 'Owner', value: `${team}-${bits % 40}` }]),
      { key: 'CostCentre', value: `CC-${4_000 + (bits % 300)}` },
    ]),
  };
  const items = lines(key, state === 'PendingDeletion', rotations);
  return {
    key,
    kind: keyKind(key),
    owner:
      more % 6 === 0
        ? { name: null, basis: { by: 'none' } }
        : { name: `${team}-${bits % 40}`, basis: { by: 'tag', tagKey: 'Owner' } },
    lines: items,
    amount: {
      lowMicroUsd: items.reduce((total, item) => total + item.lowMicroUsd, 0),
      highMicroUsd: items.reduce((total, item) => total + (item.highMicroUsd ?? 0), 0),
    },
  };
}
