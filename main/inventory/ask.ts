import { type Detail, NOT_APPLICABLE, read, unread } from '../../shared/model/outcome.ts';
import type { Unit } from '../../shared/model/place.ts';
import { AwsCallError } from '../aws/error.ts';
import type { Operation } from '../aws/reader.ts';
import { type Coverage, why } from './coverage.ts';

/** What AWS answers for a kind of key that has no such detail: no failure. */
const NO_SUCH_DETAIL = 'UnsupportedOperationException';

/** Anything but a call that AWS did not answer is a fault of ours, and ends the scan. */
export function asCallError(error: unknown): AwsCallError {
  if (error instanceof AwsCallError) return error;
  throw error;
}

/** A listing as far as it came; `error` where it ended early. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly error: AwsCallError | null;
}

export async function collect<T>(
  pages: AsyncIterable<readonly T[]>,
  onPage: (items: readonly T[], page: readonly T[]) => void = () => undefined,
): Promise<Listed<T>> {
  const items: T[] = [];
  try {
    for await (const page of pages) {
      for (const item of page) items.push(item);
      onPage(items, page);
    }
    return { items, error: null };
  } catch (error) {
    return { items, error: asCallError(error) };
  }
}

/** Asks for the details of one unit's keys and notes in its coverage how each call ended. */
export class Asker {
  readonly #unit: Unit;
  readonly #coverage: Coverage;

  constructor(unit: Unit, coverage: Coverage) {
    this.#unit = unit;
    this.#coverage = coverage;
  }

  async one<T>(operation: Operation, arn: string, call: () => Promise<T>): Promise<Detail<T>> {
    try {
      const value = await call();
      this.#coverage.read(this.#unit, operation);
      return read(value);
    } catch (error) {
      return this.#failed(operation, arn, asCallError(error));
    }
  }

  async all<T>(
    operation: Operation,
    arn: string,
    pages: () => AsyncIterable<readonly T[]>,
  ): Promise<Detail<readonly T[]>> {
    const { items, error } = await collect(pages());
    if (!error) {
      this.#coverage.read(this.#unit, operation);
      return read(items);
    }
    const failed = this.#failed(operation, arn, error);
    return failed.status === 'unread' && items.length > 0
      ? { status: 'partial', value: items, outcome: failed.outcome }
      : failed;
  }

  #failed(operation: Operation, arn: string, error: AwsCallError): Detail<never> {
    if (error.code === NO_SUCH_DETAIL) {
      this.#coverage.read(this.#unit, operation);
      return NOT_APPLICABLE;
    }
    this.#coverage.unread(this.#unit, operation, why(error, arn));
    return unread(error.outcome);
  }
}
