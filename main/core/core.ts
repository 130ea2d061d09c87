import type { AppInfo } from '../../shared/contract/app.ts';
import type { HsmInventory } from '../../shared/contract/hsms.ts';
import type { KeyDetail } from '../../shared/contract/keys.ts';
import type { ScanRequest } from '../../shared/contract/scan.ts';
import type { Overview, SnapshotSummary } from '../../shared/contract/snapshots.ts';
import type { LedgerKey } from '../../shared/model/ledger.ts';
import type { PriceBook } from '../../shared/model/price.ts';
import type { ProfileSummary } from '../../shared/model/profile.ts';
import type { ScanEvent } from '../../shared/model/progress.ts';
import type { CostGroups, FacetCounts, KeyFilter, KeyPage, KeyQuery } from '../../shared/model/query.ts';
import type { Manifest } from '../../shared/model/snapshot.ts';

/** A snapshot's id, or the latest one. */
export type SnapshotRef = string;

export interface ScanService {
  /** Throws CoreError SCAN_RUNNING while another scan of this core runs. */
  start(request: ScanRequest): { jobId: string };
  current(): string | null;
  /** Every event of a job, its present state first. Throws CoreError NOT_FOUND. */
  watch(jobId: string, signal?: AbortSignal): AsyncIterable<ScanEvent>;
  /** Ends a job; with `keep`, what was read so far becomes a snapshot that says so. Answers that snapshot's id. */
  cancel(jobId: string, keep: boolean): Promise<string | null>;
}

export interface SnapshotService {
  list(): Promise<readonly SnapshotSummary[]>;
  get(ref: SnapshotRef): Promise<Manifest>;
  overview(ref: SnapshotRef): Promise<Overview>;
  groups(ref: SnapshotRef): Promise<CostGroups>;
  /** Faults found by recomputing every file's SHA-256; empty when the snapshot is whole. */
  verify(ref: SnapshotRef): Promise<readonly string[]>;
}

export interface KeyService {
  page(ref: SnapshotRef, query: KeyQuery): Promise<KeyPage>;
  facets(ref: SnapshotRef, filter: KeyFilter): Promise<FacetCounts>;
  get(ref: SnapshotRef, arn: string): Promise<KeyDetail>;
  each(ref: SnapshotRef, filter: KeyFilter): AsyncIterable<readonly LedgerKey[]>;
}

export interface ReportService {
  /** The documented JSON form of a snapshot, see docs/json.md. */
  summary(ref: SnapshotRef): Promise<object>;
  pdf(ref: SnapshotRef): Promise<Uint8Array>;
  csv(ref: SnapshotRef, filter: KeyFilter): AsyncIterable<string>;
  /** One key a line. */
  json(ref: SnapshotRef, filter: KeyFilter): AsyncIterable<string>;
}

export interface SampleService {
  /** Serves the sample organisation until `close`; `env` points any AWS client at it. */
  serve(options: SampleServeOptions): Promise<{
    readonly env: Readonly<Record<string, string>>;
    close(): Promise<void>;
  }>;
}

export interface SampleServeOptions {
  readonly keys: number;
  readonly seed: number;
  /** Now, when left out. */
  readonly asOf?: Date;
  /** Milliseconds that each answer takes. */
  readonly latency: number;
  readonly port?: number;
}

/** Everything that a door may ask. Opened once a process; `close` ends what runs. */
export interface Core {
  readonly info: AppInfo;
  readonly profiles: { list(): Promise<readonly ProfileSummary[]> };
  readonly sample: SampleService;
  readonly scans: ScanService;
  readonly snapshots: SnapshotService;
  readonly keys: KeyService;
  readonly hsms: { list(ref: SnapshotRef): Promise<HsmInventory> };
  readonly reports: ReportService;
  readonly prices: { current(): Promise<PriceBook> };
  close(): Promise<void>;
}
