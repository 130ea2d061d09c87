import { addBills, type Bill, billOfCluster, billOfKey } from '../../../shared/cost/bill.ts';
import type { SeenHsms } from '../../../shared/cost/bill-hsm.ts';
import { type Month, monthOf } from '../../../shared/cost/bill-month.ts';
import { ledgerCluster, ledgerKey } from '../../../shared/cost/ledger.ts';
import { type Amount, add, sum, ZERO } from '../../../shared/model/amount.ts';
import type { HsmCluster } from '../../../shared/model/hsm.ts';
import type { LedgerBatch } from '../../../shared/model/ledger.ts';
import type { PriceBook } from '../../../shared/model/price.ts';
import type { KeyRow } from '../../../shared/model/query.ts';
import type { Counts, MonthBill, RunRate } from '../../../shared/model/snapshot.ts';
import type { InventoryEvent } from '../../inventory/outlet.ts';
import { keyRow } from '../../ledger/row.ts';

type Rows = Extract<InventoryEvent, { type: 'keys' | 'clusters' | 'keyStores' }>;

const NOTHING: LedgerBatch = { keys: [], clusters: [], keyStores: [] };

/** What was read, priced: the step from an inventory event to a batch of the ledger. */
export function priced(event: Rows, book: PriceBook): LedgerBatch {
  switch (event.type) {
    case 'keys':
      return { ...NOTHING, keys: event.keys.map((key) => ledgerKey(key, book)) };
    case 'clusters':
      return { ...NOTHING, clusters: event.clusters.map((cluster) => ledgerCluster(cluster, book)) };
    case 'keyStores':
      return { ...NOTHING, keyStores: event.keyStores };
  }
}

interface Bills {
  readonly book: PriceBook;
  readonly seen: SeenHsms;
  readonly month: Month;
  readonly sum: Bill;
}

function billed({ book, seen, month, sum: before }: Bills, batch: LedgerBatch): Bills {
  const keys = batch.keys.map(({ key }) => billOfKey(key, book, month));
  const clusters = batch.clusters.map(({ cluster }) => billOfCluster(cluster, book, month, seen));
  return { book, seen, month, sum: addBills([before, ...keys, ...clusters]) };
}

/** AWS still names an HSM for a while after it is gone. */
function standing({ hsms }: HsmCluster): number {
  return hsms.filter(({ state }) => state !== 'DELETED').length;
}

/** Running counts and sums of a scan; memory does not grow with the number of keys. */
export class Tally {
  #counts: Counts = { customerKeys: 0, awsManagedKeys: 0, unknownKeys: 0, clusters: 0, hsms: 0 };
  #keys: Amount = ZERO;
  #hsms: Amount = ZERO;
  #bills: Bills | null = null;

  /** From here on, what is taken is billed for the month of `asOf` too. */
  openBill(book: PriceBook, asOf: Date, seen: SeenHsms): void {
    this.#bills = { book, seen, month: monthOf(asOf.toISOString()), sum: addBills([]) };
  }

  take(batch: LedgerBatch): void {
    const counts = { ...this.#counts };
    for (const { kind } of batch.keys) {
      if (kind === 'awsManaged') counts.awsManagedKeys++;
      else if (kind === 'unknown') counts.unknownKeys++;
      else counts.customerKeys++;
    }
    counts.clusters += batch.clusters.length;
    counts.hsms += batch.clusters.reduce((total, { cluster }) => total + standing(cluster), 0);
    this.#counts = counts;
    this.#keys = add(this.#keys, sum(batch.keys.map((key) => key.amount)));
    this.#hsms = add(this.#hsms, sum(batch.clusters.map((cluster) => cluster.amount)));
    if (this.#bills) this.#bills = billed(this.#bills, batch);
  }

  get counts(): Counts {
    return this.#counts;
  }

  get runRate(): RunRate {
    return { keys: this.#keys, hsms: this.#hsms, total: add(this.#keys, this.#hsms) };
  }

  /** Undefined before `openBill`. */
  get bill(): MonthBill | undefined {
    return this.#bills ? { month: this.#bills.month.name, ...this.#bills.sum } : undefined;
  }
}

/** The rows of a batch as the key table shows them, in portions that a page takes at once. */
export function rowsOf(batch: LedgerBatch, nameOf: (accountId: string) => string): readonly KeyRow[] {
  return batch.keys.map((ledger) => keyRow(ledger, nameOf(ledger.key.accountId)));
}

/** `20261124T091200Z-4be1c07d`: sorts by the date that the figures are of. */
export function snapshotId(asOf: Date, random: () => number): string {
  const time = asOf.toISOString().replace(/[-:]|\.\d+/g, '');
  const mark = Math.floor(random() * 0x1_0000_0000)
    .toString(16)
    .padStart(8, '0');
  return `${time}-${mark}`;
}
