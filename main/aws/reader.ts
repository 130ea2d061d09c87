import type { HsmCluster, KeyStore } from '../../shared/model/hsm.ts';
import type { KeyMetadata, Rotation, RotationStatus, Tag } from '../../shared/model/key.ts';
import type { KeyUsage } from '../../shared/model/last-use.ts';
import type { ClusterBackup, Grant } from '../../shared/model/policy.ts';

/** Every call that Keyledger may send: the allow-list. All of them only read. */
export const OPERATIONS = [
  'kms:ListKeys',
  'kms:ListAliases',
  'kms:DescribeKey',
  'kms:GetKeyRotationStatus',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:DescribeCustomKeyStores',
  'kms:GetKeyPolicy',
  'kms:ListGrants',
  'kms:GetKeyLastUsage',
  'cloudhsm:DescribeClusters',
  'cloudhsm:DescribeBackups',
  'cloudtrail:LookupEvents',
  'tag:GetResources',
  'sts:GetCallerIdentity',
  'sts:AssumeRole',
  'sts:AssumeRoleWithWebIdentity',
  'account:ListRegions',
  'organizations:ListAccounts',
  'organizations:ListAccountsForParent',
  'organizations:ListOrganizationalUnitsForParent',
  'pricing:GetProducts',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/**
 * Every attempt at AWS passes a gate: it waits for quota, counts, retries what may be retried, and gives up with the
 * AwsCallError of the last attempt. `attempt` sends exactly one request.
 */
export interface CallGate {
  run<T>(operation: Operation, attempt: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

export interface KeyRef {
  readonly keyId: string;
  readonly arn: string;
}

export interface AliasRef {
  /** `alias/…` */
  readonly name: string;
  /** Null for a predefined `alias/aws/*` that no key stands behind yet. */
  readonly keyId: string | null;
}

/**
 * Reads one account in one region. Each method is one AWS operation mapped to our model; the iterables yield a page
 * at a time. Throws AwsCallError.
 */
export interface UnitReader {
  listKeys(): AsyncIterable<readonly KeyRef[]>;
  listAliases(): AsyncIterable<readonly AliasRef[]>;
  /** By key id, never by alias: DescribeKey on an alias can create an AWS managed key. */
  describeKey(keyId: string): Promise<KeyMetadata>;
  getKeyRotationStatus(keyId: string): Promise<RotationStatus>;
  listKeyRotations(keyId: string): AsyncIterable<readonly Rotation[]>;
  listResourceTags(keyId: string): AsyncIterable<readonly Tag[]>;
  /** Tags of the unit's keys, up to 100 a page; keys without tags need not appear. */
  getTaggedKeys(): AsyncIterable<readonly { readonly arn: string; readonly tags: readonly Tag[] }[]>;
  describeCustomKeyStores(): AsyncIterable<readonly Omit<KeyStore, 'accountId' | 'region'>[]>;
  describeClusters(): AsyncIterable<readonly Omit<HsmCluster, 'accountId' | 'region'>[]>;
  /** The default key policy, JSON text. */
  getKeyPolicy(keyId: string): Promise<string>;
  listGrants(keyId: string): AsyncIterable<readonly Grant[]>;
  getKeyLastUsage(keyId: string): Promise<KeyUsage>;
  /** Backups of these clusters. */
  describeBackups(
    clusterIds: readonly string[],
  ): AsyncIterable<readonly { readonly clusterId: string; readonly backup: ClusterBackup }[]>;
  /** CloudTrail's events of one name since a moment, at most 90 days back. */
  lookupEvents(query: { readonly name: string; readonly since: Date }): AsyncIterable<readonly KeyEvent[]>;
}

/** A management event of CloudTrail. */
export interface KeyEvent {
  readonly name: string;
  readonly at: string;
  /** Of the keys that it was about, ids or ARNs; empty where it names none. */
  readonly keys: readonly string[];
}

export interface RegionStatus {
  readonly region: string;
  readonly enabled: boolean;
}

export interface AccountRef {
  readonly id: string;
  readonly name: string;
}

/** A role of another account to be assumed with a session's credentials. */
export interface RoleRequest {
  readonly roleArn: string;
  readonly externalId: string | null;
  /** What CloudTrail shows; `keyledger-<ms>` where it is null. */
  readonly sessionName: string | null;
  readonly tags: readonly Tag[];
}

/** One profile signed in: who it is, and the readers that its credentials open. */
export interface AwsSession {
  readonly profile: string;
  /** The profile's own region, else the partition's home region. */
  readonly homeRegion: string;
  identity(gate: CallGate): Promise<{ accountId: string; arn: string; partition: string }>;
  listRegions(gate: CallGate): AsyncIterable<readonly RegionStatus[]>;
  /** Accounts of the organisation, where the profile may list them. */
  listAccounts(gate: CallGate): AsyncIterable<readonly AccountRef[]>;
  /** Accounts that lie directly in an organisational unit. */
  listAccountsOf(gate: CallGate, parentId: string): AsyncIterable<readonly AccountRef[]>;
  /** Ids of the organisational units that lie directly in one. */
  listUnitsOf(gate: CallGate, parentId: string): AsyncIterable<readonly string[]>;
  /**
   * Whether a region takes these credentials, asked of STS there. Throws AwsCallError: `regionOff`, `unreachable`, …
   */
  probe(gate: CallGate, region: string): Promise<void>;
  /** The same profile in another account, through a role; nothing is sent before its first call. */
  assumeRole(role: RoleRequest): AwsSession;
  unit(accountId: string, region: string, gate: CallGate): UnitReader;
  /** One page of raw price list items (JSON text), for `main/prices`. */
  getProducts(
    gate: CallGate,
    serviceCode: 'awskms' | 'CloudHSM',
    filters: Readonly<Record<string, string>>,
  ): AsyncIterable<readonly string[]>;
}
