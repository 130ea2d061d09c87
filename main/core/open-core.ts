import { mkdir } from 'node:fs/promises';
import { listProfiles } from '../aws/profiles/list.ts';
import { openLedger } from '../ledger/ledger.ts';
import { BUNDLED_AS_OF, bundledPrices } from '../prices/bundled.ts';
import type { Core } from './core.ts';
import { createHsmService, createKeyService } from './keys.ts';
import { createReportService } from './reports.ts';
import { openSample } from './sample.ts';
import { createReader } from './scans/reader.ts';
import { createScanService } from './scans/scan-service.ts';
import { createSnapshotService } from './snapshots.ts';

export interface CoreOptions {
  /** Everything that is kept lies below it; made where it is missing. */
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly now?: () => Date;
  /** 0–1, for ids and jitter. */
  readonly random?: () => number;
}

/** Puts the rooms together: the one place that knows them all. */
export async function openCore(options: CoreOptions): Promise<Core> {
  const { dataDir, env, version, now = () => new Date(), random = Math.random } = options;
  await mkdir(dataDir, { recursive: true });
  const ledger = await openLedger({ dataDir });
  const scans = createScanService(createReader({ dataDir, env, version, now, random, ledger }), random);

  return {
    info: { version, dataDir, bundledPricesAsOf: BUNDLED_AS_OF },
    profiles: { list: () => listProfiles({ env, now }) },
    sample: {
      serve: async ({ asOf = now(), ...rest }) => openSample({ ...rest, asOf }),
    },
    scans,
    snapshots: createSnapshotService(ledger),
    keys: createKeyService(ledger),
    hsms: createHsmService(ledger),
    reports: createReportService(ledger),
    prices: {
      async current() {
        const [latest] = await ledger.snapshots();
        return latest?.priceBook ?? bundledPrices();
      },
    },
    async close() {
      await scans.end();
      await ledger.close();
    },
  };
}
