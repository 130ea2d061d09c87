import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Rotation, RotationStatus } from '../../shared/model/key.ts';
import type { KnownKey, KnownKeys } from '../../shared/model/known.ts';
import type { Detail } from '../../shared/model/outcome.ts';
import type { Manifest } from '../../shared/model/snapshot.ts';
import { type Row, sqlText } from './database.ts';
import { KEYS, snapshotFolder } from './folder.ts';
import { newestFirst } from './history.ts';
import { nullableTextAt, textAt } from './values.ts';

/** Partial snapshots that are looked through on the way back to a complete one. */
const MOST_SNAPSHOTS = 5;

/** Which scan wants to know. */
export interface KnownScope {
  readonly sample: boolean;
  /** Ids. */
  readonly accounts: readonly string[];
  /** The moment that it is of. */
  readonly asOf: Date;
}

/** Held as the texts that the file has: a few hundred bytes a key, of which a scan takes each but once. */
interface Held {
  readonly snapshotAsOf: string;
  readonly materialId: string | null;
  readonly rotations: string;
  readonly status: string | null;
}

/**
 * What the latest snapshots of the same accounts tell of rotations: the newest, and the ones before it as far as the
 * last complete one. A snapshot whose file cannot be read tells nothing; `broken` and `verify` say so.
 */
export async function knownKeys(
  connection: DuckDBConnection,
  dataDir: string,
  manifests: readonly Manifest[],
  scope: KnownScope,
): Promise<KnownKeys> {
  const held = new Map<string, Held>();
  for (const { id, asOf } of sources(manifests, scope)) {
    const file = join(snapshotFolder(dataDir, id), KEYS);
    await readInto(held, connection, file, asOf).catch((error: unknown) => {
      // A fault of ours; DuckDB's own errors are of the file.
      if (error instanceof TypeError) throw error;
    });
  }
  return (arn) => {
    const one = held.get(arn);
    return one && knownKey(one);
  };
}

function sources(
  manifests: readonly Manifest[],
  { sample, accounts, asOf }: KnownScope,
): readonly Manifest[] {
  const ids = [...accounts].sort().join();
  const same = manifests
    .filter((one) => one.sample === sample && one.asOf < asOf.toISOString())
    .filter(
      ({ scope }) =>
        scope.accounts
          .map(({ id }) => id)
          .sort()
          .join() === ids,
    )
    .sort(newestFirst)
    .slice(0, MOST_SNAPSHOTS);
  const complete = same.findIndex((one) => one.complete);
  return complete < 0 ? same : same.slice(0, complete + 1);
}

async function readInto(
  held: Map<string, Held>,
  connection: DuckDBConnection,
  file: string,
  snapshotAsOf: string,
): Promise<void> {
  const rows = await connection.stream(
    `SELECT arn, json_extract_string(detail, '$.key.metadata.value.currentMaterialId') AS material,
       json_extract(detail, '$.key.rotations')::VARCHAR AS rotations,
       json_extract(detail, '$.key.rotationStatus')::VARCHAR AS status
     FROM read_parquet(${sqlText(file)}) WHERE rotation_band <> 'notApplicable'`,
  );
  for await (const chunk of rows.yieldRowObjectJs()) {
    for (const row of chunk) {
      const arn = textAt(row, 'arn');
      const one = heldOf(row, snapshotAsOf);
      if (!held.has(arn) && knownKey(one)) held.set(arn, one);
    }
  }
}

function heldOf(row: Row, snapshotAsOf: string): Held {
  return {
    snapshotAsOf,
    materialId: nullableTextAt(row, 'material'),
    rotations: textAt(row, 'rotations'),
    status: nullableTextAt(row, 'status'),
  };
}

function knownKey({ snapshotAsOf, materialId, rotations, status }: Held): KnownKey | undefined {
  const history = JSON.parse(rotations) as Detail<readonly Rotation[]>;
  if (history.status !== 'read' && history.status !== 'partial') return undefined;
  const rotation = status === null ? null : (JSON.parse(status) as Detail<RotationStatus>);
  return {
    currentMaterialId: materialId,
    rotations: history.value,
    complete: history.status === 'read',
    rotationsAsOf: history.asOf ?? snapshotAsOf,
    status:
      rotation?.status === 'read' ? { value: rotation.value, asOf: rotation.asOf ?? snapshotAsOf } : null,
  };
}
