import type { Finding } from '../../shared/model/finding.ts';
import type { KeyStore } from '../../shared/model/hsm.ts';
import type { LedgerCluster, LedgerKey } from '../../shared/model/ledger.ts';
import type { CostGroups, TrendPoint } from '../../shared/model/query.ts';
import type { Manifest, RunRate } from '../../shared/model/snapshot.ts';

/** Everything that a report states about one snapshot. */
export interface ReportInput {
  readonly manifest: Manifest;
  /** The snapshot before it that read the same units. */
  readonly previous: { readonly asOf: string; readonly runRate: RunRate } | null;
  readonly groups: CostGroups;
  readonly clusters: readonly LedgerCluster[];
  readonly keyStores: readonly KeyStore[];
  /** Micro-USD a month of the total that rest on an assumed rule or price. */
  readonly assumedMicroUsd: number;
  readonly rangedKeys: number;
  readonly billedKeys: number;
  readonly findings: readonly Finding[];
  readonly trend: readonly TrendPoint[];
  /** Sorted by account name, region, alias (none last), ARN. Called once for each pass over the keys. */
  readonly keys: () => AsyncIterable<readonly LedgerKey[]>;
}
