import type { Manifest } from '../../shared/model/snapshot.ts';
import { LedgerError, SnapshotNotFoundError } from '../ledger/errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { CoreError } from './error.ts';

/** A snapshot by id or "latest". Throws CoreError NO_SNAPSHOT, NOT_FOUND or UNREADABLE. */
export async function findManifest(ledger: Ledger, ref: string): Promise<Manifest> {
  try {
    return await ledger.manifest(ref);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    const missing = ref === 'latest' ? 'NO_SNAPSHOT' : 'NOT_FOUND';
    const code = error instanceof SnapshotNotFoundError ? missing : 'UNREADABLE';
    throw new CoreError(code, error.message, error.action, error);
  }
}
