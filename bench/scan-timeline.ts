import { isExact } from '../shared/model/amount.ts';
import type { KeyRecord } from '../shared/model/key.ts';
import type { LedgerKey } from '../shared/model/ledger.ts';

/** When, in ms, and how much: of one scan. */
export interface Timeline {
  /** The first rows, and the first answer of AWS before them. */
  readonly firstRows: number;
  /** Every key has its price, as a range at least, and its state, rotation status and tags. */
  readonly ranged: number;
  /** Every key has its exact price. */
  readonly exact: number;
  readonly customerKeys: number;
  readonly managedKeys: number;
  readonly rotating: number;
  readonly lowMicroUsd: number;
}

/** Watches the rows of a scan, provisional and final, go by. */
export class TimelineWatch {
  readonly #priced = new Set<string>();
  readonly #ranged = new Set<string>();
  readonly #counts = { customerKeys: 0, managedKeys: 0, rotating: 0, lowMicroUsd: 0 };
  #times = { firstRows: 0, ranged: 0, exact: 0 };

  rows(keys: readonly LedgerKey[], ms: number, final: boolean): void {
    this.#times.firstRows ||= ms;
    for (const ledger of keys) {
      const { key, amount } = ledger;
      if (firstTime(this.#priced, key.arn, final || isExact(amount))) this.#times.exact = ms;
      if (firstTime(this.#ranged, key.arn, final || !isBare(key))) this.#times.ranged = ms;
      if (final) this.#count(ledger);
    }
  }

  read(): Timeline {
    return { ...this.#times, ...this.#counts };
  }

  #count({ key, amount }: LedgerKey): void {
    if (key.metadata.status !== 'read') return;
    if (key.metadata.value.manager === 'AWS') this.#counts.managedKeys += 1;
    else this.#counts.customerKeys += 1;
    if (key.rotations.status !== 'notApplicable') this.#counts.rotating += 1;
    this.#counts.lowMicroUsd += amount.lowMicroUsd;
  }
}

function firstTime(reached: Set<string>, arn: string, now: boolean): boolean {
  if (!now || reached.has(arn)) return false;
  reached.add(arn);
  return true;
}

function isBare({ rotationStatus, tags }: KeyRecord): boolean {
  return isOut(rotationStatus) || isOut(tags);
}

function isOut(detail: { readonly status: string; readonly outcome?: string }): boolean {
  return detail.status === 'unread' && detail.outcome === 'notAsked';
}
