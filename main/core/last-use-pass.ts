import type { lastUseRequest } from '../../shared/contract/last-use.ts';
import type { KeyKind } from '../../shared/model/key.ts';
import { type Unit, unitId } from '../../shared/model/place.ts';
import type { Manifest } from '../../shared/model/snapshot.ts';
import type { CredentialShelf } from '../aws/credentials/shelf.ts';
import type { AwsSession, KeyRef } from '../aws/reader.ts';
import { openSession } from '../aws/session.ts';
import { openWire } from '../aws/wire/wire.ts';
import type { Clock } from '../inventory/clock.ts';
import { type LastUseReading, type LastUseTask, readLastUse } from '../inventory/last-use/last-use.ts';
import { planScan } from '../inventory/plan.ts';
import type { LastUseStore } from '../ledger/last-use.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openSample, SAMPLE_SIZE } from './sample.ts';
import { scopeOf } from './scans/scope.ts';
import { openSessions } from './scans/sessions.ts';

export interface LastUsePassOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly now: () => Date;
  readonly clock: Clock;
  readonly random: () => number;
  readonly ledger: Ledger;
  readonly store: LastUseStore;
  /** What the user has signed in: a code that was given is not asked for again. */
  readonly shelf: CredentialShelf;
}

export interface LastUseJob {
  readonly manifest: Manifest;
  readonly request: ReturnType<typeof lastUseRequest.parse>;
  readonly quotaShare: number;
  readonly signal: AbortSignal;
  /** Told first how many keys there are to ask for, then of each that has been. */
  readonly onKeys: (count: number) => void;
  readonly onAsked: (answered: boolean) => void;
}

/** All but those that AWS manages for itself. */
const ASKED: readonly KeyKind[] = ['customer', 'replica', 'cloudhsm', 'external', 'unknown'];
/** Knowledge younger than this is not asked for again, so that a pass that was broken off goes on where it ended. */
const FRESH_MS = 12 * 3_600_000;

/** One pass over the keys of a snapshot, with sessions of its own. Throws NothingReadableError and AwsConfigError. */
export async function passOverLastUse(job: LastUseJob, options: LastUsePassOptions): Promise<LastUseReading> {
  const { manifest } = job;
  if (!manifest.sample) return pass(job, options, options.env, manifest.scope.profiles, job.quotaShare);
  const sample = await openSample({ ...SAMPLE_SIZE, asOf: options.now(), latency: 1 });
  try {
    return await pass(job, options, sample.env, sample.profiles, 1);
  } finally {
    await sample.close();
  }
}

async function pass(
  job: LastUseJob,
  options: LastUsePassOptions,
  env: LastUsePassOptions['env'],
  profiles: readonly string[],
  quotaShare: number,
): Promise<LastUseReading> {
  const { now, clock, random, version, store } = options;
  const { signal } = job;
  const wire = openWire();
  try {
    const { sessions } = await openSessions(profiles, (profile) =>
      openSession({
        profile,
        env,
        wire,
        now,
        version,
        signal,
        ...(job.manifest.sample ? {} : { shelf: options.shelf }),
      }),
    );
    const tasks = await tasksOf(job, options, sessions);
    job.onKeys(tasks.reduce((sum, { keys }) => sum + keys.length, 0));
    return await readLastUse(tasks, {
      quotaShare,
      clock,
      random,
      signal,
      now,
      keep: async (unit, entry) => {
        await store.add(unit, [entry]);
        job.onAsked(entry.outcome === 'read');
      },
    });
  } finally {
    await wire.close();
  }
}

/** The keys of the snapshot by account and region, where a session reaches them and their knowledge is not fresh. */
async function tasksOf(
  { manifest, request, signal, quotaShare }: LastUseJob,
  { ledger, store, clock, now }: LastUsePassOptions,
  sessions: readonly AwsSession[],
): Promise<readonly LastUseTask[]> {
  const { regions, profiles } = manifest.scope;
  const { organisationRole } = request;
  const source = { kind: 'profiles' as const, profiles: [...profiles], organisationRole };
  const scope = scopeOf({ source, regions: [...regions] });
  const plan = await planScan({ sessions, ...scope, clock, signal, quotaShare });
  const reached = new Map(plan.accounts.map(({ account, session }) => [account.id, session]));
  const units = new Map<string, { readonly unit: Unit; readonly keys: KeyRef[] }>();
  for await (const batch of ledger.eachKey(manifest.id, { filter: { kind: ASKED } })) {
    for (const { key } of batch) {
      const unit = { accountId: key.accountId, region: key.region };
      const held = units.get(unitId(unit)) ?? { unit, keys: [] };
      units.set(unitId(unit), held);
      held.keys.push({ arn: key.arn, keyId: key.keyId });
    }
  }
  const stale = new Date(now().getTime() - FRESH_MS).toISOString();
  const tasks: LastUseTask[] = [];
  for (const { unit, keys } of units.values()) {
    const session = reached.get(unit.accountId);
    if (!session) continue;
    const known = await store.of(unit);
    const due = keys.filter(({ arn }) => (known.get(arn)?.askedAt ?? '') <= stale);
    tasks.push({ unit, session, keys: due, known });
  }
  return tasks;
}
