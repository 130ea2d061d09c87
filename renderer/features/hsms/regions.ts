import type { LedgerCluster } from '../../../shared/model/ledger.ts';
import { findPrice, type PriceBook } from '../../../shared/model/price.ts';
import type { CostGroup } from '../../../shared/model/query.ts';

export interface OfferRegion {
  readonly id: string;
  /** HSM types with a price there; empty where none is known. */
  readonly hsmTypes: readonly string[];
}

/** Regions to compare in: where there are keys, or an HSM price is known. Where HSMs cost most stands first. */
export function offerRegions(
  groups: readonly Pick<CostGroup, 'id' | 'keys' | 'hsms'>[],
  clusters: readonly LedgerCluster[],
  book: PriceBook,
): readonly OfferRegion[] {
  const priced = book.prices.filter(({ item }) => item.startsWith('hsm.'));
  const ids = new Set([
    ...groups.filter(({ keys, hsms }) => keys > 0 || hsms > 0).flatMap(({ id }) => id ?? []),
    ...priced.map(({ region }) => region),
  ]);
  const keysIn = (id: string) => groups.find((group) => group.id === id)?.keys ?? 0;
  const spentIn = (id: string) =>
    clusters.reduce((sum, { cluster, amount }) => sum + (cluster.region === id ? amount.lowMicroUsd : 0), 0);
  const regions = [...ids].map((id): OfferRegion => ({ id, hsmTypes: typesIn(id, book) }));
  return regions.sort(
    (a, b) =>
      spentIn(b.id) - spentIn(a.id) ||
      Number(b.hsmTypes.length > 0) - Number(a.hsmTypes.length > 0) ||
      keysIn(b.id) - keysIn(a.id) ||
      a.id.localeCompare(b.id, 'en'),
  );
}

/** The type that can still be rented first. */
function typesIn(region: string, book: PriceBook): readonly string[] {
  const named = book.prices.filter((price) => price.region === region && price.item.startsWith('hsm.'));
  const types = named.map(({ item }) => item.slice('hsm.'.length));
  return types
    .filter((type) => findPrice(book, `hsm.${type}`, region) !== undefined)
    .sort(
      (a, b) => Number(a.startsWith('hsm1.')) - Number(b.startsWith('hsm1.')) || a.localeCompare(b, 'en'),
    );
}
