import type { CoverageEntry } from '../../../shared/model/coverage.ts';
import type { Account } from '../../../shared/model/place.ts';
import type { ScanProgress } from '../../../shared/model/progress.ts';
import type { Manifest } from '../../../shared/model/snapshot.ts';
import type { AwsSession } from '../../aws/reader.ts';
import { systemClock } from '../../inventory/clock.ts';
import { Gates } from '../../inventory/gate.ts';
import { planScan, type ScanPlan } from '../../inventory/plan.ts';
import type { InventoryProgress } from '../../inventory/progress.ts';
import { scan } from '../../inventory/scan.ts';
import { openSnapshotWriter } from '../../ledger/write.ts';
import { type PriceReading, readPriceBook } from '../../prices/read.ts';
import type { Broadcast } from './broadcast.ts';
import { priced, rowsOf, snapshotId, Tally } from './reading.ts';

export interface PassOptions {
  readonly jobId: string;
  readonly sample: boolean;
  readonly organisation: string | null;
  readonly number: number;
  readonly of: number;
  readonly asOf: Date;
  readonly profiles: readonly string[];
  readonly sessions: readonly AwsSession[];
  /** Profiles whose configuration could not be opened. */
  readonly unopened: readonly CoverageEntry[];
  readonly regions: readonly string[] | undefined;
  readonly quotaShare: number;
  readonly dataDir: string;
  readonly priceCache: string;
  readonly now: () => Date;
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** Asked once the reading has been cut short: is what came to be kept? */
  readonly keep: () => boolean;
  readonly events: Broadcast;
}

const NO_PROGRESS: InventoryProgress = {
  units: [],
  keysListed: 0,
  keysRead: 0,
  keysPerSecond: 0,
  remainingMs: null,
  quotas: [],
  unread: [],
  requests: 0,
};

/** One reading of one organisation at one date, from plan to kept snapshot. */
export class Pass {
  readonly #options: PassOptions;
  readonly #startedAt: Date;
  readonly #tally = new Tally();
  #plan: ScanPlan | undefined;
  #progress: InventoryProgress = NO_PROGRESS;
  #phase: ScanProgress['phase'] = 'planning';

  constructor(options: PassOptions) {
    this.#options = options;
    this.#startedAt = options.now();
  }

  /** The manifest of what was kept; null where the reading was cut short and nothing is to be kept. */
  async run(): Promise<Manifest | null> {
    const { signal, quotaShare, sessions, regions, random } = this.#options;
    this.#tell('planning');
    const plan = await planScan({ sessions, regions, clock: systemClock, signal, quotaShare });
    this.#plan = plan;
    this.#tell('reading');
    const { book, failure, asked } = await this.#prices(plan);
    const accounts = plan.accounts.map(({ account }) => account);
    const id = snapshotId(this.#options.asOf, random);
    const writer = await openSnapshotWriter(this.#options.dataDir, { id, accounts });
    try {
      const events = scan(plan, { quotaShare, clock: systemClock, random, signal });
      let step = await events.next();
      while (!step.done) {
        const event = step.value;
        if (event.type === 'progress') {
          this.#progress = event.progress;
          this.#tell('reading');
        } else {
          const batch = priced(event, book);
          this.#tally.take(batch);
          await writer.append(batch);
          this.#sendRows(rowsOf(batch, nameIn(accounts)));
        }
        step = await events.next();
      }
      if (signal.aborted && !this.#options.keep()) {
        await writer.discard();
        return null;
      }
      this.#tell('keeping');
      const { coverage, complete, requests } = step.value;
      return await writer.finish({
        id,
        sample: this.#options.sample,
        startedAt: this.#startedAt.toISOString(),
        finishedAt: this.#options.now().toISOString(),
        asOf: this.#options.asOf.toISOString(),
        complete: complete && this.#options.unopened.length === 0,
        scope: {
          organisation: this.#options.organisation,
          profiles: this.#options.profiles,
          accounts,
          regions: plan.regions,
          units: plan.units.length,
        },
        counts: this.#tally.counts,
        runRate: this.#tally.runRate,
        priceBook: book,
        coverage: [...this.#options.unopened, ...coverage, ...priceGap(plan, failure)],
        requests: { ...requests, ...asked },
      });
    } catch (error) {
      await writer.discard();
      throw error;
    }
  }

  async #prices(plan: ScanPlan) {
    const [first] = plan.accounts;
    if (!first) throw new Error('A plan without accounts was not refused');
    const { quotaShare, signal, random, priceCache, now } = this.#options;
    const gates = new Gates({ quotaShare, clock: systemClock, random, signal });
    const gate = gates.of({ accountId: first.account.id, region: first.session.homeRegion });
    const { session } = first;
    const { regions } = plan;
    const reading = await readPriceBook({ session, gate, cacheFile: priceCache, regions, now });
    return { ...reading, asked: gates.requests() };
  }

  #sendRows(rows: ReturnType<typeof rowsOf>): void {
    if (rows.length > 0) this.#options.events.send({ type: 'rows', rows });
  }

  #tell(phase: ScanProgress['phase']): void {
    this.#phase = phase;
    this.#options.events.send({ type: 'progress', progress: this.#state() });
  }

  #state(): ScanProgress {
    const { jobId, sample, organisation, number, of, asOf, now } = this.#options;
    const units =
      this.#progress.units.length > 0
        ? this.#progress.units
        : (this.#plan?.units ?? []).map((unit) => ({
            ...unit,
            phase: 'waiting' as const,
            listed: 0,
            read: 0,
            slowed: false,
          }));
    return {
      ...this.#progress,
      units,
      jobId,
      sample,
      organisation,
      pass: { number, of, asOf: asOf.toISOString() },
      phase: this.#phase,
      startedAt: this.#startedAt.toISOString(),
      elapsedMs: now().getTime() - this.#startedAt.getTime(),
      accounts: (this.#plan?.accounts ?? []).map(({ account }) => account),
      regions: this.#plan?.regions ?? [],
      runRate: this.#tally.runRate.total,
    };
  }
}

/** A list that was not read leaves no figure open: the bundled table stands in, and each price says so. */
function priceGap(plan: ScanPlan, failure: PriceReading['failure']): readonly CoverageEntry[] {
  const [first] = plan.accounts;
  if (failure === null || !first) return [];
  return [
    {
      accountId: first.account.id,
      region: first.session.homeRegion,
      operation: 'pricing:GetProducts',
      outcome: 'outcome' in failure ? failure.outcome : 'failed',
      count: 1,
      example: failure.message,
      action: failure.action,
    },
  ];
}

function nameIn(accounts: readonly Account[]): (accountId: string) => string {
  const names = new Map(accounts.map((account) => [account.id, account.name]));
  return (accountId) => names.get(accountId) ?? accountId;
}
