/** A grant on a key, as ListGrants answers it. Dates are ISO 8601 in UTC. */
export interface Grant {
  readonly id: string;
  readonly name: string | null;
  /** ARN or service principal of who may use the key; null where AWS did not say. */
  readonly grantee: string | null;
  readonly retiringPrincipal: string | null;
  readonly issuingAccount: string | null;
  /** As AWS names them, e.g. `Decrypt`. */
  readonly operations: readonly string[];
  readonly createdAt: string | null;
  /** The grant holds only for calls that meet its conditions: an encryption context, or the ARN they come from. */
  readonly constrained: boolean;
}

/** A backup of a CloudHSM cluster, as DescribeBackups answers it. Dates are ISO 8601 in UTC. */
export interface ClusterBackup {
  readonly id: string;
  /** CREATE_IN_PROGRESS, READY, DELETED, PENDING_DELETION, or what AWS adds. */
  readonly state: string;
  readonly createdAt: string | null;
  /** When it was copied from another region, and from where. */
  readonly copiedAt: string | null;
  readonly sourceRegion: string | null;
  /** When it will be gone, in PENDING_DELETION. */
  readonly deletesAt: string | null;
  /** Kept beyond the cluster's retention; null where AWS did not say. */
  readonly neverExpires: boolean | null;
}

/** How deep a scan reads: `full` also policies, grants and backups. */
export const DEPTHS = ['standard', 'full'] as const;
export type Depth = (typeof DEPTHS)[number];
