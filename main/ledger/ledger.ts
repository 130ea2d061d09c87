import { mkdir, rename, rm } from 'node:fs/promises';
import type { KnownKeys } from '../../shared/model/known.ts';
import type { LedgerCluster, LedgerKey } from '../../shared/model/ledger.ts';
import type {
  CostGroups,
  FacetCounts,
  KeyFilter,
  KeyPage,
  KeyQuery,
  KeyRow,
  Sort,
  TrendPoint,
} from '../../shared/model/query.ts';
import type { Manifest } from '../../shared/model/snapshot.ts';
import { type Aggregates, aggregates } from './aggregates.ts';
import { openDatabase } from './database.ts';
import { type Desk, openDesk } from './desk.ts';
import { clusters, family, type KeyStoreUse, key, keyStores, rowsOf } from './details.ts';
import { EXPORT_WINDOW, keysAt, positions } from './export.ts';
import { facets } from './facets.ts';
import { partialFolder, snapshotFolder, snapshotsFolder } from './folder.ts';
import { groups } from './groups.ts';
import { previousOf, trendOf } from './history.ts';
import { type KnownScope, knownKeys } from './known-history.ts';
import type { Loaded } from './loaded.ts';
import { type BrokenSnapshot, openManifests, type SnapshotFault } from './manifests.ts';
import { page } from './page.ts';

/** Enough for 1,000,000 keys in memory; what does not fit spills to the system's temp folder. */
const MEMORY = '1GB';

/**
 * The snapshots of one data folder, and questions over them. Snapshots are only read, so that any number of ledgers may
 * have the same folder open. A `ref` is an id or `latest`. Every question throws SnapshotNotFoundError,
 * SnapshotTooNewError or SnapshotBrokenError where the snapshot cannot be read.
 */
export interface Ledger {
  /** Newest first. */
  snapshots(): Promise<readonly Manifest[]>;
  /** Folders whose manifest cannot be read, each with the reason. */
  broken(): Promise<readonly BrokenSnapshot[]>;
  manifest(ref: string): Promise<Manifest>;
  /** Reads every file again; empty where all are as they were written. */
  verify(ref: string): Promise<readonly SnapshotFault[]>;
  page(ref: string, query: KeyQuery): Promise<KeyPage>;
  facets(ref: string, filter: KeyFilter): Promise<FacetCounts>;
  groups(ref: string): Promise<CostGroups>;
  aggregates(ref: string): Promise<Aggregates>;
  clusters(ref: string): Promise<readonly LedgerCluster[]>;
  keyStores(ref: string): Promise<readonly KeyStoreUse[]>;
  key(ref: string, arn: string): Promise<LedgerKey | null>;
  /** The rows of these keys, in their order, without those that the snapshot does not have. */
  rows(ref: string, arns: readonly string[]): Promise<readonly KeyRow[]>;
  /** Primary first, then by region; empty for a single-Region key. */
  family(ref: string, arn: string): Promise<readonly KeyRow[]>;
  /** Every filtered key, a batch at a time in bounded memory; by account name, region, alias and ARN unless sorted. */
  eachKey(
    ref: string,
    order: { readonly filter: KeyFilter; readonly sort?: readonly Sort[] },
  ): AsyncIterable<readonly LedgerKey[]>;
  /** Every snapshot of the same scope, oldest first. */
  trend(ref: string): Promise<readonly TrendPoint[]>;
  /** The latest snapshot of the same scope as of an earlier moment. */
  previous(ref: string): Promise<Manifest | null>;
  /** What earlier snapshots of the same accounts tell of rotations; of a key that none knows, nothing. */
  knownKeys(scope: KnownScope): Promise<KnownKeys>;
  /** Also of a snapshot that cannot be read. */
  remove(ref: string): Promise<void>;
  close(): Promise<void>;
}

export async function openLedger(options: { readonly dataDir: string }): Promise<Ledger> {
  const { dataDir } = options;
  await mkdir(snapshotsFolder(dataDir), { recursive: true });
  const manifests = openManifests(dataDir);
  const database = await openDatabase(snapshotsFolder(dataDir), { memory: MEMORY });
  const connection = await database.connect();
  const desk = openDesk(connection, dataDir);

  let queue: Promise<unknown> = Promise.resolve();
  /** One question at a time: each uses every core, and none may lose its tables to another. */
  function inTurn<T>(question: () => Promise<T>): Promise<T> {
    const turn = queue.then(question);
    queue = Promise.allSettled([turn]);
    return turn;
  }

  async function about<T>(ref: string, question: (desk: Desk, snapshot: Loaded) => Promise<T>): Promise<T> {
    const manifest = await manifests.find(ref);
    return inTurn(async () => question(desk, await desk.loaded(manifest)));
  }

  return {
    snapshots: manifests.list,
    broken: manifests.broken,
    manifest: manifests.find,
    verify: manifests.verify,
    page: (ref, query) => about(ref, (at, snapshot) => page(at, snapshot, query)),
    facets: (ref, filter) => about(ref, (at, snapshot) => facets(at, snapshot, filter)),
    groups: (ref) => about(ref, groups),
    aggregates: (ref) => about(ref, aggregates),
    clusters: (ref) => about(ref, clusters),
    keyStores: (ref) => about(ref, keyStores),
    key: (ref, arn) => about(ref, (at, snapshot) => key(at, snapshot, arn)),
    rows: (ref, arns) => about(ref, (at, snapshot) => rowsOf(at, snapshot, arns)),
    family: (ref, arn) => about(ref, (at, snapshot) => family(at, snapshot, arn)),
    async *eachKey(ref, { filter, sort = [] }) {
      const { id } = await manifests.find(ref);
      const wanted = await about(id, (at, snapshot) => positions(at, snapshot, { filter, sort }));
      for (let from = 0; from < wanted.length; from += EXPORT_WINDOW) {
        const window = wanted.slice(from, from + EXPORT_WINDOW);
        yield await about(id, (at, snapshot) => keysAt(at, snapshot, window));
      }
    },
    trend: async (ref) => trendOf(await manifests.find(ref), await manifests.list()),
    previous: async (ref) => previousOf(await manifests.find(ref), await manifests.list()),
    async knownKeys(scope) {
      const all = await manifests.list();
      return inTurn(() => knownKeys(connection, dataDir, all, scope));
    },
    async remove(ref) {
      const id = await manifests.idOf(ref);
      await inTurn(() => desk.forget(id));
      // Renamed first, so that a removal that is broken off leaves no half a snapshot.
      await rename(snapshotFolder(dataDir, id), partialFolder(dataDir, id));
      await rm(partialFolder(dataDir, id), { recursive: true, force: true });
    },
    close: () =>
      inTurn(async () => {
        connection.closeSync();
        await database.close();
      }),
  };
}
