import { join } from 'node:path';
import { openSession } from '../../aws/session.ts';
import { openWire } from '../../aws/wire/wire.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { openSample, SAMPLE_ORGANISATION, SAMPLE_PAST_DAYS, SAMPLE_SIZE } from '../sample.ts';
import { Pass } from './pass.ts';
import type { Reader } from './scan-service.ts';
import { openSessions } from './sessions.ts';

export interface ReaderOptions {
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly now: () => Date;
  readonly random: () => number;
  readonly ledger: Ledger;
}

type Job = Parameters<Reader>[0];
const DAY_MS = 86_400_000;

/** What each answer of the sample takes: enough to see a scan happen, little enough to wait for. */
const SAMPLE_LATENCY_MS = 12;

/** Reads the user's own profiles, or the sample organisation by the very same code. */
export function createReader(options: ReaderOptions): Reader {
  const { dataDir, now, random } = options;

  async function read(job: Job, env: ReaderOptions['env'], profiles: readonly string[], pass: PassPlan) {
    const wire = openWire();
    try {
      const { sessions, unopened } = await openSessions(profiles, (profile) =>
        openSession({ profile, env, wire, now, version: options.version }),
      );
      const { jobId, request, events, signal, keep } = job;
      const { regions } = request;
      return await new Pass({
        ...pass,
        jobId,
        events,
        signal,
        keep,
        profiles,
        sessions,
        unopened,
        regions,
        dataDir,
        now,
        random,
      }).run();
    } finally {
      await wire.close();
    }
  }

  async function readSample(job: Job) {
    const today = now();
    const first = !(await options.ledger.snapshots()).some(({ sample }) => sample);
    const dates = [...(first ? SAMPLE_PAST_DAYS : []), 0].map(
      (days) => new Date(today.getTime() - days * DAY_MS),
    );
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
          quotaShare: 1,
          priceCache: join(dataDir, 'prices', `sample-${asOf.toISOString().slice(0, 10)}.json`),
        });
        if (job.signal.aborted) break;
      }
      return kept;
    } finally {
      await sample.close();
    }
  }

  return (job) => {
    const { source, quotaShare } = job.request;
    if (source.kind === 'sample') return readSample(job);
    return read(job, options.env, source.profiles, {
      sample: false,
      organisation: null,
      number: 1,
      of: 1,
      asOf: now(),
      quotaShare,
      priceCache: join(dataDir, 'prices', 'list.json'),
    });
  };
}

type PassPlan = Pick<
  ConstructorParameters<typeof Pass>[0],
  'sample' | 'organisation' | 'number' | 'of' | 'asOf' | 'quotaShare' | 'priceCache'
>;
