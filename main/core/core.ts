import type { AppInfo } from '../../shared/contract/app.ts';
import type { ExceptionWish, FindingKeys, Findings } from '../../shared/contract/findings.ts';
import type { HsmInventory } from '../../shared/contract/hsms.ts';
import type { KeyDetail } from '../../shared/contract/keys.ts';
import type { LastUseRequest } from '../../shared/contract/last-use.ts';
import type { PreflightRequest, ScanRequest } from '../../shared/contract/scan.ts';
import type { SettingsChange } from '../../shared/contract/settings.ts';
import type { Overview, SnapshotSummary } from '../../shared/contract/snapshots.ts';
import type { CoverageEntry } from '../../shared/model/coverage.ts';
import type { FindingException } from '../../shared/model/finding.ts';
import type { LastUse, LastUseProgress } from '../../shared/model/last-use.ts';
import type { LedgerKey } from '../../shared/model/ledger.ts';
import type { PreflightReport } from '../../shared/model/preflight.ts';
import type { PriceBook } from '../../shared/model/price.ts';
import type { ProfileSummary } from '../../shared/model/profile.ts';
import type { ScanEvent } from '../../shared/model/progress.ts';
import type { CostGroups, FacetCounts, KeyFilter, KeyPage, KeyQuery } from '../../shared/model/query.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { SignInEvent } from '../../shared/model/sign-in.ts';
import type { BrokenScan, Manifest } from '../../shared/model/snapshot.ts';

/** A snapshot's id, or the latest one. */
export type SnapshotRef = string;

export interface ScanService {
  /** Throws CoreError SCAN_RUNNING while another scan of this core runs. */
  start(request: ScanRequest): { jobId: string };
  current(): string | null;
  /** Scans that were broken off, the latest first. */
  broken(): Promise<readonly BrokenScan[]>;
  /** Goes on with a broken scan, by id or the latest. Throws CoreError NOT_FOUND or SCAN_RUNNING. */
  resume(ref: string): Promise<{ jobId: string }>;
  /** Removes a broken scan for good. Throws CoreError NOT_FOUND or SCAN_RUNNING. */
  discard(id: string): Promise<void>;
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

/** How a pass over last use ended; `unread` is what AWS did not answer for. */
export interface LastUseEnd {
  readonly asked: number;
  readonly cancelled: boolean;
  readonly unread: readonly CoverageEntry[];
}

export interface LastUseService {
  /** What is known of the last use of keys, in their order. */
  of(arns: readonly string[]): Promise<readonly LastUse[]>;
  /** Begins a pass in the background. Throws CoreError SCAN_RUNNING while another one runs. */
  start(request: LastUseRequest): void;
  /** The pass that runs, or how the last one ended; null before the first. */
  current(): LastUseProgress | null;
  /** The end of the pass that runs or was last; null before the first. Rejects with what broke it off. */
  ended(): Promise<LastUseEnd> | null;
  /** Ends the pass that runs; what came is kept. */
  cancel(): Promise<void>;
}

/** Every method about exceptions throws CoreError UNREADABLE where their file cannot be used; it is left as it is. */
export interface FindingsService {
  list(ref: SnapshotRef): Promise<Findings>;
  keys(ref: SnapshotRef, query: FindingQuery): Promise<FindingKeys>;
  exceptions(): Promise<readonly FindingException[]>;
  except(wish: ExceptionWish): Promise<FindingException>;
  /** Throws CoreError NOT_FOUND where there is none. */
  restore(place: Pick<FindingException, 'rule' | 'subject'>): Promise<FindingException>;
}

export interface FindingQuery {
  readonly rule: string;
  readonly offset: number;
  readonly limit: number;
}

export interface ReportService {
  /** The documented JSON form of a snapshot, see docs/json.md. */
  summary(ref: SnapshotRef): Promise<object>;
  pdf(ref: SnapshotRef): Promise<Uint8Array>;
  csv(ref: SnapshotRef, filter: KeyFilter): AsyncIterable<string>;
  /** One key a line. */
  json(ref: SnapshotRef, filter: KeyFilter): AsyncIterable<string>;
}

export interface PriceService {
  /** The book of the latest scan; before the first one the bundled table, as the settings adjust it. */
  current(): Promise<PriceBook>;
  /**
   * Asks AWS for its lists now, through a profile or through those that are ready, and keeps them for 24 hours.
   * Throws CoreError UNREADABLE.
   */
  refresh(profile?: string): Promise<PriceBook>;
}

export interface SettingsService {
  readonly path: string;
  /** Throws CoreError UNREADABLE where the file cannot be used; it is left as it is. */
  get(): Promise<Settings>;
  /** Answers the settings after the change. Throws as `get`. */
  set(change: SettingsChange): Promise<Settings>;
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

export interface SignInService {
  /**
   * Signs a profile in: by page and code, by MFA code, or only by finding out who it is. The last event is `done` or
   * `failed`. Ends when the signal aborts, or the stream is left.
   */
  start(profile: string, signal?: AbortSignal): AsyncIterable<SignInEvent>;
  /** The code that an `mfa` event asked for. Throws CoreError NOT_FOUND where nobody waits for it. */
  answer(ask: string, code: string): void;
}

/** Throws CoreError UNREADABLE where nothing can be signed in to, and the signal's reason. */
export type PreflightService = (request: PreflightRequest, signal?: AbortSignal) => Promise<PreflightReport>;

/** Everything that a door may ask. Opened once a process; `close` ends what runs. */
export interface Core {
  readonly info: AppInfo;
  readonly profiles: {
    list(): Promise<readonly ProfileSummary[]>;
    readonly preflight: PreflightService;
  };
  readonly signIn: SignInService;
  readonly sample: SampleService;
  readonly scans: ScanService;
  readonly snapshots: SnapshotService;
  readonly keys: KeyService;
  readonly lastUse: LastUseService;
  readonly findings: FindingsService;
  readonly hsms: { list(ref: SnapshotRef): Promise<HsmInventory> };
  readonly reports: ReportService;
  readonly prices: PriceService;
  readonly settings: SettingsService;
  close(): Promise<void>;
}
