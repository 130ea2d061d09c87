import type { CoverageEntry } from '../../../shared/model/coverage.ts';
import type { Outcome } from '../../../shared/model/outcome.ts';
import { unitId } from '../../../shared/model/place.ts';
import type { Manifest } from '../../../shared/model/snapshot.ts';

/** A region that is off holds nothing, so nothing there was missed. */
export function isGap(outcome: Outcome): boolean {
  return outcome !== 'read' && outcome !== 'regionOff';
}

export interface Reach {
  /** Units that were to be read, and those whose keys were listed to the end. */
  readonly units: number;
  readonly unitsRead: number;
  readonly details: number;
  readonly detailsRead: number;
  /** Share of details read, 0–1; rounded down to a tenth of a percent, so that only all is 100 %. */
  readonly share: number;
}

function total(entries: readonly CoverageEntry[]): number {
  return entries.reduce((sum, { count }) => sum + count, 0);
}

/** What a snapshot rests on. */
export function reach({ scope, coverage }: Pick<Manifest, 'scope' | 'coverage'>): Reach {
  const listings = coverage.filter(({ operation }) => operation === 'kms:ListKeys');
  const listed = new Set(listings.filter(({ outcome }) => outcome === 'read').map(unitId));
  for (const entry of listings) if (isGap(entry.outcome)) listed.delete(unitId(entry));
  const off = new Set(listings.filter(({ outcome }) => outcome === 'regionOff').map(unitId));
  const detailsRead = total(coverage.filter(({ outcome }) => outcome === 'read'));
  const details = detailsRead + total(coverage.filter(({ outcome }) => isGap(outcome)));
  return {
    units: scope.units - off.size,
    unitsRead: listed.size,
    details,
    detailsRead,
    share: details === 0 ? 0 : Math.floor((detailsRead / details) * 1000) / 1000,
  };
}
