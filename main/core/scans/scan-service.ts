import { setMaxListeners } from 'node:events';
import { type ScanRequest, scanRequest } from '../../../shared/contract/scan.ts';
import type { ScanFailure } from '../../../shared/model/progress.ts';
import type { ScanService } from '../core.ts';
import { CoreError } from '../error.ts';
import { Broadcast } from './broadcast.ts';

/** Reads one source to the end; answers the id and completeness of the snapshot kept, or null where none was. */
export type Reader = (job: {
  readonly jobId: string;
  readonly request: ReturnType<typeof scanRequest.parse>;
  readonly events: Broadcast;
  readonly signal: AbortSignal;
  readonly keep: () => boolean;
}) => Promise<{ readonly id: string; readonly complete: boolean } | null>;

interface Job {
  readonly events: Broadcast;
  readonly stop: AbortController;
  keep: boolean;
  ended: Promise<string | null>;
}

function failure(error: unknown): ScanFailure {
  if (!(error instanceof Error)) return { code: 'FAILED', message: String(error), action: null };
  const action = 'action' in error && typeof error.action === 'string' ? error.action : null;
  return { code: error.name, message: error.message, action };
}

/** Ended jobs that can still be watched, so that a page that comes late learns how its scan ended. */
const JOBS_KEPT = 8;

/** One scan at a time, each a job that outlives the page that started it. */
export function createScanService(
  read: Reader,
  random: () => number,
): ScanService & { end(): Promise<void> } {
  const jobs = new Map<string, Job>();
  let running: string | null = null;

  function jobOf(jobId: string): Job {
    const job = jobs.get(jobId);
    if (!job) throw new CoreError('NOT_FOUND', 'That scan is not known here', 'Start another one');
    return job;
  }

  async function run(jobId: string, job: Job, request: ScanRequest): Promise<string | null> {
    const { events, stop } = job;
    const checked = scanRequest.parse(request);
    try {
      const kept = await read({ jobId, request: checked, events, signal: stop.signal, keep: () => job.keep });
      running = null;
      if (stop.signal.aborted || kept === null)
        events.send({ type: 'cancelled', snapshotId: kept?.id ?? null });
      else events.send({ type: 'finished', snapshotId: kept.id, complete: kept.complete });
      return kept?.id ?? null;
    } catch (error) {
      running = null;
      events.send(
        stop.signal.aborted
          ? { type: 'cancelled', snapshotId: null }
          : { type: 'failed', failure: failure(error) },
      );
      return null;
    }
  }

  return {
    start(request) {
      if (running !== null)
        throw new CoreError('SCAN_RUNNING', 'A scan is already running', 'Wait for it, or cancel it');
      const jobId = Math.floor(random() * Number.MAX_SAFE_INTEGER).toString(36);
      const job: Job = {
        events: new Broadcast(),
        stop: new AbortController(),
        keep: false,
        ended: Promise.resolve(null),
      };
      // Every waiting call of a scan listens to the one signal that ends it.
      setMaxListeners(0, job.stop.signal);
      jobs.set(jobId, job);
      running = jobId;
      job.ended = run(jobId, job, request);
      const [oldest] = jobs.keys();
      if (jobs.size > JOBS_KEPT && oldest !== undefined) jobs.delete(oldest);
      return { jobId };
    },
    current: () => running,
    watch: (jobId, signal) => jobOf(jobId).events.watch(signal),
    cancel(jobId, keep) {
      const job = jobOf(jobId);
      job.keep = keep;
      job.stop.abort();
      return job.ended;
    },
    async end() {
      const job = running === null ? undefined : jobs.get(running);
      job?.stop.abort();
      await job?.ended;
    },
  };
}
