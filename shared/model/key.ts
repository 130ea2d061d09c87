import type { Detail } from './outcome.ts';
import type { Grant } from './policy.ts';

/** AWS's own values. Unknown strings are kept, so that a value AWS adds tomorrow is shown, not lost. */
export type KeyManager = 'AWS' | 'CUSTOMER';
export type KeyState =
  | 'Creating'
  | 'Enabled'
  | 'Disabled'
  | 'PendingDeletion'
  | 'PendingImport'
  | 'PendingReplicaDeletion'
  | 'Unavailable'
  | 'Updating';
export type KeyOrigin = 'AWS_KMS' | 'EXTERNAL' | 'AWS_CLOUDHSM' | 'EXTERNAL_KEY_STORE';

export interface MultiRegion {
  readonly role: 'PRIMARY' | 'REPLICA';
  readonly primaryArn: string;
  readonly replicaArns: readonly string[];
}

/** What DescribeKey answers. Dates are ISO 8601 in UTC. */
export interface KeyMetadata {
  readonly manager: KeyManager;
  readonly state: KeyState | (string & {});
  readonly spec: string;
  readonly usage: string;
  readonly origin: KeyOrigin | (string & {});
  readonly description: string;
  readonly createdAt: string;
  readonly deletionDate: string | null;
  readonly pendingDeletionWindowDays: number | null;
  readonly expirationModel: string | null;
  readonly validTo: string | null;
  readonly multiRegion: MultiRegion | null;
  readonly customKeyStoreId: string | null;
  readonly clusterId: string | null;
  readonly xksKeyId: string | null;
  readonly currentMaterialId: string | null;
}

/** What GetKeyRotationStatus answers. */
export interface RotationStatus {
  readonly enabled: boolean;
  readonly periodDays: number | null;
  readonly nextRotationAt: string | null;
  readonly onDemandStartedAt: string | null;
}

/** One completed rotation, from ListKeyRotations. */
export interface Rotation {
  readonly date: string;
  readonly type: 'AUTOMATIC' | 'ON_DEMAND' | (string & {});
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** A KMS key as read. Its identity is the ARN: the members of a multi-Region family share one key id. */
export interface KeyRecord {
  readonly arn: string;
  readonly keyId: string;
  readonly accountId: string;
  readonly region: string;
  /** Full alias names, `alias/…`, sorted; empty also where ListAliases was not answered (see coverage). */
  readonly aliases: readonly string[];
  readonly metadata: Detail<KeyMetadata>;
  readonly rotationStatus: Detail<RotationStatus>;
  /** Newest first. */
  readonly rotations: Detail<readonly Rotation[]>;
  readonly tags: Detail<readonly Tag[]>;
  /** The key policy, JSON text as AWS keeps it. Left out where the scan did not go that deep. */
  readonly policy?: Detail<string>;
  readonly grants?: Detail<readonly Grant[]>;
}

/** The kind that a key is shown as: one colour and one shape each. */
export const KEY_KINDS = ['customer', 'replica', 'cloudhsm', 'external', 'awsManaged', 'unknown'] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

export function keyKind(key: KeyRecord): KeyKind {
  if (key.metadata.status !== 'read') return 'unknown';
  const { manager, origin, multiRegion } = key.metadata.value;
  if (manager === 'AWS') return 'awsManaged';
  if (origin === 'AWS_CLOUDHSM') return 'cloudhsm';
  if (origin === 'EXTERNAL_KEY_STORE') return 'external';
  return multiRegion?.role === 'REPLICA' ? 'replica' : 'customer';
}
