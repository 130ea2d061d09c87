import type { TrendPoint } from '../../shared/model/query.ts';
import type { Manifest } from '../../shared/model/snapshot.ts';

/** By the moment that the figures are as of, then by the end of the reading: one that completes another comes after it. */
export function newestFirst(a: Manifest, b: Manifest): number {
  return compare(b.asOf, a.asOf) || compare(b.finishedAt, a.finishedAt) || compare(b.id, a.id);
}

/** Snapshots that may be compared: all of the sample or all real, of the same accounts and the same regions. */
function scopeOf({ sample, scope }: Manifest): string {
  return JSON.stringify([sample, scope.accounts.map(({ id }) => id).sort(), [...scope.regions].sort()]);
}

/** The latest comparable snapshot as of an earlier moment. */
export function previousOf(manifest: Manifest, all: readonly Manifest[]): Manifest | null {
  const earlier = all
    .filter((other) => scopeOf(other) === scopeOf(manifest) && other.asOf < manifest.asOf)
    .sort(newestFirst);
  return earlier[0] ?? null;
}

/** Every comparable snapshot, oldest first; of several as of one moment, the one asked about, else the last read. */
export function trendOf(manifest: Manifest, all: readonly Manifest[]): TrendPoint[] {
  const points = new Map<string, Manifest>();
  const comparable = all.filter((other) => scopeOf(other) === scopeOf(manifest)).sort(newestFirst);
  for (const other of [...comparable.reverse(), manifest]) points.set(other.asOf, other);
  return [...points.values()].sort((a, b) => newestFirst(b, a)).map(pointOf);
}

function pointOf({ id, asOf, runRate, counts }: Manifest): TrendPoint {
  const keys = counts.customerKeys + counts.awsManagedKeys + counts.unknownKeys;
  return { snapshotId: id, asOf, runRate, counts: { keys, hsms: counts.hsms } };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
