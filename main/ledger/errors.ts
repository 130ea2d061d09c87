/** A question about snapshots that cannot be answered. `action` is what helps, ready to be shown. */
export class LedgerError extends Error {
  override readonly name: string = 'LedgerError';
  readonly action: string;

  constructor(message: string, action: string, cause?: unknown) {
    super(message, { cause });
    this.action = action;
  }
}

export class SnapshotNotFoundError extends LedgerError {
  override readonly name = 'SnapshotNotFoundError';

  constructor(ref: string) {
    super(
      ref === 'latest' ? 'Nothing has been read yet' : `There is no snapshot ${JSON.stringify(ref)}`,
      ref === 'latest'
        ? 'Run a scan first: keyledger scan, or keyledger sample.'
        : 'List the snapshots with: keyledger snapshots',
    );
  }
}

/** The folder is there, but its manifest or its tables cannot be read. */
export class SnapshotBrokenError extends LedgerError {
  override readonly name = 'SnapshotBrokenError';

  constructor(id: string, reason: string, cause?: unknown) {
    super(`Snapshot ${id} cannot be read: ${reason}`, 'Remove its folder, or scan again.', cause);
  }
}

export class SnapshotTooNewError extends LedgerError {
  override readonly name = 'SnapshotTooNewError';

  constructor(id: string, schemaVersion: number) {
    super(
      `Snapshot ${id} was written by a newer Keyledger (schema version ${schemaVersion})`,
      'Update Keyledger to read it.',
    );
  }
}

/** The writer cannot keep a snapshot under this id. */
export class SnapshotExistsError extends LedgerError {
  override readonly name = 'SnapshotExistsError';

  constructor(id: string) {
    super(`Snapshot ${id} is already kept, or is being written`, 'Choose another id.');
  }
}

/** No broken scan can be gone on with under this id; `latest` asks for any. */
export class BrokenScanNotFoundError extends LedgerError {
  override readonly name = 'BrokenScanNotFoundError';

  constructor(ref: string) {
    super(
      ref === 'latest' ? 'No scan was broken off' : `There is no broken scan ${JSON.stringify(ref)}`,
      'List what was kept and what was broken off with: keyledger snapshots',
    );
  }
}

/** The writer was told at the last moment that the snapshot is not wanted. */
export class ScanAbandonedError extends LedgerError {
  override readonly name = 'ScanAbandonedError';

  constructor() {
    super('The scan was cancelled before its snapshot was kept', 'Scan again.');
  }
}
