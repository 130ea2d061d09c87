import { type Amount, sum } from '../../../shared/model/amount.ts';
import type { LedgerKey } from '../../../shared/model/ledger.ts';
import { known } from '../../../shared/model/outcome.ts';
import { FACETS, type Facet, type KeyFilter, type KeyRow, type Sort } from '../../../shared/model/query.ts';

/** What a ledger should answer, said again in plain JavaScript over an array. */
export interface Entry {
  readonly ledger: LedgerKey;
  readonly row: KeyRow;
}

export function facetOf(row: KeyRow, facet: Facet): string | null {
  return facet === 'account' ? row.accountId : facet === 'rotations' ? row.rotationBand : row[facet];
}

function holds(needle: string, { ledger: { key } }: Entry): boolean {
  const tags = known(key.tags) ?? [];
  const fields = [
    key.arn,
    key.keyId,
    ...key.aliases,
    known(key.metadata)?.description ?? '',
    ...tags.flatMap((tag) => [tag.key, tag.value]),
  ];
  return fields.some((field) => field.toLowerCase().includes(needle.toLowerCase()));
}

export function accepts(filter: KeyFilter, entry: Entry, except?: Facet): boolean {
  const facets = FACETS.every((facet) => {
    const wanted: readonly (string | null)[] | undefined = filter[facet];
    return facet === except || !wanted?.length || wanted.includes(facetOf(entry.row, facet));
  });
  const { lowMicroUsd, highMicroUsd } = entry.row.amount;
  return facets && (!filter.ranged || lowMicroUsd !== highMicroUsd) && holds(filter.text ?? '', entry);
}

/** Upper and lower case together, then by code point. */
function compareText(a: string, b: string): number {
  const folded = Buffer.compare(Buffer.from(a.toLowerCase()), Buffer.from(b.toLowerCase()));
  return folded || Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function compareValues(a: string | number | null, b: string | number | null, descending: boolean): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : compareText(String(a), String(b));
  return descending ? -order : order;
}

function compareBy({ column, descending }: Sort, a: KeyRow, b: KeyRow): number {
  switch (column) {
    case 'amount': {
      const high = (amount: Amount) => amount.highMicroUsd ?? Number.MAX_SAFE_INTEGER;
      const order = a.amount.lowMicroUsd - b.amount.lowMicroUsd || high(a.amount) - high(b.amount);
      return descending ? -order : order;
    }
    case 'account':
      return (
        compareValues(a.accountName, b.accountName, descending) ||
        compareValues(a.accountId, b.accountId, descending)
      );
    case 'created':
      return compareValues(a.createdAt, b.createdAt, descending);
    case 'rotations':
      return compareValues(a.rotationCount, b.rotationCount, descending);
    default:
      return compareValues(a[column], b[column], descending);
  }
}

const DEFAULT: readonly Sort[] = (['account', 'region', 'alias'] as const).map((column) => ({
  column,
  descending: false,
}));

export function sorted(entries: readonly Entry[], sort: readonly Sort[]): Entry[] {
  return [...entries].sort((a, b) => {
    for (const one of [...sort, ...DEFAULT]) {
      const order = compareBy(one, a.row, b.row);
      if (order !== 0) return order;
    }
    return Buffer.compare(Buffer.from(a.row.arn), Buffer.from(b.row.arn));
  });
}

export function total(entries: readonly Entry[]): { keys: number; amount: Amount } {
  return { keys: entries.length, amount: sum(entries.map((entry) => entry.row.amount)) };
}
