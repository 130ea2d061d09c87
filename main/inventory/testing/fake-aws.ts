import type { HsmCluster, KeyStore } from '../../../shared/model/hsm.ts';
import type { KeyMetadata, Rotation, RotationStatus, Tag } from '../../../shared/model/key.ts';
import type { KeyUsage } from '../../../shared/model/last-use.ts';
import type { UnreadOutcome } from '../../../shared/model/outcome.ts';
import type { ClusterBackup, Grant } from '../../../shared/model/policy.ts';
import { AwsCallError } from '../../aws/error.ts';
import type { AwsSession, CallGate, KeyEvent, Operation, RoleRequest, UnitReader } from '../../aws/reader.ts';

export interface FakeKey {
  readonly id: string;
  readonly metadata?: Partial<KeyMetadata>;
  readonly aliases?: readonly string[];
  readonly tags?: readonly Tag[];
  readonly status?: RotationStatus;
  readonly rotations?: readonly Rotation[];
  readonly policy?: string;
  readonly grants?: readonly Grant[];
  readonly usage?: KeyUsage;
}

export interface FakeUnit {
  readonly keys?: readonly FakeKey[];
  readonly keyStores?: readonly Omit<KeyStore, 'accountId' | 'region'>[];
  readonly clusters?: readonly Omit<HsmCluster, 'accountId' | 'region'>[];
  readonly backups?: readonly { readonly clusterId: string; readonly backup: ClusterBackup }[];
  readonly events?: readonly KeyEvent[];
}

/** One request as AWS would see it; `subject` is the key id, or the number of the page of a listing. */
export interface FakeCall {
  readonly operation: Operation;
  readonly accountId: string;
  readonly region: string;
  readonly subject: string;
}

/** What AWS answers instead; nothing lets the call through. May wait. */
export type Fault = (call: FakeCall) => AwsCallError | undefined | Promise<AwsCallError | undefined>;

export function callError(
  operation: Operation,
  outcome: UnreadOutcome,
  more: { code?: string; retry?: 'throttle' | 'transient' | 'no'; message?: string } = {},
): AwsCallError {
  return new AwsCallError({
    operation,
    outcome,
    code: more.code ?? outcome,
    retry: more.retry ?? 'no',
    message: more.message ?? `${operation} ended as ${outcome}`,
    action: `Allow ${operation}.`,
  });
}

export const METADATA: KeyMetadata = {
  manager: 'CUSTOMER',
  state: 'Enabled',
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  origin: 'AWS_KMS',
  description: '',
  createdAt: '2025-01-02T03:04:05.000Z',
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

const NEVER_TRACKED: KeyUsage = { createdAt: null, trackedSince: null, last: null };

const NEVER_ROTATES: RotationStatus = {
  enabled: false,
  periodDays: null,
  nextRotationAt: null,
  onDemandStartedAt: null,
};

export interface FakeProfile {
  readonly profile: string;
  readonly accountId: string;
  readonly partition?: string;
  readonly homeRegion?: string;
  readonly regions?: readonly { region: string; enabled: boolean }[];
  readonly organisation?: readonly { id: string; name: string }[];
  /** Accounts and units that lie directly in a unit, by its id. */
  readonly tree?: Readonly<Record<string, { accounts?: readonly string[]; units?: readonly string[] }>>;
  /** What lies behind a role, by account. */
  readonly roles?: Readonly<Record<string, Omit<FakeProfile, 'profile' | 'accountId'>>>;
  readonly units?: Readonly<Record<string, FakeUnit>>;
}

/** Sessions over accounts held in memory, behind the gate as the real ones are; pages hold two items, of long lists 100. */
export class FakeAws {
  readonly calls: FakeCall[] = [];
  readonly assumed: RoleRequest[] = [];
  readonly #fault: Fault;

  constructor(fault: Fault = () => undefined) {
    this.#fault = fault;
  }

  count(operation: Operation): number {
    return this.calls.filter((call) => call.operation === operation).length;
  }

  session(profile: FakeProfile): AwsSession {
    const { accountId, partition = 'aws', homeRegion = 'us-east-1' } = profile;
    const call = <T>(gate: CallGate, operation: Operation, answer: T, subject = '') =>
      this.#call(gate, { operation, accountId, region: homeRegion, subject }, answer);
    return {
      profile: profile.profile,
      homeRegion,
      identity: (gate) =>
        call(gate, 'sts:GetCallerIdentity', {
          accountId,
          partition,
          arn: `arn:${partition}:iam::${accountId}:user/reader`,
        }),
      listRegions: (gate) =>
        pages(profile.regions ?? [{ region: homeRegion, enabled: true }], (page, subject) =>
          call(gate, 'account:ListRegions', page, subject),
        ),
      listAccounts: (gate) =>
        pages(profile.organisation ?? [], (page, subject) =>
          call(gate, 'organizations:ListAccounts', page, subject),
        ),
      listAccountsOf: (gate, parent) =>
        pages(
          (profile.tree?.[parent]?.accounts ?? []).map((id) => ({ id, name: id })),
          (page, number) => call(gate, 'organizations:ListAccountsForParent', page, `${parent} ${number}`),
        ),
      listUnitsOf: (gate, parent) =>
        pages(profile.tree?.[parent]?.units ?? [], (page, number) =>
          call(gate, 'organizations:ListOrganizationalUnitsForParent', page, `${parent} ${number}`),
        ),
      probe: (gate, region) =>
        this.#call(
          gate,
          { operation: 'sts:GetCallerIdentity', accountId, region, subject: 'probe' },
          undefined,
        ),
      assumeRole: (role) => {
        const id = role.roleArn.split(':')[4] ?? '';
        const behind = this.session({
          partition,
          homeRegion,
          ...profile.roles?.[id],
          profile: profile.profile,
          accountId: id,
        });
        return {
          ...behind,
          identity: async (gate) => {
            this.assumed.push(role);
            const place = { operation: 'sts:AssumeRole' as const, accountId: id, region: homeRegion };
            await this.#call(gate, { ...place, subject: role.roleArn }, undefined);
            return behind.identity(gate);
          },
        };
      },
      unit: (id, region, gate) => this.#unit(id, region, gate, profile.units?.[region] ?? {}),
      getProducts: () => pages([], async (page: readonly string[]) => page),
    };
  }

  #unit(accountId: string, region: string, gate: CallGate, unit: FakeUnit): UnitReader {
    const keys = unit.keys ?? [];
    const byId = new Map(keys.map((one) => [one.id, one]));
    const call = <T>(operation: Operation, subject: string, answer: T) =>
      this.#call(gate, { operation, accountId, region, subject }, answer);
    const listing = <T>(operation: Operation, items: readonly T[]) =>
      pages(items, (page, subject) => call(operation, subject, page));
    const key = (keyId: string) => {
      const found = byId.get(keyId);
      if (!found) throw new Error(`Not a key id: ${keyId}`);
      return found;
    };
    const arn = (id: string) => `arn:aws:kms:${region}:${accountId}:key/${id}`;
    return {
      listKeys: () =>
        listing(
          'kms:ListKeys',
          keys.map(({ id }) => ({ keyId: id, arn: arn(id) })),
        ),
      listAliases: () =>
        listing('kms:ListAliases', [
          ...keys.flatMap(({ id, aliases = [] }) => aliases.map((name) => ({ name, keyId: id }))),
          { name: 'alias/aws/acm', keyId: null },
        ]),
      describeKey: (id) => call('kms:DescribeKey', id, { ...METADATA, ...key(id).metadata }),
      getKeyRotationStatus: (id) => call('kms:GetKeyRotationStatus', id, key(id).status ?? NEVER_ROTATES),
      listKeyRotations: (id) =>
        pages(key(id).rotations ?? [], (page, subject) =>
          call('kms:ListKeyRotations', subject === '1' ? id : `${id} page ${subject}`, page),
        ),
      listResourceTags: (id) => pages(key(id).tags ?? [], (page) => call('kms:ListResourceTags', id, page)),
      getTaggedKeys: () =>
        listing(
          'tag:GetResources',
          keys.flatMap(({ id, tags }) => (tags ? [{ arn: arn(id), tags }] : [])),
        ),
      describeCustomKeyStores: () => listing('kms:DescribeCustomKeyStores', unit.keyStores ?? []),
      describeClusters: () => listing('cloudhsm:DescribeClusters', unit.clusters ?? []),
      getKeyPolicy: (id) => call('kms:GetKeyPolicy', id, key(id).policy ?? '{}'),
      listGrants: (id) => pages(key(id).grants ?? [], (page) => call('kms:ListGrants', id, page)),
      getKeyLastUsage: (id) => call('kms:GetKeyLastUsage', id, key(id).usage ?? NEVER_TRACKED),
      describeBackups: (ids) =>
        listing(
          'cloudhsm:DescribeBackups',
          (unit.backups ?? []).filter(({ clusterId }) => ids.includes(clusterId)),
        ),
      lookupEvents: ({ name, since }) =>
        pages(
          (unit.events ?? []).filter((event) => event.name === name && event.at >= since.toISOString()),
          (page) => call('cloudtrail:LookupEvents', name, page),
        ),
    };
  }

  #call<T>(gate: CallGate, call: FakeCall, answer: T): Promise<T> {
    return gate.run(call.operation, async () => {
      this.calls.push(call);
      const error = await this.#fault(call);
      if (error) throw error;
      return answer;
    });
  }
}

async function* pages<T>(
  items: readonly T[],
  send: (page: readonly T[], number: string) => Promise<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  const size = items.length > 20 ? 100 : 2;
  let number = 0;
  do {
    number += 1;
    yield await send(items.slice((number - 1) * size, number * size), String(number));
  } while (number * size < items.length);
}
