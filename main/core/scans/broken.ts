import type { BrokenScan } from '../../../shared/model/snapshot.ts';
import { brokenScan, brokenScans, discardScan, removeLeftovers } from '../../ledger/broken-scans.ts';
import { BrokenScanNotFoundError } from '../../ledger/errors.ts';
import { CoreError } from '../error.ts';
import { runningScans } from './lock.ts';
import type { BrokenPass } from './outset.ts';
import { removeTempLeftovers } from './temp.ts';

/** Scans of one data folder that were broken off. */
export interface BrokenScans {
  list(): Promise<readonly BrokenScan[]>;
  /** By id, or the latest. Throws CoreError NOT_FOUND. */
  find(ref: string): Promise<BrokenPass>;
  /** Throws CoreError NOT_FOUND, or SCAN_RUNNING where some process is at work on it. */
  discard(id: string): Promise<void>;
  /** Removes what killed processes left and nobody has gone on with. */
  tidy(): Promise<void>;
}

export function openBrokenScans(dataDir: string, now: () => Date): BrokenScans {
  const running = () => runningScans(dataDir, now());
  const list = async () => brokenScans(dataDir, await running());

  return {
    list,
    find: (ref) =>
      told(async () => {
        const id = ref === 'latest' ? (await list())[0]?.id : ref;
        if (id === undefined) throw new BrokenScanNotFoundError(ref);
        return { id, journal: await brokenScan(dataDir, id) };
      }),
    discard: (id) =>
      told(async () => {
        if ((await running()).has(id))
          throw new CoreError('SCAN_RUNNING', 'That scan is running', 'Wait for it, or cancel it');
        await discardScan(dataDir, id);
      }),
    async tidy() {
      await removeLeftovers(dataDir, { running: await running(), now: now() });
      await removeTempLeftovers(now());
    },
  };
}

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BrokenScanNotFoundError)) throw error;
    throw new CoreError('NOT_FOUND', error.message, error.action, error);
  }
}
