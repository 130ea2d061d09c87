import type { Settings } from '../../../shared/model/settings.ts';
import type { CredentialShelf } from '../../aws/credentials/shelf.ts';
import { openSession } from '../../aws/session.ts';
import { openWire } from '../../aws/wire/wire.ts';
import type { Clock } from '../../inventory/clock.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { hsmsSeen } from '../hsms-seen.ts';
import { priceCacheFile } from '../price-cache-file.ts';
import { openSample, SAMPLE_ORGANISATION, SAMPLE_PAST_DAYS, SAMPLE_SIZE } from '../sample.ts';
import { openDelta } from './delta.ts';
import type { BrokenPass } from './outset.ts';
import { Pass } from './pass.ts';
import type { Reader } from './scan-service.ts';
import { scopeOf } from './scope.ts';
import { openSessions } from './sessions.ts';

export interface ReaderOptions {
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly now: () => Date;
  readonly clock: Clock;
  readonly random: () => number;
  readonly ledger: Ledger;
  /** What the user has signed in: a code that was given is not asked for again. */
  readonly shelf: CredentialShelf;
  readonly settings: () => Promise<Settings>;
}

type Job = Parameters<Reader>[0];
const DAY_MS = 86_400_000;

/** What each answer of the sample takes: enough to see a scan happen, little enough to wait for. */
const SAMPLE_LATENCY_MS = 12;

/** Reads the user's own profiles, or the sample organisation by the very same code. */
export function createReader(options: ReaderOptions): Reader {
  const { dataDir, now, clock, random } = options;

  async function read(job: Job, env: ReaderOptions['env'], profiles: readonly string[], pass: PassPlan) {
    const wire = openWire();
    try {
      const { sessions, unopened } = await openSessions(profiles, (profile) =>
        openSession({
          profile,
          env,
          wire,
          now,
          version: options.version,
          signal: job.signal,
          ...(pass.sample ? {} : { shelf: options.shelf }),
        }),
      );
      const { jobId, request, events, signal, keep, leave } = job;
      const { sample, asOf } = pass;
      const seen = await hsmsSeen(options.ledger, pass.sample, pass.asOf);
      return await new Pass({
        ...pass,
        jobId,
        events,
        signal,
        keep,
        leave,
        profiles,
        sessions,
        unopened,
        request,
        scope: scopeOf(request),
        depth: request.depth,
        delta: request.sinceLast
          ? await openDelta(options.ledger, { sample, asOf, depth: request.depth })
          : undefined,
        known: request.fresh ? null : (accounts) => options.ledger.knownKeys({ sample, accounts, asOf }),
        hsmsSeen: seen,
        dataDir,
        now,
        clock,
        random,
      }).run();
    } finally {
      await wire.close();
    }
  }

  /** Today; on the first run the sample's own past before it. */
  async function sampleDates(): Promise<readonly Date[]> {
    const today = now().getTime();
    const first = !(await options.ledger.snapshots()).some(({ sample }) => sample);
    return [...(first ? SAMPLE_PAST_DAYS : []), 0].map((days) => new Date(today - days * DAY_MS));
  }

  async function readSample(job: Job) {
    const { prices } = await options.settings();
    const dates = job.broken ? datesLeft(job.broken) : await sampleDates();
    const today = dates.at(-1) ?? now();
    const sample = await openSample({ ...SAMPLE_SIZE, asOf: today, latency: SAMPLE_LATENCY_MS });
    try {
      let kept = null;
      for (const [index, asOf] of dates.entries()) {
        sample.travel(asOf);
        kept = await read(job, sample.env, sample.profiles, {
          sample: true,
          organisation: SAMPLE_ORGANISATION,
          number: index + 1,
          of: dates.length,
          asOf,
          later: dates.slice(index + 1).map((date) => date.toISOString()),
          broken: index === 0 ? job.broken : null,
          quotaShare: 1,
          priceSettings: prices,
          priceCache: priceCacheFile(dataDir, `sample-${asOf.toISOString().slice(0, 10)}`),
        });
        if (job.signal.aborted) break;
      }
      return kept;
    } finally {
      await sample.close();
    }
  }

  return async (job) => {
    const { source, quotaShare } = job.request;
    if (source.kind === 'sample') return readSample(job);
    const settings = await options.settings();
    return read(job, options.env, source.profiles, {
      sample: false,
      organisation: null,
      number: 1,
      of: 1,
      asOf: job.broken ? new Date(job.broken.journal.start.asOf) : now(),
      later: [],
      broken: job.broken,
      quotaShare: quotaShare ?? settings.quotaShare,
      priceSettings: settings.prices,
      priceCache: priceCacheFile(dataDir, 'list'),
    });
  };
}

/** The moment of a broken scan, and those that were to be read after it. */
function datesLeft({ journal: { start } }: BrokenPass): readonly Date[] {
  return [start.asOf, ...start.later].map((iso) => new Date(iso));
}

type PassPlan = Pick<
  ConstructorParameters<typeof Pass>[0],
  | 'sample'
  | 'organisation'
  | 'number'
  | 'of'
  | 'asOf'
  | 'later'
  | 'broken'
  | 'quotaShare'
  | 'priceCache'
  | 'priceSettings'
>;
