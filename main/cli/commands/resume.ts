import type { Command } from 'commander';
import { moment } from '../../../shared/format/date.ts';
import { count } from '../../../shared/format/money.ts';
import type { BrokenScan } from '../../../shared/model/snapshot.ts';
import type { Core } from '../../core/core.ts';
import { type Context, EXIT, type Finish } from '../context.ts';
import { plain } from '../terminal/style.ts';
import { table } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { dataDir } from './options.ts';
import { runScan, type ScanEnd } from './scan.ts';

/** Goes on with a broken scan: the one named, or the latest. */
export async function resumeScan(core: Core, id: string | true, context: Context): Promise<ScanEnd> {
  return runScan(core, await core.scans.resume(id === true ? 'latest' : id), context);
}

/** What was broken off, when, how far it had come, and the command that goes on with it; empty where there is nothing. */
export function brokenText(scans: readonly BrokenScan[], { style, columns }: Terminal): string {
  if (scans.length === 0) return '';
  const rows = scans.map((scan) => [
    scan.id,
    moment(scan.startedAt),
    `${count(scan.units.finished)} of ${count(scan.units.planned)} units, ${count(scan.keys)} keys`,
    scan.sample ? 'sample' : plain(scan.profiles.join(', ')),
  ]);
  const head = [
    { head: 'Broken off' },
    { head: 'Started' },
    { head: 'Read whole' },
    { head: '', flexible: true },
  ];
  const go = scans.map(({ id }) => `  ${style.accent(`keyledger scan --resume ${id}`)}`);
  return [
    '',
    table(head, rows, { style, columns }),
    '',
    ...go,
    '  Only what is missing is read. To remove one: keyledger snapshots --discard ID',
  ].join('\n');
}

/** `keyledger snapshots --discard ID`. */
export async function discardScan(
  id: string,
  command: Command,
  context: Context,
  finish: Finish,
): Promise<void> {
  const core = await context.core(dataDir(command));
  await core.scans.discard(id);
  context.terminal.note(`  ${id} is removed.`);
  finish(EXIT.complete);
}
