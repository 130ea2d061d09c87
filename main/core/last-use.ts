import { setMaxListeners } from 'node:events';
import { type LastUseRequest, lastUseRequest } from '../../shared/contract/last-use.ts';
import { gradeLastUse } from '../../shared/findings/last-use-grade.ts';
import type { LastUseEntry, LastUseProgress } from '../../shared/model/last-use.ts';
import { type Unit, unitId } from '../../shared/model/place.ts';
import type { ScanFailure } from '../../shared/model/progress.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { LastUseEnd, LastUseService } from './core.ts';
import { CoreError } from './error.ts';
import { findManifest } from './find-manifest.ts';
import { type LastUsePassOptions, passOverLastUse } from './last-use-pass.ts';
import type { Reader } from './scans/scan-service.ts';

interface Pass {
  readonly stop: AbortController;
  end: Promise<LastUseEnd>;
  progress: LastUseProgress;
}

export type LastUseServiceOptions = LastUsePassOptions & { readonly settings: () => Promise<Settings> };

/** `arn:aws:kms:eu-west-1:111122223333:key/…`; null for anything else. */
function unitOf(arn: string): Unit | null {
  const [, , service, region = '', accountId = ''] = arn.split(':');
  return service === 'kms' && /^[0-9]{12}$/.test(accountId) && /^[a-z0-9-]+$/.test(region)
    ? { accountId, region }
    : null;
}

/** Whatever ends a pass, as a page shows it. */
function failureOf(error: unknown): ScanFailure {
  if (!(error instanceof Error)) return { code: 'FAILED', message: String(error), action: null };
  const action = 'action' in error && typeof error.action === 'string' ? error.action : null;
  return { code: error.name, message: error.message, action };
}

export function createLastUseService(options: LastUseServiceOptions): LastUseService {
  const { ledger, store, now, settings } = options;
  let latest: Pass | null = null;

  async function run(pass: Pass, request: LastUseRequest): Promise<LastUseEnd> {
    const parsed = lastUseRequest.parse(request);
    const manifest = await findManifest(ledger, parsed.snapshot);
    const { signal } = pass.stop;
    const startedAt = now().getTime();
    const tell = (change: Partial<LastUseProgress>) => {
      pass.progress = { ...pass.progress, ...change };
    };
    tell({ snapshotId: manifest.id });
    const quotaShare = parsed.quotaShare ?? (await settings()).quotaShare;
    const onAsked = (answered: boolean) => {
      const { keys, unread } = pass.progress;
      const asked = pass.progress.asked + 1;
      const remainingMs = Math.round(((now().getTime() - startedAt) / asked) * (keys - asked));
      tell({ asked, unread: unread + (answered ? 0 : 1), remainingMs });
    };
    try {
      const onKeys = (keys: number) => tell({ keys });
      const job = { manifest, request: parsed, quotaShare, signal, onKeys, onAsked };
      const { coverage } = await passOverLastUse(job, options);
      const unread = coverage.filter(({ outcome }) => outcome !== 'read' && outcome !== 'cancelled');
      return { asked: pass.progress.asked, cancelled: signal.aborted, unread };
    } catch (error) {
      if (signal.aborted) return { asked: pass.progress.asked, cancelled: true, unread: [] };
      throw error;
    }
  }

  return {
    async of(arns) {
      const { idleDays } = await settings();
      const units = new Map<string, Promise<ReadonlyMap<string, LastUseEntry>>>();
      const entryOf = async (arn: string) => {
        const unit = unitOf(arn);
        if (!unit) return undefined;
        const entries = units.get(unitId(unit)) ?? store.of(unit);
        units.set(unitId(unit), entries);
        return (await entries).get(arn);
      };
      return Promise.all(arns.map(async (arn) => gradeLastUse(await entryOf(arn), idleDays)));
    },
    start(request) {
      if (latest?.progress.phase === 'reading') {
        throw new CoreError(
          'SCAN_RUNNING',
          'The last use of keys is being read already',
          'Wait for it, or cancel it',
        );
      }
      const stop = new AbortController();
      // Every waiting call listens to the one signal that ends them.
      setMaxListeners(0, stop.signal);
      const pass: Pass = {
        stop,
        progress: {
          snapshotId: request.snapshot,
          startedAt: now().toISOString(),
          keys: 0,
          asked: 0,
          unread: 0,
          remainingMs: null,
          phase: 'reading',
          failure: null,
        },
        end: Promise.resolve({ asked: 0, cancelled: false, unread: [] }),
      };
      latest = pass;
      const ended = (change: Pick<LastUseProgress, 'phase' | 'failure'>) => {
        pass.progress = { ...pass.progress, ...change, remainingMs: null };
      };
      pass.end = run(pass, request);
      pass.end.then(
        ({ cancelled }) => ended({ phase: cancelled ? 'cancelled' : 'finished', failure: null }),
        (error: unknown) => ended({ phase: 'failed', failure: failureOf(error) }),
      );
    },
    current: () => latest?.progress ?? null,
    ended: () => latest?.end ?? null,
    async cancel() {
      latest?.stop.abort();
      // A failure is in `current`, and with whoever waits for the end.
      await latest?.end.catch(() => undefined);
    },
  };
}

/** A reader whose scans are followed, where it is asked for, by a pass over the last use of the keys that they found. */
export function thenLastUse(read: Reader, lastUse: LastUseService): Reader {
  return async (job) => {
    const kept = await read(job);
    const { lastUse: wanted, source, quotaShare } = job.request;
    const isFree = lastUse.current()?.phase !== 'reading';
    if (kept && wanted && isFree && !job.signal.aborted) {
      const organisationRole = source.kind === 'profiles' ? source.organisationRole : undefined;
      lastUse.start({ snapshot: kept.id, organisationRole, quotaShare });
    }
    return kept;
  };
}
