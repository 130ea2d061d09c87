import type { Overview, SnapshotSummary } from '../../shared/contract/snapshots.ts';
import { judge } from '../../shared/findings/judge.ts';
import type { Finding } from '../../shared/model/finding.ts';
import type { Manifest } from '../../shared/model/snapshot.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { SnapshotService } from './core.ts';
import { findManifest } from './find-manifest.ts';

export function summarise(manifest: Manifest): SnapshotSummary {
  const { id, sample, asOf, finishedAt, complete, counts, runRate, scope } = manifest;
  return { id, sample, asOf, finishedAt, complete, counts, runRate, organisation: scope.organisation };
}

/** Everything in a snapshot that deserves attention, the weightiest first. */
export async function findingsOf(ledger: Ledger, manifest: Manifest): Promise<readonly Finding[]> {
  const [clusters, keyStores, aggregates] = await Promise.all([
    ledger.clusters(manifest.id),
    ledger.keyStores(manifest.id),
    ledger.aggregates(manifest.id),
  ]);
  return judge({
    asOf: manifest.asOf,
    clusters,
    keyStores,
    pendingDeletion: aggregates.pendingDeletion,
    disabledBilled: aggregates.disabledBilled,
    unowned: aggregates.unowned,
    ranged: aggregates.ranged,
    coverage: manifest.coverage,
    accountNames: Object.fromEntries(manifest.scope.accounts.map(({ id, name }) => [id, name])),
  });
}

const FAULTS = {
  missing: 'is missing',
  size: 'has another size than was written',
  sha256: 'has another SHA-256 than was written',
} as const;

export function createSnapshotService(ledger: Ledger): SnapshotService {
  const idOf = async (ref: string) => (await findManifest(ledger, ref)).id;

  return {
    list: async () => (await ledger.snapshots()).map(summarise),
    get: (ref) => findManifest(ledger, ref),
    async overview(ref): Promise<Overview> {
      const manifest = await findManifest(ledger, ref);
      const [aggregates, groups, trend, previous, findings] = await Promise.all([
        ledger.aggregates(manifest.id),
        ledger.groups(manifest.id),
        ledger.trend(manifest.id),
        ledger.previous(manifest.id),
        findingsOf(ledger, manifest),
      ]);
      const { assumedMicroUsd, rangedKeys, billedKeys } = aggregates;
      return {
        manifest,
        previous: previous && summarise(previous),
        assumedMicroUsd,
        rangedKeys,
        billedKeys,
        groups,
        trend,
        findings,
      };
    },
    groups: async (ref) => ledger.groups(await idOf(ref)),
    verify: async (ref) =>
      (await ledger.verify(await idOf(ref))).map(({ file, fault }) => `${file}: ${FAULTS[fault]}`),
  };
}
