import { FOREVER, type KeyLife, plainLife } from './life.ts';
import { DAY, HOUR, ms, REFERENCE } from './time.ts';
import { FOREIGN, HOSTILE } from './words.ts';

export interface KeyPiece {
  readonly account: string;
  readonly region: string;
  /** The key lives in the unit's custom key store; it is left out where the unit has none. */
  readonly stored: boolean;
  readonly life: KeyLife;
}

type Place = readonly [account: string, region: string];

interface Writing extends Partial<Omit<KeyLife, 'tags'>> {
  /** Owner tag; null for a key that nobody claims. */
  readonly team?: string | null;
  readonly tags?: KeyLife['tags'];
  readonly stored?: boolean;
  /** Switch automatic rotation on a minute after creation, every so many days. */
  readonly every?: number;
}

function key([account, region]: Place, created: string, alias: string | null, more: Writing = {}): KeyPiece {
  const { team, tags, stored, every, ...life } = more;
  const createdAt = ms(created);
  const owner = team === undefined ? (alias?.split('/')[0] ?? null) : team;
  return {
    account,
    region,
    stored: stored ?? false,
    life: {
      ...plainLife(createdAt),
      aliases: alias === null ? [] : [`alias/${alias}`],
      tags: [...(owner === null ? [] : [{ key: 'team', value: owner }]), ...(tags ?? [])],
      automatic: every ? { from: createdAt + 60_000, until: FOREVER, periodDays: every } : null,
      use: { from: createdAt + HOUR, until: FOREVER, every: 5 * HOUR, operation: 'Decrypt' },
      ...life,
    },
  };
}

function sign(spec: string): Writing {
  return { spec, usage: 'SIGN_VERIFY' };
}
function mac(spec: string): Writing {
  return { spec, usage: 'GENERATE_VERIFY_MAC' };
}
function encapsulate(spec: string): Writing {
  return { spec, usage: 'ENCAPSULATE_DECAPSULATE' };
}
function imported(from: string, until: string | null): Writing {
  const material = { from: ms(from), until: until === null ? FOREVER : ms(until), expires: until !== null };
  return { origin: 'EXTERNAL', material };
}
function foreign(index: 0 | 1 | 2 | 3 | 4): Writing {
  const { description, tag } = FOREIGN[index];
  return { description, tags: [{ key: 'office', value: tag }] };
}

const PAY: Place = ['payments-prod', 'us-east-1'];
const PAY_EU: Place = ['payments-prod', 'eu-west-1'];
const MERCHANT: Place = ['merchant-prod', 'us-east-1'];
const DATA: Place = ['data-lake', 'us-east-1'];
const PLATFORM: Place = ['platform-shared', 'us-east-1'];
const PLATFORM_DE: Place = ['platform-shared', 'eu-central-1'];
const IDENTITY: Place = ['identity-prod', 'us-east-1'];
const LEDGER: Place = ['ledger-prod', 'us-east-1'];
const LEDGER_DE: Place = ['ledger-prod', 'eu-central-1'];
const VAULT: Place = ['security-vault', 'us-east-1'];
const SANDBOX: Place = ['sandbox', 'us-east-1'];
const TOKYO: Place = ['merchant-prod', 'ap-northeast-1'];

/** Situations that every sample has as far as its size allows, the most telling first. */
export const KEY_PIECES: readonly KeyPiece[] = [
  key(PAY, '2026-06-09T10:00:00Z', 'payments/card-vault-02', {
    every: 365,
    description: 'Second card vault',
  }),
  key(PAY_EU, '2025-09-17T10:00:00Z', 'payments/settlement-files', { every: 365 }),
  key(LEDGER, '2024-08-01T10:00:00Z', 'treasury/ledger-journal', { every: 365 }),
  key(DATA, '2021-03-04T10:00:00Z', 'data/lake-raw', {
    every: 365,
    description: 'Everything that lands in the lake',
  }),
  key(VAULT, '2023-02-01T10:00:00Z', 'security/evidence', { onDemand: [ms('2026-02-11T14:03:00Z')] }),
  key(SANDBOX, '2022-05-05T10:00:00Z', 'platform/builds-trial', {
    disabled: { from: ms('2024-04-30T10:00:00Z'), until: FOREVER },
    every: 365,
  }),
  key(MERCHANT, '2024-01-22T10:00:00Z', 'merchant/webhook-signing-02', {
    ...sign('RSA_2048'),
    description: 'Signs webhooks of the second generation',
    deletion: { from: ms('2026-11-22T07:30:00Z'), until: ms('2026-12-01T07:30:00Z') },
    use: { from: ms('2024-01-23T00:00:00Z'), until: FOREVER, every: 3 * HOUR, operation: 'Sign' },
  }),
  key(
    LEDGER,
    '2025-06-03T10:00:00Z',
    'treasury/bank-files-import',
    imported('2025-06-03T12:00:00Z', '2027-05-31T12:00:00Z'),
  ),
  key(PAY_EU, '2023-11-08T10:00:00Z', 'payments/acquirer-import', {
    ...imported('2023-11-08T12:00:00Z', null),
    onDemand: [ms('2025-11-10T09:00:00Z')],
  }),
  key(MERCHANT, '2026-10-28T10:00:00Z', 'merchant/terminal-import', {
    origin: 'EXTERNAL',
    material: { from: ms('2027-01-11T10:00:00Z'), until: FOREVER, expires: false },
    description: 'Waits for its key ceremony',
  }),
  key(PAY, '2024-09-06T10:00:00Z', 'payments/pan-store-hsm', {
    stored: true,
    description: 'Held in the payments HSMs',
  }),
  key(PLATFORM_DE, '2024-08-14T10:00:00Z', 'platform/secrets-hsm-trial', { stored: true }),
  key(LEDGER_DE, '2024-03-12T10:00:00Z', 'treasury/statements-xks', {
    stored: true,
    xksKeyId: 'northwind-treasury-0001',
  }),
  key(IDENTITY, '2023-05-30T10:00:00Z', 'identity/tokens-signing', sign('ECC_NIST_P256')),
  key(IDENTITY, '2024-04-18T10:00:00Z', 'identity/sessions-mac', mac('HMAC_256')),
  key(PLATFORM, '2025-08-20T10:00:00Z', 'platform/artifacts-pq', sign('ML_DSA_65')),
  key(VAULT, '2026-02-16T10:00:00Z', 'security/vault-pq', encapsulate('ML_KEM_768')),
  key(MERCHANT, '2024-07-15T10:00:00Z', 'merchant/kyc-exchange', {
    spec: 'ECC_NIST_P384',
    usage: 'KEY_AGREEMENT',
  }),
  key(PLATFORM, '2022-09-12T10:00:00Z', 'platform/secrets-rsa', { spec: 'RSA_4096' }),
  key(IDENTITY, '2025-12-01T10:00:00Z', 'identity/federation-ed', sign('ECC_NIST_EDWARDS25519')),
  key(VAULT, '2023-08-08T10:00:00Z', 'security/forensics', { every: 365, denies: 'describe' }),
  key(VAULT, '2022-10-10T10:00:00Z', 'security/siem', { every: 365, denies: 'rotations' }),
  key(SANDBOX, '2025-04-01T10:00:00Z', 'platform/registry-test', {
    description: HOSTILE.description,
    tags: [{ key: 'note', value: HOSTILE.tag }],
  }),
  key(TOKYO, '2023-03-28T10:00:00Z', FOREIGN[0].path, { team: 'merchant', every: 365, ...foreign(0) }),

  key(PAY, '2022-01-10T10:00:00Z', null, { team: null, use: null, every: 365 }),
  key(LEDGER, '2023-06-20T10:00:00Z', FOREIGN[1].path, { every: 365, ...foreign(1) }),
  key(DATA, '2024-02-26T10:00:00Z', FOREIGN[2].path, { every: 365, ...foreign(2) }),
  key(IDENTITY, '2024-11-04T10:00:00Z', FOREIGN[3].path, foreign(3)),
  key(PLATFORM_DE, '2023-10-16T10:00:00Z', FOREIGN[4].path, foreign(4)),
  key(PAY, '2023-05-11T10:00:00Z', 'payments/issuer-signing', sign('RSA_3072')),
  key(MERCHANT, '2022-12-01T10:00:00Z', 'merchant/invoice-signing', sign('RSA_2048')),
  key(IDENTITY, '2023-01-19T10:00:00Z', 'identity/passkeys-p521', sign('ECC_NIST_P521')),
  key(SANDBOX, '2022-06-06T10:00:00Z', 'platform/chain-trial', sign('ECC_SECG_P256K1')),
  key(IDENTITY, '2022-08-15T10:00:00Z', 'identity/mfa-mac-224', mac('HMAC_224')),
  key(PAY, '2023-09-25T10:00:00Z', 'payments/issuer-mac-384', mac('HMAC_384')),
  key(PAY_EU, '2023-09-25T10:00:00Z', 'payments/issuer-mac-512', mac('HMAC_512')),
  key(PLATFORM, '2025-08-20T11:00:00Z', 'platform/mesh-pq-44', sign('ML_DSA_44')),
  key(VAULT, '2025-09-02T10:00:00Z', 'security/ca-pq-87', sign('ML_DSA_87')),
  key(VAULT, '2026-02-16T11:00:00Z', 'security/vault-pq-512', encapsulate('ML_KEM_512')),
  key(DATA, '2026-03-30T10:00:00Z', 'data/exports-pq-1024', encapsulate('ML_KEM_1024')),
  key(PAY, '2020-10-05T10:00:00Z', 'payments/chargeback-archive-old', {
    aliases: [
      'alias/payments/chargeback-archive-old',
      'alias/payments/disputes',
      'alias/payments/disputes-eu',
      'alias/pci/scope-7',
    ],
    every: 365,
  }),
  key(LEDGER, '2019-04-23T10:00:00Z', 'treasury/closing-long', { every: 2560 }),
  key(VAULT, '2024-06-18T10:00:00Z', 'security/audit-short', { every: 90 }),
  key(VAULT, '2024-10-30T10:00:00Z', 'security/ca-exercises', {
    onDemand: Array.from({ length: 25 }, (_, index) => ms('2025-01-06T10:00:00Z') + index * 26 * DAY),
    description: 'Rotated on demand 25 times: AWS allows no more',
  }),
  key(IDENTITY, '2025-03-03T10:00:00Z', 'identity/consent-rotating', {
    every: 365,
    onDemandRunning: { from: ms('2026-11-22T21:40:00Z'), until: REFERENCE + 30 * HOUR },
  }),
  key(DATA, '2021-11-15T10:00:00Z', 'data/warehouse-paused', {
    automatic: { from: ms('2021-11-15T11:00:00Z'), until: ms('2024-01-20T10:00:00Z'), periodDays: 365 },
    description: 'Rotation was switched off after its second rotation',
  }),
  key(DATA, '2020-02-10T10:00:00Z', 'data/reporting-retired', {
    every: 365,
    deletion: { from: ms('2026-11-14T06:00:00Z'), until: ms('2026-12-14T06:00:00Z') },
    use: {
      from: ms('2020-02-11T00:00:00Z'),
      until: ms('2026-01-31T00:00:00Z'),
      every: DAY,
      operation: 'Decrypt',
    },
  }),
  key(
    MERCHANT,
    '2025-12-09T10:00:00Z',
    'merchant/catalogue-import',
    imported('2025-12-09T12:00:00Z', '2026-12-09T12:00:00Z'),
  ),
  key(LEDGER, '2022-03-14T10:00:00Z', 'treasury/tax-import', {
    ...imported('2022-03-14T12:00:00Z', null),
    onDemand: [ms('2024-03-14T09:00:00Z'), ms('2025-03-14T09:00:00Z'), ms('2026-03-14T09:00:00Z')],
  }),
  key(PAY, '2024-05-27T10:00:00Z', 'payments/acquirer-mac-import', {
    ...imported('2024-05-27T12:00:00Z', null),
    ...mac('HMAC_256'),
  }),
  key(
    MERCHANT,
    '2023-12-12T10:00:00Z',
    'merchant/storefront-expired',
    imported('2023-12-12T12:00:00Z', '2026-09-30T00:00:00Z'),
  ),
  key(PLATFORM, '2021-07-07T10:00:00Z', 'platform/backups-many-tags', {
    every: 365,
    tags: Array.from({ length: 48 }, (_, index) => ({
      key: `backup-plan-${index + 1}`,
      value: `vault-${index + 1}`,
    })),
  }),
  key(PAY, '2022-11-21T10:00:00Z', 'payments/settlement-denied', { denies: 'describe', every: 365 }),
  key(DATA, '2023-04-17T10:00:00Z', 'data/features-denied', { denies: 'describe' }),
  key(MERCHANT, '2025-01-13T10:00:00Z', null, { denies: 'describe', team: null }),
  key(PAY, '2021-09-01T10:00:00Z', 'payments/card-vault-private', { denies: 'rotations', every: 365 }),
  key(PAY_EU, '2025-02-24T10:00:00Z', 'payments/card-token-private', { denies: 'rotations', every: 365 }),
  key(DATA, '2023-07-03T10:00:00Z', 'data/streams-private', { denies: 'rotations' }),
  key(LEDGER, '2022-04-11T10:00:00Z', 'treasury/cash-pool-private', { denies: 'rotations', every: 365 }),
  key(MERCHANT, '2024-03-25T10:00:00Z', 'merchant/kyc-private', { denies: 'rotations', every: 365 }),
  key(IDENTITY, '2023-11-27T10:00:00Z', 'identity/directory-private', { denies: 'rotations' }),
  key(VAULT, '2026-01-19T10:00:00Z', 'security/scanner-private', { denies: 'rotations', every: 365 }),
];
