import { setMaxListeners } from 'node:events';
import { scanRequest } from '../../../shared/contract/scan.ts';
import type { ScanFailure } from '../../../shared/model/progress.ts';
import type { ScanService } from '../core.ts';
import { CoreError } from '../error.ts';
import { Broadcast } from './broadcast.ts';
import type { BrokenScans } from './broken.ts';
import type { BrokenPass } from './outset.ts';

type Request = ReturnType<typeof scanRequest.parse>;

/** Reads one source to the end; answers the id and completeness of the snapshot kept, or null where none was. */
export type Reader = (job: {
  readonly jobId: string;
  readonly request: Request;
  /** A broken scan that is gone on with. */
  readonly broken: BrokenPass | null;
  readonly events: Broadcast;
  readonly signal: AbortSignal;
  readonly keep: () => boolean;
  /** Where it is not to be kept: may it be gone on with? */
  readonly leave: () => boolean;
}) => Promise<{ readonly id: string; readonly complete: boolean; readonly resume: string | null } | null>;

interface Task {
  readonly request: Request;
  readonly broken: BrokenPass | null;
}

interface Job {
  readonly events: Broadcast;
  readonly stop: AbortController;
  keep: boolean;
  leave: boolean;
  ended: Promise<string | null>;
}

function failure(error: unknown): ScanFailure {
  if (!(error instanceof Error)) return { code: 'FAILED', message: String(error), action: null };
  const action = 'action' in error && typeof error.action === 'string' ? error.action : null;
  return { code: error instanceof CoreError ? error.code : error.name, message: error.message, action };
}

/** Ended jobs that can still be watched, so that a page that comes late learns how its scan ended. */
const JOBS_KEPT = 8;

/** One scan at a time, each a job that outlives the page that started it. */
export function createScanService(
  read: Reader,
  broken: BrokenScans,
  random: () => number,
): ScanService & { end(): Promise<void> } {
  const jobs = new Map<string, Job>();
  let running: string | null = null;
  /** The broken scan that the running job goes on with. */
  let going: string | null = null;

  function jobOf(jobId: string): Job {
    const job = jobs.get(jobId);
    if (!job) throw new CoreError('NOT_FOUND', 'That scan is not known here', 'Start another one');
    return job;
  }

  function mustBeIdle(): void {
    if (running !== null)
      throw new CoreError('SCAN_RUNNING', 'A scan is already running', 'Wait for it, or cancel it');
  }

  async function run(jobId: string, job: Job, task: Task): Promise<string | null> {
    const { events, stop } = job;
    try {
      const kept = await read({
        jobId,
        ...task,
        events,
        signal: stop.signal,
        keep: () => job.keep,
        leave: () => job.leave,
      });
      running = null;
      going = null;
      if (stop.signal.aborted || kept === null)
        events.send({ type: 'cancelled', snapshotId: kept?.id ?? null });
      else {
        const { id, complete, resume } = kept;
        events.send({ type: 'finished', snapshotId: id, complete, ...(resume === null ? {} : { resume }) });
      }
      return kept?.id ?? null;
    } catch (error) {
      running = null;
      going = null;
      events.send(
        stop.signal.aborted
          ? { type: 'cancelled', snapshotId: null }
          : { type: 'failed', failure: failure(error) },
      );
      return null;
    }
  }

  function launch(task: Task): { jobId: string } {
    mustBeIdle();
    const jobId = Math.floor(random() * Number.MAX_SAFE_INTEGER).toString(36);
    const job: Job = {
      events: new Broadcast(),
      stop: new AbortController(),
      keep: false,
      leave: false,
      ended: Promise.resolve(null),
    };
    // Every waiting call of a scan listens to the one signal that ends it.
    setMaxListeners(0, job.stop.signal);
    jobs.set(jobId, job);
    running = jobId;
    going = task.broken?.id ?? null;
    job.ended = run(jobId, job, task);
    const [oldest] = jobs.keys();
    if (jobs.size > JOBS_KEPT && oldest !== undefined) jobs.delete(oldest);
    return { jobId };
  }

  return {
    start: (request) => launch({ request: scanRequest.parse(request), broken: null }),
    broken: broken.list,
    async resume(ref) {
      mustBeIdle();
      const found = await broken.find(ref);
      return launch({ request: scanRequest.parse(found.journal.start.request), broken: found });
    },
    async discard(id) {
      if (going === id)
        throw new CoreError('SCAN_RUNNING', 'That scan is running', 'Wait for it, or cancel it');
      await broken.discard(id);
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
      if (!job) return;
      // Nobody said that it is not wanted: whoever opens the core again can go on with it.
      job.leave = true;
      job.stop.abort();
      await job.ended;
    },
  };
}
