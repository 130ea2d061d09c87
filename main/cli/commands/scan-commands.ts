import type { Command } from 'commander';
import type { ScanRequest } from '../../../shared/contract/scan.ts';
import type { Core } from '../../core/core.ts';
import { type Context, EXIT, type Finish } from '../context.ts';
import { calendarDate, dataDir, listed, positive, repeated, share } from './options.ts';
import { runScan } from './scan.ts';
import { summaryText } from './summary.ts';
import { profileTable } from './tables.ts';

interface ScanOptions {
  readonly profile?: string[];
  readonly allProfiles?: true;
  readonly sample?: true;
  readonly regions?: string[];
  readonly quotaShare: number;
  readonly json?: true;
}

async function chosenProfiles(core: Core, options: ScanOptions): Promise<string[]> {
  if (options.profile) return options.profile;
  const profiles = await core.profiles.list();
  const ready = profiles.filter((profile) => profile.need.state === 'ready').map((profile) => profile.name);
  return options.allProfiles || ready.length === 1 ? ready : [];
}

/** Prints what a finished scan found: the JSON document, or the summary. */
export async function printSummary(
  core: Core,
  snapshot: string,
  json: boolean,
  { terminal }: Context,
): Promise<void> {
  terminal.print(
    json
      ? JSON.stringify(await core.reports.summary(snapshot))
      : `\n${summaryText(await core.snapshots.overview(snapshot), terminal)}\n`,
  );
}

async function scan(options: ScanOptions, command: Command, context: Context, finish: Finish): Promise<void> {
  const core = await context.core(dataDir(command));
  const profiles = options.sample ? [] : await chosenProfiles(core, options);
  if (!options.sample && profiles.length === 0) {
    context.terminal.note(
      '  Which profile? Use --profile NAME, --all-profiles, or --sample. `keyledger profiles` lists them.',
    );
    return finish(EXIT.usage);
  }
  const request: ScanRequest = {
    source: options.sample ? { kind: 'sample' } : { kind: 'profiles', profiles },
    quotaShare: options.quotaShare,
    ...(options.regions ? { regions: options.regions } : {}),
  };
  const { exit, snapshotId } = await runScan(core, request, context);
  if (snapshotId !== null) await printSummary(core, snapshotId, options.json === true, context);
  finish(exit);
}

export function addScanCommands(program: Command, context: Context, finish: Finish): void {
  program
    .command('profiles')
    .description('AWS profiles on this computer, and what each needs')
    .option('--json', 'as JSON')
    .action(async (options: { json?: true }, command: Command) => {
      const profiles = await (await context.core(dataDir(command))).profiles.list();
      context.terminal.print(
        options.json ? JSON.stringify(profiles) : profileTable(profiles, context.terminal),
      );
      finish(EXIT.complete);
    });

  program
    .command('scan')
    .description('read keys and clusters over accounts and regions, price them, keep a snapshot')
    .option('--profile <name>', 'read this profile (may be repeated)', repeated)
    .option('--all-profiles', 'read every profile that is ready')
    .option('--sample', 'read the sample organisation instead')
    .option('--regions <list>', 'only these regions, comma-separated (default: all that are enabled)', listed)
    .option('--quota-share <share>', "part of AWS's request quotas to use, 0 to 1", share, 0.5)
    .option('--json', 'print the result as one JSON document')
    .action((options: ScanOptions, command: Command) => scan(options, command, context, finish));

  program
    .command('sample')
    .description('serve the sample organisation on this computer, as AWS would answer')
    .option('--keys <n>', 'how many keys, 48 to 1,000,000', positive, 3352)
    .option('--seed <n>', 'another organisation', positive, 1)
    .option('--as-of <date>', 'as it was on a date (default: today)', calendarDate)
    .option('--latency <ms>', 'time that each answer takes', positive, 20)
    .option('--port <n>', 'port on 127.0.0.1 (default: a free one)', positive)
    .action(
      async (
        options: { keys: number; seed: number; asOf?: Date; latency: number; port?: number },
        command: Command,
      ) => {
        const core = await context.core(dataDir(command));
        const { env, close } = await core.sample.serve(options);
        context.terminal.note('  The sample organisation answers. In another terminal:');
        for (const [name, value] of Object.entries(env)) context.terminal.print(`export ${name}=${value}`);
        context.terminal.note('  keyledger scan --all-profiles\n  Ctrl-C ends it.');
        await new Promise<void>((resolve) => {
          if (context.interrupted.aborted) resolve();
          else context.interrupted.addEventListener('abort', () => resolve(), { once: true });
        });
        await close();
        finish(EXIT.complete);
      },
    );
}
