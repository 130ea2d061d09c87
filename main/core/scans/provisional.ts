import { type Amount, add } from '../../../shared/model/amount.ts';
import type { LedgerKey } from '../../../shared/model/ledger.ts';

/**
 * Keys whose price is a range until their last call has ended: what they come to for now. Each leaves when its final
 * row comes, so that a running total narrows and counts no key twice.
 */
export class Provisional {
  readonly #amounts = new Map<string, Amount>();
  #low = 0;
  #high = 0;
  /** Amounts without an upper bound. */
  #open = 0;

  take(keys: readonly LedgerKey[]): void {
    for (const { key, amount } of keys) {
      this.#drop(key.arn);
      this.#amounts.set(key.arn, amount);
      this.#count(amount, 1);
    }
  }

  settle(keys: readonly LedgerKey[]): void {
    for (const { key } of keys) this.#drop(key.arn);
  }

  /** `final` and what is provisional. */
  with(final: Amount): Amount {
    return add(final, {
      lowMicroUsd: this.#low,
      highMicroUsd: this.#open > 0 ? null : this.#high,
    });
  }

  #drop(arn: string): void {
    const amount = this.#amounts.get(arn);
    if (!amount) return;
    this.#amounts.delete(arn);
    this.#count(amount, -1);
  }

  #count({ lowMicroUsd, highMicroUsd }: Amount, by: 1 | -1): void {
    this.#low += by * lowMicroUsd;
    if (highMicroUsd === null) this.#open += by;
    else this.#high += by * highMicroUsd;
  }
}
