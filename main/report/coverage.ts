import type { CoverageEntry } from '../../shared/model/coverage.ts';
import type { Outcome } from '../../shared/model/outcome.ts';
import { unitId } from '../../shared/model/place.ts';
import type { Manifest } from '../../shared/model/snapshot.ts';

/** Listings: one is asked for in each unit, and what it would have listed is not known when it is not answered. */
const LISTING = 'kms:ListKeys';
const DETAILS = [
  'kms:DescribeKey',
  'kms:GetKeyRotationStatus',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
];

/** What the reader of a report must know about an operation that was not answered: what is missing, and its price. */
const EFFECTS: Readonly<Record<string, string>> = {
  'kms:ListKeys': 'The keys there are not known, and nothing is priced for them.',
  'kms:ListAliases': 'Names are missing; cost is not affected.',
  'kms:DescribeKey': 'Kind and state are not known: each key counts from nothing to three key prices.',
  'kms:GetKeyRotationStatus': 'The next rotation is not known; cost today is not affected.',
  'kms:ListKeyRotations':
    'Completed rotations are not known: each of the first two counts from nothing to one key price.',
  'kms:ListResourceTags': 'The owner is not known; cost is not affected.',
  'tag:GetResources': 'The owner is not known; cost is not affected.',
  'kms:DescribeCustomKeyStores': 'Key stores are not listed; cost is not affected.',
  'cloudhsm:DescribeClusters': 'Clusters and HSMs there are not known, and nothing is priced for them.',
  'pricing:GetProducts': 'Prices that were not read live come from the table shipped with Keyledger.',
};

export function effectOf(operation: string): string {
  return EFFECTS[operation] ?? 'What it would have answered is missing from this report.';
}

/** Everything that one operation was not answered for in one way. */
export interface Gap {
  readonly operation: string;
  readonly outcome: Outcome;
  readonly count: number;
  readonly entries: readonly CoverageEntry[];
  readonly action: string | null;
}

/** What was not read, by operation and outcome, in the order in which it first appears. */
export function gaps(coverage: readonly CoverageEntry[]): Gap[] {
  const groups = new Map<string, CoverageEntry[]>();
  for (const entry of coverage) {
    if (entry.outcome === 'read') continue;
    const name = `${entry.operation} ${entry.outcome}`;
    const group = groups.get(name);
    if (group) group.push(entry);
    else groups.set(name, [entry]);
  }
  return [...groups.values()].flatMap((entries): Gap[] => {
    const first = entries[0];
    if (!first) return [];
    const count = entries.reduce((sum, entry) => sum + entry.count, 0);
    const action = entries.find((entry) => entry.action !== null)?.action ?? null;
    return [{ operation: first.operation, outcome: first.outcome, count, entries, action }];
  });
}

export interface Reading {
  readonly units: number;
  readonly unitsRead: number;
  readonly details: number;
  readonly detailsRead: number;
}

/** How much of what was planned was read: units whose keys were listed, and details of keys. */
export function reading(manifest: Manifest): Reading {
  const unlisted = new Set<string>();
  let details = 0;
  let detailsRead = 0;
  for (const entry of manifest.coverage) {
    if (entry.operation === LISTING && entry.outcome !== 'read') unlisted.add(unitId(entry));
    if (!DETAILS.includes(entry.operation)) continue;
    details += entry.count;
    if (entry.outcome === 'read') detailsRead += entry.count;
  }
  const { units } = manifest.scope;
  return { units, unitsRead: Math.max(0, units - unlisted.size), details, detailsRead };
}
