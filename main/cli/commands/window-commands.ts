import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { type Context, EXIT, type ExitCode, type Finish } from '../context.ts';
import { writePdf } from './documents.ts';
import { dataDir, port } from './options.ts';
import { runScan } from './scan.ts';
import { printSummary } from './scan-commands.ts';
import { openWindow } from './window.ts';

interface OpenFlags {
  readonly browser?: true;
  readonly open: boolean;
  readonly port: number;
}

function withWindow(command: Command): Command {
  return command
    .option('--browser', 'in the browser, even where Electron is installed')
    .option('--no-open', 'only print the address')
    .option('--port <n>', 'port of the browser door (default: a free one)', port, 0);
}

async function open(flags: OpenFlags, command: Command, context: Context): Promise<void> {
  const core = await context.core(dataDir(command));
  await openWindow(core, context, {
    browser: flags.browser === true || !flags.open,
    noOpen: !flags.open,
    port: flags.port,
    dataDir: core.info.dataDir,
  });
}

/** The first minute: the sample is read unless something is kept already, its figures printed, its statement written. */
async function firstRun(command: Command, context: Context): Promise<ExitCode> {
  const core = await context.core(dataDir(command));
  const { terminal } = context;
  if ((await core.snapshots.list()).length === 0) {
    terminal.note('  Nothing has been read yet: reading the sample organisation.\n');
    const { exit, snapshotId } = await runScan(
      core,
      core.scans.start({ source: { kind: 'sample' }, quotaShare: 1 }),
      context,
    );
    if (snapshotId === null) return exit;
  }
  await printSummary(core, 'latest', false, context);
  const reports = join(core.info.dataDir, 'reports');
  await mkdir(reports, { recursive: true });
  const { id } = await core.snapshots.get('latest');
  terminal.print(`  Statement: ${await writePdf(core, id, join(reports, `keyledger-${id}.pdf`))}\n`);
  return EXIT.complete;
}

export function addWindowCommands(program: Command, context: Context, finish: Finish): void {
  withWindow(program.command('open').description('open the window: Electron, else the browser')).action(
    async (flags: OpenFlags, command: Command) => {
      await open(flags, command, context);
      finish(EXIT.complete);
    },
  );

  withWindow(
    program.command('start').description('the first run: read the sample if nothing is kept, then open'),
  )
    .option('--once', 'end after the report, open nothing')
    .action(async (flags: OpenFlags & { once?: true }, command: Command) => {
      const exit = await firstRun(command, context);
      if (exit === EXIT.complete && !flags.once) await open(flags, command, context);
      finish(exit);
    });
}
