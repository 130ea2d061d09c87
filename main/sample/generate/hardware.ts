import type { KeyStore } from '../../../shared/model/hsm.ts';
import type { Tag } from '../../../shared/model/key.ts';
import { Draw, mixText } from './draw.ts';
import { during, FOREVER, type Span } from './life.ts';
import { DAY, HOUR, ms } from './time.ts';

interface HsmLife {
  readonly createdAt: number;
  readonly activeAt: number;
  readonly deletedAt: number;
}

interface ClusterLife {
  readonly account: string;
  readonly region: string;
  readonly hsmType: string;
  readonly mode: string;
  readonly createdAt: number;
  readonly initialisedAt: number;
  readonly hsms: readonly HsmLife[];
  readonly team: string | null;
}

interface StoreLife {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly type: 'AWS_CLOUDHSM' | 'EXTERNAL_KEY_STORE';
  readonly createdAt: number;
  readonly connected: Span;
  /** Part of the unit's drawn customer keys that live in it. */
  readonly share: number;
}

function hsm(created: string, deleted?: string): HsmLife {
  const createdAt = ms(created);
  return { createdAt, activeAt: createdAt + 12 * 60_000, deletedAt: deleted ? ms(deleted) : FOREVER };
}

/**
 * All HSMs that bill are in us-east-1, the only region whose HSM price is known. Four of them until April 2026, then
 * six, five from July. The new cluster of ledger-prod waits for its first HSM.
 */
const CLUSTERS: readonly ClusterLife[] = [
  {
    account: 'payments-prod',
    region: 'us-east-1',
    hsmType: 'hsm2m.medium',
    mode: 'FIPS',
    createdAt: ms('2024-09-03T08:14:22Z'),
    initialisedAt: ms('2024-09-03T15:02:00Z'),
    hsms: [hsm('2024-09-03T08:40:00Z'), hsm('2024-09-04T07:10:00Z')],
    team: 'payments',
  },
  {
    account: 'security-vault',
    region: 'us-east-1',
    hsmType: 'hsm2m.medium',
    mode: 'FIPS',
    createdAt: ms('2026-04-07T09:31:05Z'),
    initialisedAt: ms('2026-04-08T10:00:00Z'),
    hsms: [hsm('2026-04-07T09:55:00Z'), hsm('2026-04-08T11:20:00Z')],
    team: 'security',
  },
  {
    account: 'ledger-prod',
    region: 'us-east-1',
    hsmType: 'hsm1.medium',
    mode: 'FIPS',
    createdAt: ms('2021-02-16T13:05:44Z'),
    initialisedAt: ms('2021-02-17T09:00:00Z'),
    hsms: [hsm('2021-02-16T13:30:00Z'), hsm('2021-02-17T09:30:00Z', '2026-07-14T06:45:00Z')],
    team: 'treasury',
  },
  {
    account: 'ledger-prod',
    region: 'us-east-1',
    hsmType: 'hsm2m.medium',
    mode: 'FIPS',
    createdAt: ms('2026-11-22T14:20:00Z'),
    initialisedAt: ms('2026-12-01T10:00:00Z'),
    hsms: [hsm('2026-11-30T08:00:00Z')],
    team: 'treasury',
  },
  {
    account: 'sandbox',
    region: 'us-east-1',
    hsmType: 'hsm2m.medium',
    mode: 'NON_FIPS',
    createdAt: ms('2025-10-02T16:44:10Z'),
    initialisedAt: ms('2025-10-03T09:00:00Z'),
    hsms: [hsm('2026-11-18T10:02:00Z', '2026-11-19T17:30:00Z')],
    team: null,
  },
  {
    account: 'platform-shared',
    region: 'eu-central-1',
    hsmType: 'hsm2m.medium',
    mode: 'FIPS',
    createdAt: ms('2024-08-12T07:50:31Z'),
    initialisedAt: ms('2024-08-12T12:00:00Z'),
    hsms: [
      hsm('2024-08-12T08:10:00Z', '2025-06-20T08:00:00Z'),
      hsm('2024-08-12T08:30:00Z', '2025-06-20T08:05:00Z'),
    ],
    team: 'platform',
  },
];

const STORES: readonly StoreLife[] = [
  {
    account: 'payments-prod',
    region: 'us-east-1',
    name: 'payments-hsm',
    type: 'AWS_CLOUDHSM',
    createdAt: ms('2024-09-05T10:12:00Z'),
    connected: { from: ms('2024-09-05T10:40:00Z'), until: FOREVER },
    share: 0.9,
  },
  {
    account: 'platform-shared',
    region: 'eu-central-1',
    name: 'platform-hsm-trial',
    type: 'AWS_CLOUDHSM',
    createdAt: ms('2024-08-13T09:00:00Z'),
    connected: { from: ms('2024-08-13T09:30:00Z'), until: ms('2025-06-20T07:30:00Z') },
    share: 0.15,
  },
  {
    account: 'ledger-prod',
    region: 'eu-central-1',
    name: 'treasury-frankfurt-xks',
    type: 'EXTERNAL_KEY_STORE',
    createdAt: ms('2023-01-16T11:25:00Z'),
    connected: { from: ms('2023-01-16T12:00:00Z'), until: FOREVER },
    share: 0.8,
  },
];

interface SampleHsm {
  readonly id: string;
  readonly availabilityZone: string;
  readonly state: string;
  /** Null on hsm1 clusters, where AWS names the type on the cluster alone. */
  readonly type: string | null;
}

export interface SampleCluster {
  readonly id: string;
  readonly state: string;
  readonly hsmType: string;
  readonly mode: string;
  readonly networkType: string;
  readonly createdAt: number;
  readonly hsms: readonly SampleHsm[];
  readonly tags: readonly Tag[];
}

export interface SampleStore extends Omit<KeyStore, 'accountId' | 'region' | 'createdAt' | 'type'> {
  readonly type: 'AWS_CLOUDHSM' | 'EXTERNAL_KEY_STORE';
  readonly createdAt: number;
  readonly connected: Span;
  readonly share: number;
}

const BASE32 = [...'abcdefghijklmnopqrstuvwxyz234567'];

function base32(seed: number, name: string): string {
  const draw = new Draw(mixText(seed, name));
  return Array.from({ length: 11 }, () => draw.pick(BASE32)).join('');
}

function clusterId(seed: number, life: ClusterLife): string {
  return `cluster-${base32(seed, `${life.account}/${life.region}/${life.createdAt}`)}`;
}

/** A deleted HSM stays in the answer for ten days. */
function hsmAt(seed: number, life: ClusterLife, index: number, at: number): SampleHsm[] {
  const one = life.hsms[index];
  if (!one || at < one.createdAt || at >= one.deletedAt + 10 * DAY) return [];
  const leaving = at >= one.deletedAt - HOUR ? 'DELETE_IN_PROGRESS' : 'ACTIVE';
  const state = at >= one.deletedAt ? 'DELETED' : at < one.activeAt ? 'CREATE_IN_PROGRESS' : leaving;
  return [
    {
      id: `hsm-${base32(seed, `${clusterId(seed, life)}/${index}`)}`,
      availabilityZone: `${life.region}${['a', 'b', 'c'][index % 3]}`,
      state,
      type: life.hsmType === 'hsm1.medium' ? null : life.hsmType,
    },
  ];
}

export function clustersAt(
  seed: number,
  account: string,
  region: string,
  at: number,
): readonly SampleCluster[] {
  return CLUSTERS.filter(
    (life) => life.account === account && life.region === region && at >= life.createdAt,
  ).map((life) => ({
    id: clusterId(seed, life),
    state: at < life.initialisedAt ? 'UNINITIALIZED' : 'ACTIVE',
    hsmType: life.hsmType,
    mode: life.mode,
    networkType: 'IPV4',
    createdAt: life.createdAt,
    hsms: life.hsms.flatMap((_, index) => hsmAt(seed, life, index, at)),
    tags: life.team === null ? [] : [{ key: 'team', value: life.team }],
  }));
}

/** The stores of a unit over all time; `connectionState` is that of `at`. */
export function storesAt(seed: number, account: string, region: string, at: number): readonly SampleStore[] {
  return STORES.filter((life) => life.account === account && life.region === region).map((life) => {
    const cluster = CLUSTERS.find((one) => one.account === account && one.region === region);
    const digits = Array.from({ length: 3 }, (_, part) =>
      mixText(seed, `${life.name}/${part}`).toString(16).padStart(8, '0'),
    );
    return {
      id: `cks-${digits.join('').slice(0, 17)}`,
      name: life.name,
      type: life.type,
      connectionState: during(life.connected, at) ? 'CONNECTED' : 'DISCONNECTED',
      clusterId: life.type === 'AWS_CLOUDHSM' && cluster ? clusterId(seed, cluster) : null,
      createdAt: life.createdAt,
      connected: life.connected,
      share: life.share,
    };
  });
}
