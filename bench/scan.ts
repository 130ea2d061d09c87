import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Bundle, bundle } from './bundle.ts';
import type { LoopDone, LoopOrder } from './loop-process.ts';
import type { SampleOrder, SampleReady, SampleTally } from './sample-process.ts';
import type { ScanDone, ScanOrder } from './scan-process.ts';
import { reportBeside, reportMachine, reportScan } from './scan-report.ts';

const HELP = `How fast the scan engine reads the sample organisation, against the floor that AWS's quotas set.
A first scan and a later one that knows its rotations, each in a process of its own, bundled as the product is; the
endpoint in another, with AWS's quotas on and every answer delayed.

  --keys N          keys in the organisation, AWS managed ones included (10000)
  --regions N       regions that they are spread over, in one account (1)
  --latency MS      delay of every answer (60)
  --quota-share X   share of AWS's quotas that the scan may use, 0-1 (1)
  --beside          also two loops over the plain SDK client, 10 and 500 keys at a time
  --beside-keys N   keys for these, and for the scan beside them (1000)`;

const { values } = parseArgs({
  options: {
    keys: { type: 'string', default: '10000' },
    regions: { type: 'string', default: '1' },
    latency: { type: 'string', default: '60' },
    'quota-share': { type: 'string', default: '1' },
    beside: { type: 'boolean', default: false },
    'beside-keys': { type: 'string', default: '1000' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(HELP);
} else {
  const built = await bundle(['sample-process', 'scan-process', 'loop-process']);
  try {
    const latencyMs = Number(values.latency);
    const order = { keys: Number(values.keys), regions: Number(values.regions), latencyMs };
    await benchScan(built, order, Number(values['quota-share']));
    if (values.beside)
      await benchBeside(built, { keys: Number(values['beside-keys']), regions: 1, latencyMs });
    reportMachine();
  } finally {
    await built.remove();
  }
}

async function benchScan(built: Bundle, order: SampleOrder, quotaShare: number): Promise<void> {
  await withSample(built, order, async (sample, throttled) => {
    const scans = await bothScans(built, { sample, quotaShare }, throttled);
    reportScan(order, quotaShare, scans);
  });
}

async function benchBeside(built: Bundle, order: SampleOrder): Promise<void> {
  await withSample(built, order, async (sample, throttled) => {
    const { first, later } = await bothScans(built, { sample, quotaShare: 1 }, throttled);
    const loop = async (atOnce: number) => {
      const done = await ask<LoopDone>(start(built, 'loop-process'), { sample, atOnce } satisfies LoopOrder);
      return { ...done, throttled: await throttled() };
    };
    reportBeside(order, { first, later, ten: await loop(10), many: await loop(500) });
  });
}

type Throttled = () => Promise<number>;

async function bothScans(
  built: Bundle,
  order: Pick<ScanOrder, 'sample' | 'quotaShare'>,
  throttled: Throttled,
) {
  const folder = await mkdtemp(join(tmpdir(), 'keyledger-bench-'));
  const scan = async (later: boolean) => {
    const all: ScanOrder = { ...order, later, knowledge: join(folder, 'known') };
    const done = await ask<ScanDone>(start(built, 'scan-process'), all);
    return { ...done, throttled: await throttled() };
  };
  try {
    return { first: await scan(false), later: await scan(true) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `throttled`: answers by throttling since it was last asked. */
async function withSample(
  built: Bundle,
  order: SampleOrder,
  work: (sample: SampleReady, throttled: Throttled) => Promise<void>,
): Promise<void> {
  const child = start(built, 'sample-process');
  let before = 0;
  try {
    const sample = await ask<SampleReady>(child, order);
    await work(sample, async () => {
      const { throttled } = await ask<SampleTally>(child, {});
      const all = Object.values(throttled).reduce((sum, count) => sum + count, 0);
      const since = all - before;
      before = all;
      return since;
    });
  } finally {
    child.disconnect();
  }
}

function start(built: Bundle, name: string): ChildProcess {
  return fork(built.path(name), { env: { ...process.env, NODE_NO_WARNINGS: '1' } });
}

async function ask<T>(child: ChildProcess, message: object): Promise<T> {
  child.send(message);
  const answer = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`The process ended with ${code}`))),
  ]);
  return answer[0] as T;
}
