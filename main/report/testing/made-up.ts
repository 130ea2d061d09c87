import { ledgerCluster, ledgerKey } from '../../../shared/cost/ledger.ts';
import type { HsmCluster, KeyStore } from '../../../shared/model/hsm.ts';
import type { KeyMetadata, KeyRecord } from '../../../shared/model/key.ts';
import type { LedgerKey } from '../../../shared/model/ledger.ts';
import { NOT_APPLICABLE, read, unread } from '../../../shared/model/outcome.ts';
import type { Account } from '../../../shared/model/place.ts';
import type { Price, PriceBook } from '../../../shared/model/price.ts';

/** A made-up organisation: the same for the same number of keys. */
export const REGIONS = ['ap-northeast-1', 'eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2'] as const;

export const ACCOUNTS: readonly Account[] = [
  ['data-lake', '333344445555'],
  ['merchant-prod', '222233334444'],
  ['payments-prod', '111122223333'],
  ['sandbox', '444455556666'],
].map(([name = '', id = '']) => ({ name, id, partition: 'aws', profile: name }));

/** Names that no single font can print, and one that must not do anything. */
export const FOREIGN_ALIASES = [
  'alias/支払い/カード保管庫',
  'alias/платежи/архив',
  'alias/πληρωμές/κλειδί',
  'alias/comptabilité/clé-maîtresse',
  'alias/Łódź/żółw',
] as const;
export const HOSTILE_ALIAS = 'alias/evil\u202Egnp.exe\u0007\u0000';

const OWNERS = ['payments', 'merchant', 'treasury', 'data platform', 'Größte Sparkasse', null] as const;
const SPECS = [
  'SYMMETRIC_DEFAULT',
  'SYMMETRIC_DEFAULT',
  'SYMMETRIC_DEFAULT',
  'RSA_2048',
  'ECC_NIST_P256',
  'HMAC_256',
  'ML_DSA_65',
];
const WORDS = [
  'card-vault',
  'acquirer-link',
  'authorisation',
  'chargeback',
  'invoices',
  'ledger',
  'tokens',
  'archive',
];

/** Mulberry32: small, and the same everywhere. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick<T>(random: () => number, values: readonly T[], fallback: T): T {
  return values[Math.floor(random() * values.length)] ?? fallback;
}

function keyIdOf(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export function priceBook(): PriceBook {
  const price = (item: Price['item'], region: string, unit: Price['unit'], microUsd: number): Price => ({
    item,
    region,
    unit,
    microUsd,
    source: 'list',
    sku: `SKU${item.length}${region.replaceAll('-', '').toUpperCase()}`.slice(0, 16),
    asOf: '2026-11-24',
    confidence: 'A',
  });
  return {
    currency: 'USD',
    source: 'list',
    asOf: '2026-11-24',
    prices: [
      ...REGIONS.map((region) => price('kms.key', region, 'key-month', 1_000_000)),
      ...REGIONS.map((region) => price('kms.request', region, 'request', 3)),
      price('hsm.hsm1.medium', 'us-east-1', 'hsm-hour', 1_600_000),
      price('hsm.hsm2m.medium', 'us-east-1', 'hsm-hour', 1_600_000),
    ],
  };
}

function metadataOf(random: () => number, arn: string): KeyMetadata {
  const spec = pick(random, SPECS, 'SYMMETRIC_DEFAULT');
  const dice = random();
  const manager = dice < 0.12 ? 'AWS' : 'CUSTOMER';
  const state = manager === 'AWS' || dice < 0.85 ? 'Enabled' : dice < 0.92 ? 'Disabled' : 'PendingDeletion';
  const origin =
    dice > 0.3 && dice < 0.36
      ? 'AWS_CLOUDHSM'
      : dice > 0.36 && dice < 0.38
        ? 'EXTERNAL_KEY_STORE'
        : 'AWS_KMS';
  const replica = dice > 0.4 && dice < 0.46;
  return {
    manager,
    state,
    spec: origin === 'AWS_KMS' && manager === 'CUSTOMER' && !replica ? spec : 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin,
    description: '',
    createdAt: '2021-03-04T10:00:00Z',
    deletionDate: state === 'PendingDeletion' ? '2026-12-01T00:00:00Z' : null,
    pendingDeletionWindowDays: null,
    expirationModel: null,
    validTo: null,
    multiRegion: replica
      ? { role: 'REPLICA', primaryArn: arn.replace(/:[a-z]+-[a-z]+-\d:/, ':us-east-1:'), replicaArns: [arn] }
      : null,
    customKeyStoreId: origin === 'AWS_CLOUDHSM' ? 'cks-1' : null,
    clusterId: origin === 'AWS_CLOUDHSM' ? 'cluster-abcdefghijk' : null,
    xksKeyId: null,
    currentMaterialId: null,
  };
}

function recordOf(random: () => number, index: number, account: Account): KeyRecord {
  const region = pick(random, REGIONS, 'us-east-1');
  const keyId = keyIdOf(random);
  const arn = `arn:aws:kms:${region}:${account.id}:key/${keyId}`;
  const metadata = metadataOf(random, arn);
  const owner = pick(random, OWNERS, null);
  const denied = index % 41 === 7;
  const rotates =
    metadata.manager === 'CUSTOMER' && metadata.spec === 'SYMMETRIC_DEFAULT' && metadata.origin === 'AWS_KMS';
  const rotations = Array.from({ length: pick(random, [0, 0, 1, 2, 5], 0) }, (_, year) => ({
    date: `${2026 - year}-03-04T10:00:00Z`,
    type: 'AUTOMATIC' as const,
  }));
  const special =
    index < FOREIGN_ALIASES.length ? FOREIGN_ALIASES[index] : index === 20 ? HOSTILE_ALIAS : undefined;
  const word = `${owner ?? 'shared'}/${pick(random, WORDS, 'key')}-${String(index).padStart(5, '0')}`;
  const usual = metadata.manager === 'AWS' ? `alias/aws/service-${index}` : `alias/${word}`;
  const long = index === 30 ? ['alias/'.padEnd(250, 'a-very-long-name/')] : [];
  return {
    arn,
    keyId,
    accountId: account.id,
    region,
    aliases: random() < 0.1 && special === undefined ? long : [special ?? usual, ...long],
    metadata: denied ? unread('denied') : read(metadata),
    rotationStatus: NOT_APPLICABLE,
    rotations: denied || index % 29 === 5 ? unread('denied') : rotates ? read(rotations) : NOT_APPLICABLE,
    tags: denied ? unread('denied') : read(owner === null ? [] : [{ key: 'Owner', value: owner }]),
  };
}

function byPlace(a: LedgerKey, b: LedgerKey): number {
  const name = ({ key }: LedgerKey) => ACCOUNTS.find((account) => account.id === key.accountId)?.name ?? '';
  const parts = (key: LedgerKey) => [
    name(key),
    key.key.region,
    key.key.aliases[0] ?? '\u{10FFFF}',
    key.key.arn,
  ];
  const [left, right] = [parts(a).join('\u0001'), parts(b).join('\u0001')];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Keys of a made-up organisation, priced and in the order of the ledger. */
export function makeKeys(count: number, seed = 1): LedgerKey[] {
  const random = seeded(seed);
  const book = priceBook();
  return Array.from({ length: count }, (_, index) => {
    const account = pick(random, ACCOUNTS, { id: '1', name: 'one', partition: 'aws', profile: 'one' });
    return ledgerKey(recordOf(random, index, account), book);
  }).sort(byPlace);
}

const TIMES = { createdAt: '2023-05-01T08:00:00Z', networkType: 'IPV4' } as const;

export function makeClusters() {
  const cluster = (id: string, region: string, states: readonly string[], owner: string): HsmCluster => ({
    ...TIMES,
    accountId: '111122223333',
    region,
    id,
    state: states.length === 0 ? 'UNINITIALIZED' : 'ACTIVE',
    hsmType: 'hsm2m.medium',
    mode: 'FIPS',
    hsms: states.map((state, index) => ({
      id: `hsm-${id.slice(8, 14)}${index}`,
      availabilityZone: `${region}${'abc'[index] ?? 'a'}`,
      state,
      type: null,
    })),
    tags: [{ key: 'Owner', value: owner }],
  });
  return [
    cluster('cluster-abcdefghijk', 'us-east-1', ['ACTIVE', 'ACTIVE'], 'payments'),
    cluster('cluster-lmnopqrstuv', 'us-east-1', ['ACTIVE', 'CREATE_IN_PROGRESS'], 'treasury'),
    cluster('cluster-emptyempty0', 'eu-west-1', [], 'treasury'),
  ].map((one) => ledgerCluster(one, priceBook()));
}

export const KEY_STORES: readonly KeyStore[] = [
  {
    accountId: '111122223333',
    region: 'us-east-1',
    id: 'cks-1',
    name: 'payments-hsm-store',
    type: 'AWS_CLOUDHSM',
    connectionState: 'CONNECTED',
    clusterId: 'cluster-abcdefghijk',
    createdAt: null,
  },
];
