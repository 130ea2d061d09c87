import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { AwsSession } from '../main/aws/reader.ts';
import { openSession } from '../main/aws/session.ts';
import { openWire } from '../main/aws/wire/wire.ts';
import { systemClock } from '../main/inventory/clock.ts';
import { planScan } from '../main/inventory/plan.ts';
import { QUOTAS } from '../main/inventory/quota.ts';
import { type ScanResult, scan } from '../main/inventory/scan.ts';
import type { KeyRecord } from '../shared/model/key.ts';
import { CallCounter, quotaFloor } from './floor.ts';
import type { SampleOrder, SampleReady, SampleTally } from './sample-process.ts';

const HELP = `How fast the scan engine reads the sample organisation, against the floor that AWS's quotas set.
The endpoint runs in a process of its own, with AWS's quotas on and every answer delayed.

  --keys N          keys in the organisation, AWS managed ones included (10000)
  --regions N       regions that they are spread over, in one account (1)
  --latency MS      delay of every answer (60)
  --quota-share X   share of AWS's quotas that the scan may use, 0-1 (1)`;

const CONCURRENCY = 256;

interface Measured {
  readonly result: ScanResult;
  readonly customerKeys: number;
  readonly managedKeys: number;
  readonly rotating: number;
  readonly firstRowsMs: number;
  readonly wallMs: number;
  readonly cpuMs: number;
}

const { values } = parseArgs({
  options: {
    keys: { type: 'string', default: '10000' },
    regions: { type: 'string', default: '1' },
    latency: { type: 'string', default: '60' },
    'quota-share': { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(HELP);
} else {
  const order = {
    keys: Number(values.keys),
    regions: Number(values.regions),
    latencyMs: Number(values.latency),
  };
  await bench(order, Number(values['quota-share']));
}

async function bench(order: SampleOrder, quotaShare: number): Promise<void> {
  const child = fork(fileURLToPath(new URL('./sample-process.ts', import.meta.url)));
  const ask = async <T>(message: object): Promise<T> => {
    child.send(message);
    const [answer] = await once(child, 'message');
    return answer as T;
  };
  const wire = openWire();
  try {
    const { env, profiles } = await ask<SampleReady>(order);
    const counter = new CallCounter();
    const sessions = await Promise.all(
      profiles.map((profile) => openSession({ profile, env, now: () => new Date(), wire, version: 'bench' })),
    );
    const measured = await measure(
      sessions.map((session) => counter.watch(session)),
      quotaShare,
    );
    report(order, quotaShare, measured, counter, await ask<SampleTally>({}));
  } finally {
    await wire.close();
    child.disconnect();
    await once(child, 'exit');
  }
}

async function measure(sessions: readonly AwsSession[], quotaShare: number): Promise<Measured> {
  const signal = new AbortController().signal;
  const plan = await planScan({ sessions, clock: systemClock, signal, quotaShare });
  const counts = { customer: 0, managed: 0, rotating: 0 };
  const start = performance.now();
  const cpu = process.cpuUsage();
  let firstRowsMs = 0;
  const scanning = scan(plan, {
    quotaShare,
    clock: systemClock,
    random: Math.random,
    signal,
    concurrency: CONCURRENCY,
  });
  let step = await scanning.next();
  while (!step.done) {
    if (step.value.type === 'keys') {
      firstRowsMs ||= performance.now() - start;
      for (const key of step.value.keys) count(key, counts);
    }
    step = await scanning.next();
  }
  const { user, system } = process.cpuUsage(cpu);
  return {
    result: step.value,
    customerKeys: counts.customer,
    managedKeys: counts.managed,
    rotating: counts.rotating,
    firstRowsMs,
    wallMs: performance.now() - start,
    cpuMs: (user + system) / 1000,
  };
}

function count(key: KeyRecord, counts: { customer: number; managed: number; rotating: number }): void {
  if (key.metadata.status !== 'read') return;
  if (key.metadata.value.manager === 'AWS') counts.managed += 1;
  else counts.customer += 1;
  if (key.rotations.status === 'read') counts.rotating += 1;
}

/** Calls that grow with the number of customer keys: all but the one DescribeKey that each AWS managed key needs. */
function callsPerCustomerKey({ result, customerKeys, managedKeys }: Measured): number {
  return (total(result.requests) - managedKeys) / customerKeys;
}

function total(requests: Readonly<Record<string, number>>): number {
  return Object.values(requests).reduce((sum, calls) => sum + calls, 0);
}

function report(
  order: SampleOrder,
  quotaShare: number,
  measured: Measured,
  counter: CallCounter,
  tally: SampleTally,
): void {
  const { result, customerKeys, managedKeys, rotating, wallMs, cpuMs, firstRowsMs } = measured;
  const calls = total(result.requests);
  const floor = quotaFloor(counter.units, quotaShare);
  const line = (label: string, value: string) => console.log(`${label.padEnd(28)}${value}`);
  console.log(
    `Scan of the sample: ${order.keys} keys, ${order.regions} region(s), ${order.latencyMs} ms latency, quota share ${quotaShare}\n`,
  );
  line('customer keys', `${customerKeys}, of which ${rotating} can rotate`);
  line('AWS managed keys', String(managedKeys));
  line('complete', String(result.complete));
  for (const entry of result.coverage.filter(({ outcome }) => outcome !== 'read')) {
    line('  not answered', `${entry.operation} ${entry.outcome} ${entry.count} in ${entry.region}`);
  }
  console.log('\nrequests, attempts included');
  for (const [operation, sent] of Object.entries(result.requests).sort(([, a], [, b]) => b - a)) {
    const quota = Object.entries(QUOTAS).find(([name]) => name === operation)?.[1];
    const note = quota?.confidence === 'I' ? ' (assumed)' : '';
    line(`  ${operation}`, `${String(sent).padStart(7)}   quota ${quota?.perSecond ?? '?'} a second${note}`);
  }
  line('  all', String(calls).padStart(7));
  line(
    '  throttled by AWS',
    `${String(total(tally.throttled)).padStart(7)}   ${((100 * total(tally.throttled)) / calls).toFixed(2)} %`,
  );
  for (const [what, times] of Object.entries(tally.careless)) line(`  ${what}`, String(times).padStart(7));
  line('calls per customer key', callsPerCustomerKey(measured).toFixed(3));
  console.log('');
  line('first rows after', `${seconds(firstRowsMs)} s`);
  line('wall time', `${seconds(wallMs)} s`);
  line(
    'quota floor',
    `${floor.seconds.toFixed(2)} s: ${floor.calls} ${floor.operation} at ${floor.perSecond} a second in ${floor.unit}`,
  );
  line('wall / quota floor', (wallMs / 1000 / floor.seconds).toFixed(3));
  line(
    'network floor',
    `${seconds((calls * order.latencyMs) / CONCURRENCY)} s: ${CONCURRENCY} requests in flight`,
  );
  line('CPU per call', `${(cpuMs / calls).toFixed(3)} ms, scan process only`);
  line('RSS peak', `${Math.round(process.resourceUsage().maxRSS / 1024)} MB, scan process only`);
  line(
    'machine',
    `${availableParallelism()} cores, load average ${(loadavg()[0] ?? 0).toFixed(1)} at the end`,
  );
  if ((loadavg()[0] ?? 0) > availableParallelism()) {
    console.log('The machine was busy with other work: times and CPU are not those of a free one.');
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}
