import { type Command, Option } from 'commander';
import { KEY_KINDS, type KeyKind } from '../../../shared/model/key.ts';
import type { KeyFilter } from '../../../shared/model/query.ts';
import { type Context, EXIT, type Finish } from '../context.ts';
import { writeExport, writePdf } from './documents.ts';
import { dataDir, listed, positive, SNAPSHOT_OPTION } from './options.ts';
import { brokenText, discardScan } from './resume.ts';
import { printSummary } from './scan-commands.ts';
import { keyTable, snapshotTable } from './tables.ts';

interface FilterOptions {
  readonly account?: string[];
  readonly region?: string[];
  readonly owner?: string[];
  readonly state?: string[];
  readonly kind?: KeyKind[];
  readonly search?: string;
}

/** `--owner none` asks for keys without an owner tag. */
function filterOf(options: FilterOptions): KeyFilter {
  return {
    account: options.account,
    region: options.region,
    owner: options.owner?.map((owner) => (owner === 'none' ? null : owner)),
    state: options.state,
    kind: options.kind,
    text: options.search,
  };
}

function withFilter(command: Command): Command {
  return command
    .option('--account <ids>', 'account ids, comma-separated', listed)
    .option('--region <names>', 'regions, comma-separated', listed)
    .option('--owner <names>', "owners, comma-separated; 'none' for no owner tag", listed)
    .option('--state <names>', "states as AWS names them, e.g. 'Disabled'", listed)
    .addOption(new Option('--kind <kinds>', `of ${KEY_KINDS.join(', ')}`).argParser((value) => listed(value)))
    .option('--search <text>', 'part of an alias, description, tag, key id or ARN');
}

type Listing = FilterOptions & { snapshot: string; json?: true; limit: number };

async function list(options: Listing, command: Command, context: Context, finish: Finish): Promise<void> {
  const core = await context.core(dataDir(command));
  const filter = filterOf(options);
  if (options.json) {
    for await (const lines of core.reports.json(options.snapshot, filter)) context.terminal.write(lines);
  } else {
    const sort = [
      { column: 'amount', descending: true },
      { column: 'alias', descending: false },
    ] as const;
    const page = await core.keys.page(options.snapshot, { filter, sort, offset: 0, limit: options.limit });
    const uses = await core.lastUse.of(page.rows.map(({ arn }) => arn));
    context.terminal.print(keyTable(page, uses, context.terminal));
    const more = page.total.keys - page.rows.length;
    if (more > 0) context.terminal.note(`  ${more} more: --limit, or --json for all`);
  }
  finish(EXIT.complete);
}

export function addReadCommands(program: Command, context: Context, finish: Finish): void {
  program
    .command('summary')
    .description('what keys and HSMs cost a month, who carries it, what was not read')
    .option(...SNAPSHOT_OPTION)
    .option('--json', 'one JSON document')
    .action(async (options: { snapshot: string; json?: true }, command: Command) => {
      await printSummary(
        await context.core(dataDir(command)),
        options.snapshot,
        options.json === true,
        context,
      );
      finish(EXIT.complete);
    });

  withFilter(program.command('list').description('keys, most costly first'))
    .option(...SNAPSHOT_OPTION)
    .option('--limit <n>', 'rows to print', positive, 40)
    .option('--json', 'one key a line, all of them')
    .action((options: Listing, command: Command) => list(options, command, context, finish));

  withFilter(program.command('export').description('keys as a file'))
    .addOption(new Option('--format <format>', 'csv or json').choices(['csv', 'json']).default('csv'))
    .requiredOption('--out <file>', 'where to')
    .option(...SNAPSHOT_OPTION)
    .action(
      async (
        options: FilterOptions & { snapshot: string; format: 'csv' | 'json'; out: string },
        command: Command,
      ) => {
        const core = await context.core(dataDir(command));
        const rows = core.reports[options.format](options.snapshot, filterOf(options));
        context.terminal.print(await writeExport(rows, options.out));
        finish(EXIT.complete);
      },
    );

  program
    .command('report')
    .description('the statement as PDF')
    .requiredOption('--out <file>', 'where to')
    .option(...SNAPSHOT_OPTION)
    .action(async (options: { snapshot: string; out: string }, command: Command) => {
      context.terminal.print(
        await writePdf(await context.core(dataDir(command)), options.snapshot, options.out),
      );
      finish(EXIT.complete);
    });

  program
    .command('snapshots')
    .description('what was read, and when; what was broken off; --verify recomputes every checksum')
    .option('--verify', 'recompute checksums')
    .option('--discard <id>', 'remove a scan that was broken off')
    .option('--json', 'as JSON')
    .action((options: { verify?: true; discard?: string; json?: true }, command: Command) =>
      options.discard === undefined
        ? snapshots(options, command, context, finish)
        : discardScan(options.discard, command, context, finish),
    );
}

async function snapshots(
  options: { verify?: true; json?: true },
  command: Command,
  context: Context,
  finish: Finish,
): Promise<void> {
  const core = await context.core(dataDir(command));
  const all = await core.snapshots.list();
  context.terminal.print(options.json ? JSON.stringify(all) : snapshotTable(all, context.terminal));
  const broken = brokenText(await core.scans.broken(), context.terminal);
  if (broken !== '') context.terminal.note(broken);
  if (!options.verify) return finish(EXIT.complete);
  let faults = 0;
  for (const { id } of all) {
    for (const fault of await core.snapshots.verify(id)) {
      faults++;
      context.terminal.note(`  ${id}: ${fault}`);
    }
  }
  if (faults === 0) context.terminal.note(`  ${all.length} of ${all.length} snapshots verify.`);
  finish(faults === 0 ? EXIT.complete : EXIT.partial);
}
