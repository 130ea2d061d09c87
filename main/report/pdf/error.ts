/** The keys of a snapshot do not add up to what its manifest states. */
export class StatementMismatchError extends Error {
  override readonly name = 'StatementMismatchError';
  readonly action = 'Scan again: the files of this snapshot were changed or damaged after it was kept.';

  constructor(snapshotId: string, keys: string, stated: string) {
    super(`The keys of snapshot ${snapshotId} add up to ${keys} a month, but its manifest states ${stated}`);
  }
}
