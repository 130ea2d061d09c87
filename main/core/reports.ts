import type { LastUse } from '../../shared/model/last-use.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { csvRows } from '../report/csv.ts';
import { keyLine, summaryDocument } from '../report/json.ts';
import { renderPdf } from '../report/pdf/render.ts';
import type { LastUseService, ReportService } from './core.ts';
import { findManifest } from './find-manifest.ts';
import { findingsOf } from './snapshots.ts';

/** The part of a last use that `list --json` prints. */
function useLine(use: LastUse | undefined): Pick<LastUse, 'grade' | 'at' | 'operation'> | null {
  return use ? { grade: use.grade, at: use.at, operation: use.operation } : null;
}

export function createReportService(ledger: Ledger, lastUse: LastUseService): ReportService {
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
        const uses = await lastUse.of(keys.map(({ key }) => key.arn));
        yield keys
          .map((key, index) => `${JSON.stringify({ ...keyLine(key), lastUse: useLine(uses[index]) })}\n`)
          .join('');
      }
    },
  };
}
