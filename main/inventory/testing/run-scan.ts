import type { CoverageEntry } from '../../../shared/model/coverage.ts';
import type { HsmCluster, KeyStore } from '../../../shared/model/hsm.ts';
import type { KeyRecord } from '../../../shared/model/key.ts';
import type { InventoryEvent } from '../outlet.ts';
import type { ScanPlan } from '../plan.ts';
import type { InventoryProgress } from '../progress.ts';
import { type ScanOptions, type ScanResult, scan } from '../scan.ts';
import { FakeAws, type FakeUnit, type Fault } from './fake-aws.ts';
import { FakeClock } from './fake-clock.ts';

export interface Scanned {
  readonly events: readonly InventoryEvent[];
  readonly keys: readonly KeyRecord[];
  readonly clusters: readonly HsmCluster[];
  readonly keyStores: readonly KeyStore[];
  readonly progress: readonly InventoryProgress[];
  readonly result: ScanResult;
}

/** Everything that a scan hands over, sorted into its kinds. `onEvent` may wait, as a slow consumer does. */
export async function gather(
  plan: ScanPlan,
  options: ScanOptions,
  onEvent: (event: InventoryEvent) => Promise<void> | void = () => undefined,
): Promise<Scanned> {
  const events: InventoryEvent[] = [];
  const scanning = scan(plan, options);
  for (;;) {
    const step = await scanning.next();
    if (step.done) {
      return {
        events,
        keys: events.flatMap((event) => (event.type === 'keys' ? event.keys : [])),
        clusters: events.flatMap((event) => (event.type === 'clusters' ? event.clusters : [])),
        keyStores: events.flatMap((event) => (event.type === 'keyStores' ? event.keyStores : [])),
        progress: events.flatMap((event) => (event.type === 'progress' ? [event.progress] : [])),
        result: step.value,
      };
    }
    events.push(step.value);
    await onEvent(step.value);
  }
}

const ACCOUNT = '111111111111';

export interface Fixture {
  readonly aws: FakeAws;
  readonly clock: FakeClock;
  readonly cancel: AbortController;
  readonly plan: ScanPlan;
  readonly options: ScanOptions;
}

/** One account with these regions, behind these faults, on a clock that stands still. */
export function fixture(units: Readonly<Record<string, FakeUnit>>, fault?: Fault): Fixture {
  const aws = new FakeAws(fault);
  const clock = new FakeClock();
  const cancel = new AbortController();
  const session = aws.session({ profile: 'reader', accountId: ACCOUNT, units });
  const regions = Object.keys(units);
  return {
    aws,
    clock,
    cancel,
    plan: {
      accounts: [{ account: { id: ACCOUNT, name: 'Reader', partition: 'aws', profile: 'reader' }, session }],
      regions,
      units: regions.map((region) => ({ accountId: ACCOUNT, region })),
      coverage: [],
      notes: [],
      requests: {},
    },
    options: { quotaShare: 1, clock, random: () => 0.5, signal: cancel.signal },
  };
}

export async function scanned(units: Readonly<Record<string, FakeUnit>>, fault?: Fault) {
  const { aws, clock, plan, options } = fixture(units, fault);
  return { aws, clock, ...(await clock.drive(gather(plan, options))) };
}

/** Coverage as short lines: `kms:DescribeKey denied 2`, of one region. */
export function lines(coverage: readonly CoverageEntry[], region = 'eu-west-1'): string[] {
  return coverage
    .filter((entry) => entry.region === region)
    .map(({ operation, outcome, count }) => `${operation} ${outcome} ${count}`);
}
