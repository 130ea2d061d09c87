import type { Tag } from './key.ts';
import type { Detail } from './outcome.ts';
import type { ClusterBackup } from './policy.ts';

export interface KeyStore {
  readonly accountId: string;
  readonly region: string;
  readonly id: string;
  readonly name: string;
  readonly type: 'AWS_CLOUDHSM' | 'EXTERNAL_KEY_STORE' | (string & {});
  readonly connectionState: string;
  readonly clusterId: string | null;
  readonly createdAt: string | null;
}

export interface Hsm {
  readonly id: string;
  readonly availabilityZone: string;
  /** CREATE_IN_PROGRESS, ACTIVE, DEGRADED, DELETE_IN_PROGRESS, DELETED, or what AWS adds. */
  readonly state: string;
  /** e.g. hsm2m.medium; null where AWS names it on the cluster only. */
  readonly type: string | null;
}

/** The type of HSM that AWS supports no longer. */
export const ENDED_HSM_TYPE = 'hsm1.medium';
/** The later of the two dates that are published (1 December 2025 and 31 March 2026): from here on both have passed. */
export const HSM1_SURELY_ENDED = '2026-03-31';

export interface HsmCluster {
  readonly accountId: string;
  readonly region: string;
  readonly id: string;
  readonly state: string;
  readonly hsmType: string;
  /** FIPS or NON_FIPS; null where AWS did not say. */
  readonly mode: string | null;
  readonly networkType: string | null;
  readonly createdAt: string | null;
  readonly hsms: readonly Hsm[];
  readonly tags: readonly Tag[];
  /** Left out where the scan did not go that deep. */
  readonly backups?: Detail<readonly ClusterBackup[]>;
}
