import type { EXPORT_FORMATS } from '../../shared/contract/reports.ts';
import type { KeyFilter } from '../../shared/model/query.ts';
import type { Core } from '../core/core.ts';

interface ExportInput {
  readonly snapshot: string;
  readonly format: (typeof EXPORT_FORMATS)[number];
  readonly filter?: KeyFilter | undefined;
}

const TYPES = { pdf: 'application/pdf', csv: 'text/csv', json: 'application/x-ndjson' } as const;

async function gather(chunks: AsyncIterable<string>): Promise<string[]> {
  const parts: string[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return parts;
}

/** A report or an export as a named file: `keyledger-northwind-payments-2026-11-24.pdf`. */
export async function exportFile(core: Core, { snapshot, format, filter = {} }: ExportInput): Promise<File> {
  const manifest = await core.snapshots.get(snapshot);
  const organisation = (manifest.scope.organisation ?? 'aws').toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const name = `keyledger-${organisation}-${manifest.asOf.slice(0, 10)}.${format}`;
  const parts = await contents(core, manifest.id, format, filter);
  return new File(parts, name, { type: TYPES[format] });
}

async function contents(
  core: Core,
  id: string,
  format: ExportInput['format'],
  filter: KeyFilter,
): Promise<BlobPart[]> {
  switch (format) {
    case 'pdf':
      return [Uint8Array.from(await core.reports.pdf(id))];
    case 'csv':
      return gather(core.reports.csv(id, filter));
    case 'json':
      return gather(core.reports.json(id, filter));
  }
}
