import type { Ledger } from '../ledger/ledger.ts';
import { csvRows } from '../report/csv.ts';
import { keyLine, summaryDocument } from '../report/json.ts';
import { renderPdf } from '../report/pdf/render.ts';
import type { ReportService } from './core.ts';
import { findManifest } from './find-manifest.ts';
import { findingsOf } from './snapshots.ts';

export function createReportService(ledger: Ledger): ReportService {
  const keysOf = (id: string) => ledger.eachKey(id, { filter: {} });

  return {
    async summary(ref) {
      const manifest = await findManifest(ledger, ref);
      return summaryDocument(manifest, await ledger.groups(manifest.id));
    },
    async pdf(ref) {
      const manifest = await findManifest(ledger, ref);
      const { id } = manifest;
      const [previous, groups, clusters, keyStores, aggregates, findings, trend] = await Promise.all([
        ledger.previous(id),
        ledger.groups(id),
        ledger.clusters(id),
        ledger.keyStores(id),
        ledger.aggregates(id),
        findingsOf(ledger, manifest),
        ledger.trend(id),
      ]);
      const { assumedMicroUsd, rangedKeys, billedKeys } = aggregates;
      return renderPdf({
        manifest,
        previous,
        groups,
        clusters,
        keyStores,
        assumedMicroUsd,
        rangedKeys,
        billedKeys,
        findings,
        trend,
        keys: () => keysOf(id),
      });
    },
    async *csv(ref, filter) {
      const { id, scope } = await findManifest(ledger, ref);
      yield* csvRows(ledger.eachKey(id, { filter }), scope.accounts);
    },
    async *json(ref, filter) {
      const { id } = await findManifest(ledger, ref);
      for await (const keys of ledger.eachKey(id, { filter })) {
        yield keys.map((key) => `${JSON.stringify(keyLine(key))}\n`).join('');
      }
    },
  };
}
