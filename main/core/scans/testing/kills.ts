import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Manifest } from '../../../../shared/model/snapshot.ts';
import { brokenScans } from '../../../ledger/broken-scans.ts';
import { type Ledger, openLedger } from '../../../ledger/ledger.ts';
import { type Fault, standingFaults } from '../../../sample/faults.ts';
import { DEFAULT_REGIONS } from '../../../sample/generate/places.ts';
import { generateOrganisation } from '../../../sample/organisation.ts';
import { writeSampleProfiles } from '../../../sample/profiles.ts';
import { serveSample } from '../../../sample/serve.ts';
import { buildChild } from './build-child.ts';

export interface KillOptions {
  readonly times: number;
  /** 0–1. */
  readonly random: () => number;
  readonly say?: (line: string) => void;
}

export interface KillTally {
  /** Processes that were killed, and how many of them had not kept their snapshot yet. */
  kills: number;
  broken: number;
  /** Scans that were gone on with, by how often they had been broken off. */
  resumed: number;
  /** Ledgers compared with the undisturbed one, byte by byte. */
  compared: number;
  /** Units that resumed scans did not have to read again, of all their units. */
  spared: number;
  of: number;
  /** What was not as it must be. */
  readonly faults: string[];
}

const SIZE = { seed: 1, keys: 240, accounts: 3, regions: DEFAULT_REGIONS.slice(0, 6) };
const LATENCY_MS = 5;
/** Each region answers more slowly than the one before, so that units end one after the other. */
const SLOWER_MS = 120;

interface Ground {
  readonly dataDir: string;
  readonly child: string;
  readonly profiles: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly ledger: Ledger;
}

/**
 * Kills scans of a small sample at random moments, over and over, and goes on with each until one is left in peace.
 * After every kill each finished snapshot is verified; every ledger that is finished is compared with an undisturbed one.
 */
export async function killScans({ times, random, say = () => undefined }: KillOptions): Promise<KillTally> {
  const folder = await mkdtemp(join(tmpdir(), 'keyledger-kills-'));
  const organisation = generateOrganisation({ ...SIZE, asOf: new Date('2026-11-24T00:00:00Z') });
  const slow = organisation.regions.map(
    (region, at): Fault => ({ where: { region }, kind: 'slow', ms: at * SLOWER_MS }),
  );
  const endpoint = await serveSample({
    organisation,
    latencyMs: LATENCY_MS,
    quotas: false,
    faults: [...standingFaults(organisation), ...slow],
  });
  const child = await buildChild(join(folder, 'child'));
  const { env, profiles } = await writeSampleProfiles(folder, endpoint);
  const dataDir = join(folder, 'data');
  const ledger = await openLedger({ dataDir });
  const ground: Ground = {
    dataDir,
    profiles,
    env: { ...env, ...child.env, TMPDIR: folder, TEMP: folder },
    child: child.path,
    ledger,
  };
  const tally: KillTally = { kills: 0, broken: 0, resumed: 0, compared: 0, spared: 0, of: 0, faults: [] };
  try {
    const ms = await undisturbed(ground, 'scan');
    const reference = await ledger.manifest('latest');
    say(`undisturbed: ${ms} ms, ${reference.scope.units} units, ${JSON.stringify(reference.counts)}`);
    while (tally.kills < times) {
      await round(ground, { ms, reference, random, times }, tally);
      say(
        `${new Date().toISOString().slice(14, 23)} ${tally.kills} kills, ${tally.resumed} resumed, ${tally.compared} compared, ${tally.faults.length} faults`,
      );
    }
    return tally;
  } finally {
    await ledger.close();
    await endpoint.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Round {
  readonly ms: number;
  readonly reference: Manifest;
  readonly random: () => number;
  readonly times: number;
}

/** One scan, killed and gone on with until it is kept. */
async function round(
  ground: Ground,
  { ms, reference, random, times }: Round,
  tally: KillTally,
): Promise<void> {
  const { dataDir, ledger } = ground;
  const before = new Set((await ledger.snapshots()).map(({ id }) => id));
  for (;;) {
    const [broken] = await brokenScans(dataDir, new Set());
    const task = broken ? 'resume' : 'scan';
    // The first try is always killed, and every other one half the time.
    if (tally.kills < times && (!broken || random() < 0.5)) {
      await killed(ground, task, random() * ms * 1.05);
      tally.kills += 1;
      await check(ground, tally);
      if ((await brokenScans(dataDir, new Set())).length > 0) tally.broken += 1;
    } else await undisturbed(ground, task);
    const kept = (await ledger.snapshots()).find(({ id }) => !before.has(id));
    if (!kept) continue;
    compare(kept, reference, tally);
    if (kept.resumed !== undefined) tally.resumed += 1;
    if (broken) {
      tally.spared += broken.units.finished;
      tally.of += broken.units.planned;
    }
    await check(ground, tally);
    await leftNothing(ground, tally);
    await ledger.remove(kept.id);
    return;
  }
}

/** Every snapshot that is seen is whole, and none is seen that cannot be read. */
async function check({ ledger }: Ground, tally: KillTally): Promise<void> {
  for (const { id, reason } of await ledger.broken()) tally.faults.push(`${id} cannot be read: ${reason}`);
  for (const { id } of await ledger.snapshots())
    for (const { file, fault } of await ledger.verify(id)) tally.faults.push(`${id}/${file}: ${fault}`);
}

async function leftNothing({ dataDir }: Ground, tally: KillTally): Promise<void> {
  const names = await readdir(join(dataDir, 'snapshots'));
  const left = names.filter((name) => name.endsWith('.partial'));
  if (left.length > 0) tally.faults.push(`left behind: ${left.join(', ')}`);
}

/** What two readings of the same organisation have in common, whatever happened to them. */
function substance({ scope, complete, counts, runRate, coverage, priceBook, files }: Manifest): string {
  const { asOf: _, ...book } = priceBook;
  const prices = book.prices.map(({ asOf: __, ...price }) => price);
  const text = JSON.stringify({ scope, complete, counts, runRate, coverage, prices, files }, null, 1);
  // AWS names the session that it refused.
  return text.replaceAll(/\/keyledger-\d+/g, '/keyledger');
}

function compare(kept: Manifest, reference: Manifest, tally: KillTally): void {
  tally.compared += 1;
  const [mine, theirs] = [substance(kept), substance(reference)].map((text) => text.split('\n'));
  const at = theirs?.findIndex((line, index) => line !== mine?.[index]) ?? -1;
  if (at >= 0) tally.faults.push(`${kept.id} differs: ${mine?.[at]} instead of ${theirs?.[at]}`);
}

function start({ dataDir, child, profiles, env }: Ground, task: 'scan' | 'resume'): ChildProcess {
  return spawn(process.execPath, [child, dataDir, JSON.stringify(profiles), task], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function said(child: ChildProcess, word: string): Promise<void> {
  for await (const text of child.stdout ?? []) if (String(text).includes(word)) return;
}

/** Milliseconds from the first step to the end. */
async function undisturbed(ground: Ground, task: 'scan' | 'resume'): Promise<number> {
  const child = start(ground, task);
  const ended = once(child, 'exit');
  await once(child.stdout ?? child, 'data');
  const from = performance.now();
  await ended;
  return Math.round(performance.now() - from);
}

async function killed(ground: Ground, task: 'scan' | 'resume', afterMs: number): Promise<void> {
  const child = start(ground, task);
  const ended = once(child, 'exit');
  await Promise.race([said(child, 'go'), ended]);
  await Promise.race([sleep(afterMs), ended]);
  child.kill('SIGKILL');
  await ended;
}
