import { mkdir } from 'node:fs/promises';
import { openShelf } from '../aws/credentials/shelf.ts';
import { listProfiles } from '../aws/profiles/list.ts';
import { type Clock, systemClock } from '../inventory/clock.ts';
import { openLastUseStore } from '../ledger/last-use.ts';
import { openLedger } from '../ledger/ledger.ts';
import { BUNDLED_AS_OF } from '../prices/bundled.ts';
import type { Core } from './core.ts';
import { createFindingsService } from './findings.ts';
import { createHsmService, createKeyService } from './keys.ts';
import { createLastUseService, thenLastUse } from './last-use.ts';
import { createPreflight } from './preflight.ts';
import { createPriceService } from './prices.ts';
import { createReportService } from './reports.ts';
import { openSample } from './sample.ts';
import { openBrokenScans } from './scans/broken.ts';
import { createReader } from './scans/reader.ts';
import { createScanService } from './scans/scan-service.ts';
import { createSettingsService } from './settings.ts';
import { createSignInService } from './sign-in.ts';
import { createSnapshotService } from './snapshots.ts';

export interface CoreOptions {
  /** Everything that is kept lies below it; made where it is missing. */
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly now?: () => Date;
  /** For quotas, waits and speeds; the machine's own unless given. */
  readonly clock?: Clock;
  /** 0–1, for ids and jitter. */
  readonly random?: () => number;
}

/** Puts the rooms together: the one place that knows them all. */
export async function openCore(options: CoreOptions): Promise<Core> {
  const {
    dataDir,
    env,
    version,
    now = () => new Date(),
    clock = systemClock,
    random = Math.random,
  } = options;
  await mkdir(dataDir, { recursive: true });
  const broken = openBrokenScans(dataDir, now);
  await broken.tidy();
  const ledger = await openLedger({ dataDir });
  const settings = createSettingsService(dataDir);
  const shelf = openShelf(now);
  const store = openLastUseStore(dataDir);
  const lastUse = createLastUseService({
    env,
    version,
    now,
    clock,
    random,
    ledger,
    store,
    settings: settings.get,
    shelf,
  });
  const scans = createScanService(
    thenLastUse(
      createReader({ dataDir, env, version, now, clock, random, ledger, settings: settings.get, shelf }),
      lastUse,
    ),
    broken,
    random,
  );

  return {
    info: { version, dataDir, bundledPricesAsOf: BUNDLED_AS_OF },
    profiles: {
      list: () => listProfiles({ env, now, signedIn: shelf.endOf }),
      preflight: createPreflight({ env, version, now, clock, random, shelf, settings: settings.get }),
    },
    signIn: createSignInService({ env, version, now, clock, random, shelf }),
    sample: {
      serve: async ({ asOf = now(), ...rest }) => openSample({ ...rest, asOf }),
    },
    scans,
    snapshots: createSnapshotService(ledger),
    keys: createKeyService(ledger, lastUse),
    lastUse,
    findings: createFindingsService({ dataDir, ledger, lastUse, settings: settings.get, now }),
    hsms: createHsmService(ledger),
    reports: createReportService(ledger, lastUse),
    prices: createPriceService({
      dataDir,
      env,
      version,
      now,
      clock,
      random,
      ledger,
      settings: settings.get,
      shelf,
    }),
    settings,
    async close() {
      await scans.end();
      await lastUse.cancel();
      await ledger.close();
    },
  };
}
