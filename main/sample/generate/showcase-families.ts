import { FOREVER, type KeyLife, type Member, plainLife } from './life.ts';
import { DAY, ms } from './time.ts';

export interface FamilyPiece {
  /** Its place in the list, from which its id is made. */
  readonly number: number;
  readonly account: string;
  readonly members: readonly Member[];
  readonly life: KeyLife;
}

function member(region: string, created: string, more: Partial<Member> = {}): Member {
  const createdAt = ms(created);
  return { region, createdAt, readyAt: createdAt + 60_000, deletion: null, ...more };
}

function span(from: string, until: string): { from: number; until: number } {
  return { from: ms(from), until: ms(until) };
}

function piece(
  account: string,
  members: readonly Member[],
  life: Partial<KeyLife>,
): Omit<FamilyPiece, 'number'> {
  const createdAt = members[0]?.createdAt ?? 0;
  return { account, members, life: { ...plainLife(createdAt), ...life } };
}

const WRITTEN = [
  piece(
    'payments-prod',
    [
      member('eu-west-1', '2025-03-14T09:20:11Z'),
      member('eu-central-1', '2025-03-14T09:41:40Z'),
      member('us-east-1', '2025-03-14T09:43:02Z'),
      member('ap-southeast-1', '2025-05-06T03:12:55Z'),
    ],
    {
      description: 'Primary key of the card vault; every region decrypts locally',
      aliases: ['alias/payments/card-vault', 'alias/payments/pan-primary'],
      tags: [
        { key: 'team', value: 'payments' },
        { key: 'cost-center', value: 'CC-4100' },
        { key: 'data-class', value: 'cardholder' },
        { key: 'env', value: 'prod' },
      ],
      automatic: { from: ms('2025-03-14T09:25:00Z'), until: FOREVER, periodDays: 365 },
    },
  ),
  piece(
    'merchant-prod',
    [
      member('us-east-1', '2023-04-02T12:00:00Z', {
        deletion: { from: ms('2026-11-18T08:00:00Z'), until: ms('2026-12-05T08:10:00Z') + 14 * DAY },
      }),
      member('eu-west-1', '2023-04-02T12:30:00Z', {
        deletion: span('2026-11-18T08:10:00Z', '2026-12-05T08:10:00Z'),
      }),
    ],
    {
      description: 'Old onboarding documents, being retired',
      aliases: ['alias/merchant/onboarding-documents'],
      tags: [
        { key: 'team', value: 'merchant' },
        { key: 'env', value: 'prod' },
      ],
      automatic: { from: ms('2023-04-02T12:05:00Z'), until: FOREVER, periodDays: 365 },
    },
  ),
  piece(
    'identity-prod',
    [
      member('us-east-1', '2024-10-21T10:00:00Z'),
      member('us-west-2', '2026-11-22T18:00:00Z', { readyAt: ms('2026-11-25T06:00:00Z') }),
    ],
    {
      description: 'Refresh tokens in both halves of the United States',
      aliases: ['alias/identity/refresh-tokens'],
      tags: [
        { key: 'team', value: 'identity' },
        { key: 'cost-center', value: 'CC-6200' },
      ],
      automatic: { from: ms('2024-10-21T10:05:00Z'), until: FOREVER, periodDays: 365 },
    },
  ),
  piece(
    'data-lake',
    [member('eu-west-1', '2022-06-14T07:00:00Z'), member('eu-central-1', '2022-06-14T07:20:00Z')],
    {
      description: 'Curated lake; its primary is moving to Frankfurt',
      aliases: ['alias/data/lake-curated-eu'],
      tags: [{ key: 'team', value: 'data' }],
      automatic: { from: ms('2022-06-14T07:05:00Z'), until: FOREVER, periodDays: 365 },
      updating: span('2026-11-22T20:00:00Z', '2026-11-25T03:00:00Z'),
    },
  ),
  piece('platform-edge', [member('us-east-1', '2024-02-01T10:00:00Z')], {
    description: 'A multi-Region primary that never got a replica',
    aliases: ['alias/platform/mesh-edge'],
    tags: [{ key: 'team', value: 'platform' }],
  }),
  piece(
    'platform-shared',
    [
      member('us-east-1', '2023-09-01T10:00:00Z'),
      member('eu-west-1', '2023-09-01T10:10:00Z'),
      member('ap-southeast-1', '2023-09-02T03:10:00Z'),
      member('ap-northeast-1', '2023-09-02T03:12:00Z'),
      member('us-west-2', '2024-01-15T16:10:00Z'),
    ],
    {
      spec: 'ECC_NIST_P256',
      usage: 'SIGN_VERIFY',
      description: 'Signs release artifacts in every build region',
      aliases: ['alias/platform/artifacts-signing'],
      tags: [
        { key: 'team', value: 'platform' },
        { key: 'env', value: 'prod' },
      ],
    },
  ),
  piece(
    'ledger-prod',
    [member('us-east-1', '2024-05-20T08:00:00Z'), member('eu-central-1', '2024-05-20T08:30:00Z')],
    {
      origin: 'EXTERNAL',
      material: { from: ms('2024-05-20T09:00:00Z'), until: FOREVER, expires: false },
      onDemand: [ms('2025-05-20T09:00:00Z')],
      description: 'Bank files, material held by the treasury in escrow',
      aliases: ['alias/treasury/bank-files-escrow'],
      tags: [
        { key: 'team', value: 'treasury' },
        { key: 'cost-center', value: 'CC-7100' },
      ],
    },
  ),
];

/** Multi-Region situations that every sample has as far as its size allows, the most telling first. */
export const FAMILY_PIECES: readonly FamilyPiece[] = WRITTEN.map((one, number) => ({ ...one, number }));
