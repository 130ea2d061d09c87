import type { Fault } from '../../sample/faults.ts';
import { Draw } from '../../sample/generate/draw.ts';
import type { SampleKey } from '../../sample/generate/key.ts';
import { generateOrganisation, type SampleOrganisation } from '../../sample/organisation.ts';
import type { FaultPlan } from './fault-run.ts';

const KINDS: readonly Fault['kind'][] = [
  'denied',
  'scp',
  'throttled',
  'expired',
  'regionOff',
  'reset',
  'slow',
  'malformed',
  'serverError',
];
const SLOW_MS = 30;

const OF_UNITS = [
  'kms:ListKeys',
  'kms:ListAliases',
  'kms:DescribeKey',
  'kms:GetKeyRotationStatus',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:DescribeCustomKeyStores',
  'cloudhsm:DescribeClusters',
  'tag:GetResources',
];
const OF_PLAN = ['account:ListRegions', 'organizations:ListAccounts', 'pricing:GetProducts'];
const SIGN_IN = ['sts:AssumeRole', 'sts:GetCallerIdentity'];

/** A small organisation whose units are all open: every gap in a run is one that the run itself made. */
export function smallOrganisation(seed: number, keys = 96): SampleOrganisation {
  return generateOrganisation({
    seed,
    keys,
    asOf: new Date('2026-11-24T09:12:00Z'),
    accounts: 3,
    regions: ['us-east-1', 'eu-west-1', 'eu-central-1'],
  });
}

function rotating(organisation: SampleOrganisation): SampleKey {
  const free = ['PendingDeletion', 'PendingReplicaDeletion'];
  for (const key of organisation.keys()) {
    if (key.manager === 'CUSTOMER' && key.rotates === 'automatic' && !free.includes(key.state)) return key;
  }
  throw new RangeError('The organisation has no key that rotates');
}

/** Each failure alone, at each reach. */
export function eachFaultAlone(
  organisation: SampleOrganisation,
): readonly (readonly [string, readonly Fault[]])[] {
  const { keyId, accountId: account, region } = rotating(organisation);
  const [, member] = organisation.accounts;
  const reaches: readonly (readonly [string, readonly Fault['where'][]])[] = [
    ['one key', [{ account, region, keyId }]],
    ...[...OF_UNITS, ...OF_PLAN, ...SIGN_IN].map((operation) => [operation, [{ operation }]] as const),
    ['one unit', OF_UNITS.map((operation) => ({ account, region: 'eu-west-1', operation }))],
    ['one account', member ? [{ account: member.id }] : []],
    ['every read', OF_UNITS.map((operation) => ({ operation }))],
    ['everything', [{}]],
  ];
  return reaches.flatMap(([reach, places]) =>
    KINDS.map(
      (kind) => [`${kind} at ${reach}`, places.map((where) => ({ where, kind, ms: SLOW_MS }))] as const,
    ),
  );
}

/** Listings whose later page fails. */
export function eachPageMidway(): readonly (readonly [string, readonly Fault[]])[] {
  const listings = ['kms:ListKeys', 'kms:ListAliases', 'tag:GetResources', 'account:ListRegions'];
  return listings.flatMap((operation) =>
    (['denied', 'malformed'] as const).map(
      (kind) =>
        [
          `${kind} at a later page of ${operation}`,
          [{ where: { operation, region: 'us-east-1' }, kind, after: 1 }],
        ] as const,
    ),
  );
}

/** A mixture of up to seven failures of any kind, reach, beginning and length; the same for the same seed. */
export function mixture(seed: number): FaultPlan {
  const draw = new Draw(seed);
  const below = (count: number) => Math.floor(draw.next() * count);
  const one = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  const organisation = smallOrganisation(1 + below(5), 96 + below(60));
  const keys = [...organisation.keys()];
  const fault = (): Fault => {
    const operations = below(4) === 0 ? [...OF_PLAN, ...SIGN_IN] : OF_UNITS;
    const key = one(keys);
    const where = {
      ...(below(6) > 0 && { operation: one(operations) }),
      ...(below(2) === 0 && { account: key.accountId }),
      ...(below(2) === 0 && { region: key.region }),
      ...(below(4) === 0 && { keyId: key.keyId }),
    };
    return {
      where,
      kind: one(KINDS),
      ms: SLOW_MS,
      ...(below(3) === 0 && { after: 1 + below(4) }),
      ...(below(2) === 0 && { times: 1 + below(12) }),
    };
  };
  return {
    organisation,
    faults: Array.from({ length: 1 + below(7) }, fault),
    pageLimit: below(2) === 0 ? undefined : 3 + below(8),
    random: () => draw.next(),
  };
}
