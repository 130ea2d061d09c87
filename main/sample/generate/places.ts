import { Draw, mix, mixText } from './draw.ts';

export interface SampleAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** The account that pays for the organisation and whose credentials the sample's first profile holds. */
  readonly management: boolean;
  /** The team that owns most of what is in it, and the environment it stands for. */
  readonly team: Team;
  readonly env: 'prod' | 'stage' | 'dev';
}

export type Team = 'payments' | 'merchant' | 'data' | 'platform' | 'identity' | 'treasury' | 'security';

type Named = readonly [name: string, id: string, team: Team, env: SampleAccount['env'], weight: number];

const NAMED: readonly Named[] = [
  ['payments-prod', '111122223333', 'payments', 'prod', 650],
  ['merchant-prod', '222233334444', 'merchant', 'prod', 409],
  ['data-lake', '333344445555', 'data', 'prod', 432],
  ['platform-shared', '444455556666', 'platform', 'prod', 382],
  ['identity-prod', '555566667777', 'identity', 'prod', 335],
  ['ledger-prod', '000011112222', 'treasury', 'prod', 236],
  ['payments-stage', '666677778888', 'payments', 'stage', 222],
  ['data-analytics', '777788889999', 'data', 'prod', 190],
  ['platform-edge', '888899990000', 'platform', 'prod', 175],
  ['merchant-stage', '999900001111', 'merchant', 'stage', 124],
  ['security-vault', '123456789012', 'security', 'prod', 100],
  ['sandbox', '210987654321', 'platform', 'dev', 97],
];
const MANAGEMENT = 'platform-shared';

/** The 17 regions that are on by default (facts, section 11), with the part of an organisation that each holds. */
const REGION_WEIGHTS = {
  'us-east-1': 240,
  'us-east-2': 62,
  'us-west-1': 7,
  'us-west-2': 105,
  'ca-central-1': 28,
  'sa-east-1': 20,
  'eu-central-1': 112,
  'eu-west-1': 168,
  'eu-west-2': 62,
  'eu-west-3': 13,
  'eu-north-1': 18,
  'ap-south-1': 36,
  'ap-northeast-1': 46,
  'ap-northeast-2': 9,
  'ap-northeast-3': 7,
  'ap-southeast-1': 72,
  'ap-southeast-2': 30,
} as const;
export const DEFAULT_REGIONS: readonly string[] = Object.keys(REGION_WEIGHTS);

/** Opt-in regions as every account of the sample lists them; none is on, as a default account has it. */
export const OPT_IN_REGIONS: readonly string[] = [
  'af-south-1',
  'ap-east-1',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
];

/** Units where a service control policy denies KMS; nobody could make a key there, so they hold none. */
const OFF_LIMITS: readonly (readonly [account: string, region: string])[] = [
  ['merchant-stage', 'ap-northeast-3'],
  ['sandbox', 'sa-east-1'],
];

export function offLimits(account: SampleAccount, region: string): boolean {
  return OFF_LIMITS.some(([name, at]) => name === account.name && at === region);
}

const TEAMS: readonly Team[] = [
  'payments',
  'merchant',
  'data',
  'platform',
  'identity',
  'treasury',
  'security',
];
const PRODUCTS = ['checkout', 'fraud', 'payouts', 'cards', 'disputes', 'reporting', 'archive', 'mobile'];

function account(name: string, id: string, team: Team, env: SampleAccount['env']): SampleAccount {
  return { id, name, team, env, management: name === MANAGEMENT, email: `aws+${name}@northwind.example` };
}

/** The first `count` accounts; beyond the twelve named ones each is a product of a team in an environment. */
export function accountsOf(count: number): readonly SampleAccount[] {
  const named = NAMED.slice(0, count).map(([name, id, team, env]) => account(name, id, team, env));
  const more = Array.from({ length: Math.max(0, count - NAMED.length) }, (_, index) => {
    const draw = new Draw(mix(index, 0x0acc));
    const team = draw.pick(TEAMS);
    const env = draw.weighted<SampleAccount['env']>([
      ['prod', 5],
      ['stage', 3],
      ['dev', 2],
    ]);
    const name = `${draw.pick(PRODUCTS)}-${env}-${String(index + 1).padStart(2, '0')}`;
    return account(name, String(300_000_000_000 + index * 7_000_003 + draw.whole(0, 6_000_000)), team, env);
  });
  const all = [...named, ...more];
  return all.some((one) => one.management)
    ? all
    : all.map((one, index) => (index === 0 ? { ...one, management: true } : one));
}

/** What part of the organisation's customer keys a unit holds, in no unit; uneven, and nothing in some small ones. */
export function unitWeight(seed: number, one: SampleAccount, region: string): number {
  if (offLimits(one, region)) return 0;
  const own = NAMED.find(([name]) => name === one.name)?.[4] ?? 90;
  const there = (REGION_WEIGHTS as Readonly<Record<string, number>>)[region] ?? 10;
  const draw = new Draw(mix(mixText(seed, one.id), mixText(seed, region)));
  const unused = there < 15 && draw.chance(own < 150 ? 0.4 : 0.06);
  return unused ? 0 : own * there * draw.between(0.78, 1.22);
}
