import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import type { Core } from '../core/core.ts';
import { CoreError } from '../core/error.ts';
import { exportFile } from './export-file.ts';

/** A core's error as the contract declares it; anything else stays inside and is logged, never sent. */
function told(error: unknown): never {
  if (!(error instanceof CoreError)) throw error;
  throw new ORPCError(error.code, {
    defined: true,
    status: STATUS[error.code],
    message: error.message,
    data: { action: error.action },
    cause: error,
  });
}

const STATUS: Readonly<Record<CoreError['code'], number>> = {
  NOT_FOUND: 404,
  NO_SNAPSHOT: 404,
  SCAN_RUNNING: 409,
  UNREADABLE: 422,
};

/** The contract over one core: the only implementation, whatever the door. */
export function createRouter(core: Core) {
  const os = implement(contract).use(async ({ next }) => {
    try {
      return await next();
    } catch (error) {
      return told(error);
    }
  });

  return os.router({
    app: { info: os.app.info.handler(() => core.info) },
    profiles: {
      list: os.profiles.list.handler(() => core.profiles.list()),
      preflight: os.profiles.preflight.handler(({ input, signal }) => core.profiles.preflight(input, signal)),
      signIn: os.profiles.signIn.handler(async function* ({ input, signal }) {
        yield* core.signIn.start(input.profile, signal);
      }),
      answer: os.profiles.answer.handler(({ input }) => {
        core.signIn.answer(input.ask, input.code);
        return { taken: true as const };
      }),
    },
    scan: {
      start: os.scan.start.handler(({ input }) => core.scans.start(input)),
      current: os.scan.current.handler(() => ({ jobId: core.scans.current() })),
      watch: os.scan.watch.handler(async function* ({ input, signal }) {
        yield* core.scans.watch(input.jobId, signal);
      }),
      cancel: os.scan.cancel.handler(async ({ input }) => ({
        snapshotId: await core.scans.cancel(input.jobId, input.keep),
      })),
      broken: os.scan.broken.handler(() => core.scans.broken()),
      resume: os.scan.resume.handler(({ input }) => core.scans.resume(input.scan)),
      discard: os.scan.discard.handler(({ input }) => core.scans.discard(input.scan)),
    },
    snapshots: {
      list: os.snapshots.list.handler(() => core.snapshots.list()),
      get: os.snapshots.get.handler(({ input }) => core.snapshots.get(input.snapshot)),
      overview: os.snapshots.overview.handler(({ input }) => core.snapshots.overview(input.snapshot)),
    },
    keys: {
      page: os.keys.page.handler(({ input: { snapshot, ...query } }) => core.keys.page(snapshot, query)),
      facets: os.keys.facets.handler(({ input }) => core.keys.facets(input.snapshot, input.filter)),
      get: os.keys.get.handler(({ input }) => core.keys.get(input.snapshot, input.arn)),
      lastUse: os.keys.lastUse.handler(({ input }) => core.lastUse.of(input.arns)),
    },
    lastUse: {
      start: os.lastUse.start.handler(({ input }) => {
        core.lastUse.start(input);
        return { started: true as const };
      }),
      current: os.lastUse.current.handler(() => core.lastUse.current()),
      cancel: os.lastUse.cancel.handler(async () => {
        await core.lastUse.cancel();
        return { cancelled: true as const };
      }),
    },
    findings: {
      list: os.findings.list.handler(({ input }) => core.findings.list(input.snapshot)),
      keys: os.findings.keys.handler(({ input: { snapshot, ...query } }) =>
        core.findings.keys(snapshot, query),
      ),
      exceptions: os.findings.exceptions.handler(() => core.findings.exceptions()),
      except: os.findings.except.handler(({ input }) => core.findings.except(input)),
      restore: os.findings.restore.handler(({ input }) => core.findings.restore(input)),
    },
    hsms: { list: os.hsms.list.handler(({ input }) => core.hsms.list(input.snapshot)) },
    reports: { export: os.reports.export.handler(({ input }) => exportFile(core, input)) },
    settings: {
      get: os.settings.get.handler(() => core.settings.get()),
      set: os.settings.set.handler(({ input }) => core.settings.set(input)),
    },
    prices: { current: os.prices.current.handler(() => core.prices.current()) },
  });
}

export type Router = ReturnType<typeof createRouter>;
