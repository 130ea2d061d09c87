import { setMaxListeners } from 'node:events';
import type { PreflightRequest } from '../../shared/contract/scan.ts';
import type { PreflightReport } from '../../shared/model/preflight.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { CredentialShelf } from '../aws/credentials/shelf.ts';
import { AwsConfigError } from '../aws/profiles/error.ts';
import { openSession } from '../aws/session.ts';
import { openWire } from '../aws/wire/wire.ts';
import type { Clock } from '../inventory/clock.ts';
import { NothingReadableError } from '../inventory/plan/error.ts';
import { planScan } from '../inventory/plan.ts';
import { preflight } from '../inventory/preflight.ts';
import type { PreflightService } from './core.ts';
import { CoreError } from './error.ts';
import { scopeOf } from './scans/scope.ts';
import { openSessions } from './scans/sessions.ts';

export interface PreflightServiceOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly now: () => Date;
  readonly clock: Clock;
  /** 0–1, for the jitter of retries. */
  readonly random: () => number;
  readonly shelf: CredentialShelf;
  readonly settings: () => Promise<Settings>;
}

/** What a scan of the same scope would be allowed to read, found out with a handful of calls an account. */
export function createPreflight(options: PreflightServiceOptions): PreflightService {
  const { clock } = options;

  async function run(request: PreflightRequest, signal: AbortSignal): Promise<PreflightReport> {
    const { quotaShare } = await options.settings();
    const wire = openWire();
    try {
      const { sessions, unopened } = await openSessions(request.source.profiles, (profile) =>
        openSession({ ...options, profile, wire, signal }),
      );
      const plan = await planScan({ sessions, ...scopeOf(request), clock, signal, quotaShare });
      const role = request.source.organisationRole?.name ?? null;
      const report = await preflight(plan, { ...options, role, signal, quotaShare });
      return {
        ...report,
        ok: report.ok && unopened.length === 0,
        unopened: [...unopened, ...report.unopened],
      };
    } finally {
      await wire.close();
    }
  }

  return async (request, signal) => {
    const stop = new AbortController();
    try {
      const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
      // Every waiting call listens to it.
      setMaxListeners(0, either);
      return await run(request, either);
    } catch (error) {
      if (!(error instanceof AwsConfigError || error instanceof NothingReadableError)) throw error;
      throw new CoreError('UNREADABLE', error.message, error.action, error);
    } finally {
      stop.abort();
    }
  };
}
