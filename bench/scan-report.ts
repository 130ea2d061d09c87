import { availableParallelism, loadavg } from 'node:os';
import { QUOTAS } from '../main/inventory/quota.ts';
import { byOperation, type Floor, quotaFloor } from './floor.ts';
import type { LoopDone } from './loop-process.ts';
import type { SampleOrder } from './sample-process.ts';
import type { ScanDone } from './scan-process.ts';

interface Throttled {
  /** Answers by throttling. */
  readonly throttled: number;
}
type Scanned = ScanDone & Throttled;
type Looped = LoopDone & Throttled;

/** The most that a scan has in flight, by which the network's floor is counted. */
const IN_FLIGHT = 512;

export function reportScan(
  order: SampleOrder,
  share: number,
  { first, later }: { readonly first: Scanned; readonly later: Scanned },
): void {
  console.log(
    `Scan of the sample: ${order.keys} keys, ${order.regions} region(s), ${order.latencyMs} ms latency, quota share ${share}`,
  );
  line('customer keys', `${first.customerKeys}, of which ${first.rotating} can rotate`);
  line('AWS managed keys', String(first.managedKeys));
  line('run rate', `${dollars(first)} on the first scan, ${dollars(later)} on the later one`);
  console.log('\nFirst scan');
  const network = (calls(first) * order.latencyMs) / 1000 / IN_FLIGHT;
  const withoutHistory = quotaFloor(first.units, share, (name) => name !== 'kms:ListKeyRotations');
  phase('priced as ranges', first.ranged, withoutHistory, network);
  phase('exact', first.exact, quotaFloor(first.units, share), network);
  common(first);
  console.log('\nLater scan, rotations known');
  phase(
    'exact',
    later.exact,
    quotaFloor(later.units, share, (name) => name === 'kms:DescribeKey'),
    0,
  );
  phase('whole, tags included', later.wallMs, quotaFloor(later.units, share), 0);
  common(later);
}

function common(done: Scanned): void {
  const all = calls(done);
  line(
    '  first rows',
    `${seconds(done.firstRows)} s, ${seconds(done.firstRows - done.firstAnswer)} s after the first answer`,
  );
  line('  wall time', `${seconds(done.wallMs)} s`);
  // An AWS managed key costs its one DescribeKey; everything else is on account of the customer keys.
  line('  calls per customer key', ((all - done.managedKeys) / done.customerKeys).toFixed(3));
  line('  CPU per call', `${(done.cpuMs / all).toFixed(3)} ms, pricing included`);
  line('  RSS peak', `${Math.round(done.rssMb)} MB`);
  line('  throttled', `${done.throttled}, ${((100 * done.throttled) / all).toFixed(2)} %`);
  line('  complete', String(done.complete));
  for (const gap of done.notRead) line('    not read', gap);
  const sent = Object.entries(byOperation(done.units)).sort(([, a], [, b]) => b - a);
  for (const [operation, count] of [...sent, ['all', all] as const]) {
    const quota = Object.entries(QUOTAS).find(([name]) => name === operation)?.[1];
    const note = quota?.confidence === 'I' ? ', assumed' : '';
    line(
      `  ${operation}`,
      `${String(count).padStart(7)}${quota ? `   quota ${quota.perSecond} a second${note}` : ''}`,
    );
  }
}

function phase(name: string, ms: number, floor: Floor, network: number): void {
  const least = Math.max(floor.seconds, network);
  const by =
    network > floor.seconds
      ? `network: ${IN_FLIGHT} in flight`
      : `${floor.calls} ${floor.operation} at ${floor.perSecond} a second in ${floor.unit}`;
  line(
    `  ${name}`,
    `${seconds(ms)} s, ${(ms / 1000 / least).toFixed(3)} × the floor of ${least.toFixed(2)} s (${by})`,
  );
}

export function reportBeside(
  order: SampleOrder,
  done: { readonly first: Scanned; readonly later: Scanned; readonly ten: Looped; readonly many: Looped },
): void {
  console.log(`\nBeside the plain SDK client: ${order.keys} keys, ${order.latencyMs} ms latency, all quotas`);
  const { first, later, ten, many } = done;
  const loops = [
    ['10 at a time', ten],
    ['500 at a time', many],
  ] as const;
  line('  keyledger, first scan', `${seconds(first.wallMs)} s, ${Math.round(first.cpuMs)} ms CPU`);
  line('  keyledger, later scan', `${seconds(later.wallMs)} s, ${Math.round(later.cpuMs)} ms CPU`);
  for (const [name, { wallMs, cpuMs, failed, throttled }] of loops) {
    line(
      `  loop, ${name}`,
      `${seconds(wallMs)} s, ${Math.round(cpuMs)} ms CPU, ${throttled} answers throttled, ${failed} keys given up`,
    );
    line(
      '    against the first',
      `${ratio(wallMs, first.wallMs)} the time, ${ratio(cpuMs, first.cpuMs)} the CPU`,
    );
    line(
      '    against the later',
      `${ratio(wallMs, later.wallMs)} the time, ${ratio(cpuMs, later.cpuMs)} the CPU`,
    );
  }
}

export function reportMachine(): void {
  const load = loadavg()[0] ?? 0;
  console.log('');
  line('machine', `${availableParallelism()} cores, load average ${load.toFixed(1)} at the end`);
  if (load > availableParallelism()) {
    console.log('The machine was busy with other work: times and CPU are not those of a free one.');
  }
}

function line(label: string, value: string): void {
  console.log(`${label.padEnd(32)}${value}`);
}

function calls({ units }: ScanDone): number {
  return Object.values(byOperation(units)).reduce((sum, count) => sum + count, 0);
}

function dollars({ lowMicroUsd }: ScanDone): string {
  return `$${(lowMicroUsd / 1_000_000).toFixed(2)}`;
}

function ratio(a: number, b: number): string {
  return `${(a / b).toFixed(1)} ×`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}
