import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { openSession } from '../main/aws/session.ts';
import { openWire } from '../main/aws/wire/wire.ts';
import { keepHeapTight } from '../main/core/heap.ts';
import { Provisional } from '../main/core/scans/provisional.ts';
import { priced, Tally } from '../main/core/scans/reading.ts';
import { systemClock } from '../main/inventory/clock.ts';
import { planScan } from '../main/inventory/plan.ts';
import { scan } from '../main/inventory/scan.ts';
import { bundledPrices } from '../main/prices/bundled.ts';
import type { KnownKey, KnownKeys } from '../shared/model/known.ts';
import type { LedgerKey } from '../shared/model/ledger.ts';
import { CallCounter, type UnitCalls } from './floor.ts';
import type { SampleReady } from './sample-process.ts';
import { type Timeline, TimelineWatch } from './scan-timeline.ts';

export interface ScanOrder {
  readonly sample: SampleReady;
  readonly quotaShare: number;
  /** Where a first scan leaves what a later one knows, and a later one finds it. */
  readonly knowledge: string;
  readonly later: boolean;
}

export interface ScanDone extends Timeline {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly rssMb: number;
  /** When the first answer came. */
  readonly firstAnswer: number;
  readonly complete: boolean;
  /** Of the scan, the plan left out. */
  readonly units: UnitCalls;
  readonly notRead: readonly string[];
}

keepHeapTight();

const NOW = new Date('2026-11-24T00:00:00Z');

async function run(order: ScanOrder): Promise<ScanDone> {
  const { sample, quotaShare } = order;
  const wire = openWire();
  const counter = new CallCounter(() => performance.now());
  const sessions = await Promise.all(
    sample.profiles.map((profile) =>
      openSession({ profile, env: sample.env, now: () => new Date(), wire, version: 'bench' }),
    ),
  );
  const signal = new AbortController().signal;
  const watched = sessions.map((session) => counter.watch(session));
  const plan = await planScan({ sessions: watched, clock: systemClock, signal, quotaShare });
  const book = bundledPrices(plan.regions);
  const keys = order.later ? await knowledgeIn(order.knowledge) : undefined;
  const watch = new TimelineWatch();
  const tally = new Tally();
  const provisional = new Provisional();
  const kept = order.later ? null : createWriteStream(order.knowledge);
  // The peak that the system reports is inherited from the process that forked this one.
  let rss = 0;
  const sampling = setInterval(() => {
    rss = Math.max(rss, process.memoryUsage.rss());
  }, 500);
  const start = performance.now();
  const cpu = process.cpuUsage();
  const events = scan(plan, {
    quotaShare,
    clock: systemClock,
    random: Math.random,
    signal,
    ...(keys && { knowledge: { keys, now: NOW } }),
  });
  let step = await events.next();
  for (; !step.done; step = await events.next()) {
    const event = step.value;
    const ms = performance.now() - start;
    if (event.type === 'provisional') {
      const batch = priced({ type: 'keys', keys: event.keys }, book);
      provisional.take(batch.keys);
      watch.rows(batch.keys, ms, false);
    } else if (event.type === 'keys') {
      const batch = priced(event, book);
      provisional.settle(batch.keys);
      tally.take(batch);
      watch.rows(batch.keys, ms, true);
      if (kept) for (const key of batch.keys) keep(key, kept);
    }
  }
  const { user, system } = process.cpuUsage(cpu);
  const wallMs = performance.now() - start;
  clearInterval(sampling);
  await wire.close();
  if (kept) await new Promise<void>((resolve) => kept.end(resolve));
  const { coverage, complete } = step.value;
  return {
    ...watch.read(),
    wallMs,
    cpuMs: (user + system) / 1000,
    rssMb: rss / 1024 / 1024,
    firstAnswer: counter.firstAnswerAt - start,
    complete,
    units: counter.read(),
    notRead: coverage
      .filter(({ outcome }) => outcome !== 'read')
      .map(({ operation, outcome, count, region }) => `${operation} ${outcome} ${count} in ${region}`),
  };
}

function keep({ key }: LedgerKey, kept: WriteStream): void {
  if (key.metadata.status !== 'read' || key.rotations.status !== 'read') return;
  const known: KnownKey = {
    currentMaterialId: key.metadata.value.currentMaterialId,
    rotations: key.rotations.value,
    complete: true,
    rotationsAsOf: NOW.toISOString(),
    status:
      key.rotationStatus.status === 'read'
        ? { value: key.rotationStatus.value, asOf: NOW.toISOString() }
        : null,
  };
  kept.write(`${key.arn}\t${JSON.stringify(known)}\n`);
}

/** Held as text until it is asked for, as the ledger holds it. */
async function knowledgeIn(path: string): Promise<KnownKeys> {
  const held = new Map<string, string>();
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const tab = line.indexOf('\t');
    held.set(line.slice(0, tab), line.slice(tab + 1));
  }
  return (arn) => {
    const text = held.get(arn);
    return text === undefined ? undefined : (JSON.parse(text) as KnownKey);
  };
}

process.once('message', (order: ScanOrder) => {
  void run(order).then((done) => process.send?.(done, () => process.disconnect()));
});
