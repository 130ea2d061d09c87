import type { CoverageEntry } from '../../../shared/model/coverage.ts';

/** No profile opened an account to read, or which accounts to read could not be found out. */
export class NothingReadableError extends Error {
  override readonly name = 'NothingReadableError';
  /** Why, one entry for each call that was not answered. */
  readonly failures: readonly CoverageEntry[];
  readonly action: string;

  constructor(message: string, failures: readonly CoverageEntry[], action: string) {
    super(message);
    this.failures = failures;
    this.action = action;
  }
}
