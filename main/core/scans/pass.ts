import { atLeast } from '../../../shared/cost/at-least.ts';
import type { SeenHsms } from '../../../shared/cost/bill-hsm.ts';
import type { CoverageEntry } from '../../../shared/model/coverage.ts';
import type { KnownKeys } from '../../../shared/model/known.ts';
import type { LedgerBatch } from '../../../shared/model/ledger.ts';
import type { Account } from '../../../shared/model/place.ts';
import type { Depth } from '../../../shared/model/policy.ts';
import type { ScanProgress } from '../../../shared/model/progress.ts';
import type { PriceSettings } from '../../../shared/model/settings.ts';
import type { AwsSession } from '../../aws/reader.ts';
import type { Clock } from '../../inventory/clock.ts';
import type { Delta } from '../../inventory/delta/delta.ts';
import { Gates } from '../../inventory/gate.ts';
import type { InventoryEvent } from '../../inventory/outlet.ts';
import { planScan, type ScanPlan } from '../../inventory/plan.ts';
import type { InventoryProgress } from '../../inventory/progress.ts';
import { added, scan } from '../../inventory/scan.ts';
import { brokenScan } from '../../ledger/broken-scans.ts';
import type { ScanStart } from '../../ledger/journal-entries.ts';
import type { JournalReading } from '../../ledger/journal-read.ts';
import { openSnapshotWriter, resumeSnapshotWriter, type SnapshotWriter } from '../../ledger/write.ts';
import { type PriceReading, readPriceBook } from '../../prices/read.ts';
import type { Broadcast } from './broadcast.ts';
import { lockScan } from './lock.ts';
import { type BrokenPass, planAgain, startOf } from './outset.ts';
import { Provisional } from './provisional.ts';
import { priced, rowsOf, snapshotId, Tally } from './reading.ts';
import type { Scope } from './scope.ts';
import { isFinished, withResume } from './unfinished.ts';

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
  readonly scope: Scope;
  readonly quotaShare: number;
  /** What earlier snapshots of these accounts tell of rotations; null where everything is to be read anew. */
  readonly known: ((accounts: readonly string[]) => Promise<KnownKeys>) | null;
  readonly dataDir: string;
  /** Where the price list of a partition is kept. */
  readonly priceCache: (partition: string) => string;
  readonly priceSettings: PriceSettings;
  /** Since when HSMs are known to stand, from earlier snapshots. */
  readonly hsmsSeen: SeenHsms;
  readonly now: () => Date;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** Asked once the reading has been cut short: is what came to be kept? */
  readonly keep: () => boolean;
  /** Where it is not to be kept: may it be gone on with? */
  readonly leave: () => boolean;
  readonly depth: Depth;
  /** What is carried on from the last snapshot; undefined where everything is read. */
  readonly delta: Delta | undefined;
  readonly events: Broadcast;
  /** What was asked for, and the moments that are to be read after this one: what a later try must know. */
  readonly request: unknown;
  readonly later: readonly string[];
  /** A broken scan that this one goes on with. */
  readonly broken: BrokenPass | null;
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

/** The snapshot that a pass kept. */
interface Kept {
  readonly id: string;
  readonly complete: boolean;
  /** The broken scan that completes it; null where there is nothing to go on with. */
  readonly resume: string | null;
}

/** One reading of one organisation at one date, from plan to kept snapshot. */
export class Pass {
  readonly #options: PassOptions;
  readonly #startedAt: Date;
  readonly #tally = new Tally();
  readonly #provisional = new Provisional();
  #plan: ScanPlan | undefined;
  #progress: InventoryProgress = NO_PROGRESS;
  #phase: ScanProgress['phase'] = 'planning';
  #asked: Readonly<Record<string, number>> = {};
  #finished = 0;
  #unfinished = 0;

  constructor(options: PassOptions) {
    this.#options = options;
    this.#startedAt = options.now();
  }

  /** What was kept; null where the reading was cut short and nothing is to be kept. */
  async run(): Promise<Kept | null> {
    const { quotaShare, sessions, scope, clock, signal, random, broken, asOf, dataDir, now } = this.#options;
    this.#tell('planning');
    const regions = broken?.journal.start.regions ?? scope.regions;
    const fresh = await planScan({ sessions, ...scope, regions, clock, signal, quotaShare });
    const plan = broken ? planAgain(fresh, broken.journal) : fresh;
    this.#plan = plan;
    const id = broken?.id ?? snapshotId(asOf, random);
    const accounts = plan.units.map(({ accountId }) => accountId);
    const lock = await lockScan(dataDir, {
      scope: { ...this.#options, accounts, regions: plan.regions },
      id,
      now,
    });
    try {
      return await this.#read(id, plan);
    } finally {
      await lock.release();
    }
  }

  async #read(id: string, plan: ScanPlan): Promise<Kept | null> {
    const { signal, quotaShare, clock, random, now, asOf, broken, depth, delta } = this.#options;
    this.#tell('reading');
    // Read again under the lock: another process may have gone on with it meanwhile.
    const journal = broken && (await brokenScan(this.#options.dataDir, id));
    const start = journal?.start ?? (await this.#start(plan));
    this.#tally.openBill(start.priceBook, asOf, this.#options.hsmsSeen);
    const writer = await this.#open(id, start, journal);
    try {
      const done = [...(journal?.finished.values() ?? [])].map(({ unit }) => unit);
      const knowledge = await this.#knowledge(start);
      const events = scan(plan, { quotaShare, clock, random, signal, done, knowledge, depth, delta });
      let step = await events.next();
      while (!step.done) {
        await this.#take(step.value, start, writer);
        step = await events.next();
      }
      if (!this.#wanted()) {
        await this.#giveUp(writer);
        return null;
      }
      this.#tell('keeping');
      const { coverage, complete, requests } = step.value;
      const continueAs = this.#unfinished > 0 ? snapshotId(asOf, random) : null;
      const { unopened, prices } = start.coverage;
      const all = [...unopened, ...coverage, ...prices];
      const manifest = await writer.finish(
        {
          id,
          sample: start.sample,
          startedAt: start.startedAt,
          finishedAt: now().toISOString(),
          asOf: start.asOf,
          complete: complete && unopened.length === 0,
          ...(journal ? { resumed: journal.resumed + 1 } : {}),
          ...(journal?.kept ? { supersedes: journal.kept } : {}),
          scope: {
            organisation: start.organisation,
            profiles: start.profiles,
            accounts: start.accounts,
            regions: start.regions,
            units: start.units.length,
          },
          ...(delta ? { delta: delta.facts() } : {}),
          counts: this.#tally.counts,
          ...atLeast(this.#tally, all),
          priceBook: start.priceBook,
          coverage: continueAs === null ? all : withResume(all),
          requests: journal ? requests : added(requests, this.#asked),
        },
        { wanted: () => this.#wanted(), continueAs },
      );
      return { id, complete: manifest.complete, resume: continueAs };
    } catch (error) {
      await this.#giveUp(writer);
      throw error;
    }
  }

  async #start(plan: ScanPlan): Promise<ScanStart> {
    const { book, failure, asked } = await this.#prices(plan);
    this.#asked = asked;
    const { asOf, unopened } = this.#options;
    return startOf(plan, {
      ...this.#options,
      startedAt: this.#startedAt.toISOString(),
      asOf: asOf.toISOString(),
      priceBook: book,
      unopened,
      prices: priceGap(plan, failure),
      asked,
    });
  }

  async #open(id: string, start: ScanStart, journal: JournalReading | null): Promise<SnapshotWriter> {
    const { dataDir, now } = this.#options;
    if (!journal) return openSnapshotWriter(dataDir, { id, accounts: start.accounts, start });
    this.#finished = journal.finished.size;
    const nameOf = nameIn(start.accounts);
    const take = (batch: LedgerBatch) => {
      this.#tally.take(batch);
      this.#sendRows(rowsOf(batch, nameOf));
    };
    return resumeSnapshotWriter(dataDir, { id, journal, at: now(), take });
  }

  async #take(
    event: InventoryEvent,
    { priceBook, accounts }: ScanStart,
    writer: SnapshotWriter,
  ): Promise<void> {
    switch (event.type) {
      case 'progress':
        this.#progress = event.progress;
        this.#tell('reading');
        return;
      case 'unit': {
        if (!isFinished(event.end.coverage)) {
          this.#unfinished += 1;
          return;
        }
        this.#finished += 1;
        const { quotas } = this.#progress;
        const requests = Object.fromEntries(quotas.map(({ operation, sent }) => [operation, sent]));
        return writer.finished({ ...event.end, requests });
      }
      case 'provisional': {
        const batch = priced({ type: 'keys', keys: event.keys }, priceBook);
        this.#provisional.take(batch.keys);
        this.#sendRows(rowsOf(batch, nameIn(accounts)));
        return;
      }
      default: {
        const batch = priced(event, priceBook);
        this.#provisional.settle(batch.keys);
        this.#tally.take(batch);
        await writer.append(batch);
        this.#sendRows(rowsOf(batch, nameIn(accounts)));
      }
    }
  }

  async #knowledge({ accounts }: ScanStart) {
    const { known, asOf } = this.#options;
    const keys = await known?.(accounts.map(({ id }) => id));
    return keys && { keys, now: asOf };
  }

  #wanted(): boolean {
    return !this.#options.signal.aborted || this.#options.keep();
  }

  /** Cancelled, a scan leaves nothing that was not there before; failed or ended with its process, what it has read whole. */
  async #giveUp(writer: SnapshotWriter): Promise<void> {
    const { signal, leave, broken } = this.#options;
    const isWorth = this.#finished > 0 && (!signal.aborted || leave());
    if (broken || isWorth) await writer.leave();
    else await writer.discard();
  }

  async #prices(plan: ScanPlan) {
    const { quotaShare, signal, clock, random, priceCache, priceSettings, now } = this.#options;
    const gates = new Gates({ quotaShare, clock, random, signal });
    const reading = await readPriceBook({
      readers: plan.accounts.map(({ account, session }) => ({
        session,
        gate: gates.of({ accountId: account.id, region: session.homeRegion }),
      })),
      cacheFile: priceCache,
      regions: plan.regions,
      settings: priceSettings,
      now,
    });
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
      runRate: this.#provisional.with(this.#tally.runRate.total),
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
