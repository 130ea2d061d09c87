import type { PriceBook } from '../../shared/model/price.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { CredentialShelf } from '../aws/credentials/shelf.ts';
import { AwsConfigError } from '../aws/profiles/error.ts';
import { listProfiles } from '../aws/profiles/list.ts';
import { openSession } from '../aws/session.ts';
import { openWire } from '../aws/wire/wire.ts';
import type { Clock } from '../inventory/clock.ts';
import { Gates } from '../inventory/gate.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { bookOf } from '../prices/book.ts';
import { BUNDLED_REGIONS } from '../prices/bundled.ts';
import { readPriceBook } from '../prices/read.ts';
import type { PriceService } from './core.ts';
import { CoreError } from './error.ts';
import { priceCacheFile } from './price-cache-file.ts';
import { openSessions } from './scans/sessions.ts';

export interface PriceServiceOptions {
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly now: () => Date;
  readonly clock: Clock;
  readonly random: () => number;
  readonly ledger: Ledger;
  /** Credentials that this process has obtained already. */
  readonly shelf: CredentialShelf;
  readonly settings: () => Promise<Settings>;
}

/** Profiles that are opened for a list: the list is the same for all, and one of each partition is enough. */
const PROFILES = 24;

export function createPriceService(options: PriceServiceOptions): PriceService {
  const { dataDir, env, version, now, clock, random, ledger, shelf } = options;

  /** Those of the latest snapshot, and every region that the bundled table knows. */
  async function wantedRegions(): Promise<readonly string[]> {
    const [latest] = await ledger.snapshots();
    return [...new Set([...(latest?.scope.regions ?? []), ...BUNDLED_REGIONS])];
  }

  async function refresh(profiles: readonly string[]): Promise<PriceBook> {
    const { prices, quotaShare } = await options.settings();
    const wire = openWire();
    const stop = new AbortController();
    try {
      const { sessions } = await openSessions(profiles.slice(0, PROFILES), (profile) =>
        openSession({ profile, env, wire, now, version, shelf }),
      );
      const gates = new Gates({ quotaShare, clock, random, signal: stop.signal });
      const readers = sessions.map((session) => ({
        session,
        gate: gates.of({ accountId: session.profile, region: session.homeRegion }),
      }));
      const { book, failure } = await readPriceBook({
        readers,
        cacheFile: priceCacheFile(dataDir, 'list'),
        regions: await wantedRegions(),
        settings: prices,
        now,
        refresh: true,
      });
      if (failure !== null) throw new CoreError('UNREADABLE', failure.message, failure.action, failure);
      return book;
    } catch (error) {
      if (!(error instanceof AwsConfigError)) throw error;
      throw new CoreError('UNREADABLE', error.message, error.action, error);
    } finally {
      stop.abort();
      await wire.close();
    }
  }

  return {
    async current() {
      const [latest] = await ledger.snapshots();
      if (latest) return latest.priceBook;
      const { prices } = await options.settings();
      return bookOf([], BUNDLED_REGIONS, prices, now().toISOString().slice(0, 10));
    },
    async refresh(profile) {
      if (profile !== undefined) return refresh([profile]);
      const ready = (await listProfiles({ env, now, signedIn: shelf.endOf })).filter(
        ({ need }) => need.state === 'ready',
      );
      if (ready.length === 0)
        throw new CoreError('UNREADABLE', 'No profile is ready to read prices with', 'keyledger profiles');
      return refresh(ready.map(({ name }) => name));
    },
  };
}
