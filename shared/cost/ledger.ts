import { sum } from '../model/amount.ts';
import type { HsmCluster } from '../model/hsm.ts';
import { type KeyRecord, keyKind } from '../model/key.ts';
import type { LedgerCluster, LedgerKey } from '../model/ledger.ts';
import { read } from '../model/outcome.ts';
import type { PriceBook } from '../model/price.ts';
import { ownerOf } from './owner.ts';
import { priceCluster } from './price-cluster.ts';
import { priceKey } from './price-key.ts';

export function ledgerKey(key: KeyRecord, book: PriceBook): LedgerKey {
  const lines = priceKey(key, book);
  return { key, kind: keyKind(key), owner: ownerOf(key.tags), lines, amount: sum(lines) };
}

export function ledgerCluster(cluster: HsmCluster, book: PriceBook): LedgerCluster {
  const lines = priceCluster(cluster, book);
  return { cluster, owner: ownerOf(read(cluster.tags)), lines, amount: sum(lines) };
}
