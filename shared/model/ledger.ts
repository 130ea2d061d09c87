import type { Amount } from './amount.ts';
import type { LineItem, Owner } from './cost.ts';
import type { HsmCluster, KeyStore } from './hsm.ts';
import type { KeyKind, KeyRecord } from './key.ts';

/** A key with its price: one row of the ledger. `amount` is the sum of `lines`. */
export interface LedgerKey {
  readonly key: KeyRecord;
  readonly kind: KeyKind;
  readonly owner: Owner;
  readonly lines: readonly LineItem[];
  readonly amount: Amount;
}

/** A cluster with the price of its HSMs. */
export interface LedgerCluster {
  readonly cluster: HsmCluster;
  readonly owner: Owner;
  readonly lines: readonly LineItem[];
  readonly amount: Amount;
}

/** What a scan hands over, batch by batch, as units are read. */
export interface LedgerBatch {
  readonly keys: readonly LedgerKey[];
  readonly clusters: readonly LedgerCluster[];
  readonly keyStores: readonly KeyStore[];
}
