import { type Command, Option } from 'commander';
import type { ScanRequest } from '../../../shared/contract/scan.ts';
import { DEPTHS, type Depth } from '../../../shared/model/policy.ts';
import type { Core } from '../../core/core.ts';
import { type Context, EXIT, type Finish } from '../context.ts';
import { followLastUse, sayLastUse } from './last-use.ts';
import { calendarDate, dataDir, positive, share } from './options.ts';
import { resumeScan } from './resume.ts';
import { runScan } from './scan.ts';
import { addScopeOptions, chosenProfiles, limitsOf, requestOf, type ScopeOptions } from './scope.ts';
import { signInFirst } from './sign-in.ts';
import { summaryText } from './summary.ts';
import { profileTable } from './tables.ts';

interface ScanOptions extends ScopeOptions {
  readonly sample?: true;
  readonly quotaShare?: number;
  readonly fresh?: true;
  readonly depth: Depth;
  readonly sinceLast?: true;
  readonly lastUse?: true;
  readonly resume?: string | true;
  readonly json?: true;
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
  if (options.resume !== undefined) {
    const { exit, snapshotId } = await resumeScan(core, options.resume, context);
    if (snapshotId !== null) await printSummary(core, snapshotId, options.json === true, context);
    return finish(exit);
  }
  if (options.sample && options.orgRole !== undefined) {
    command.error('error: --org-role reads through a profile, not through --sample', { exitCode: 2 });
  }
  const profiles = options.sample ? [] : await chosenProfiles(core, options);
  if (!options.sample && profiles.length === 0) {
    context.terminal.note(
      '  Which profile? Use --profile NAME, --all-profiles, or --sample. `keyledger profiles` lists them.',
    );
    return finish(EXIT.usage);
  }
  const request: ScanRequest = {
    ...(options.sample
      ? { source: { kind: 'sample' }, ...limitsOf(options) }
      : requestOf(profiles, options, command)),
    ...(options.quotaShare === undefined ? {} : { quotaShare: options.quotaShare }),
    ...(options.fresh ? { fresh: true } : {}),
    depth: options.depth,
    sinceLast: options.sinceLast === true,
    lastUse: options.lastUse === true,
  };
  await signInFirst(core, profiles, context);
  if (context.interrupted.aborted) return finish(EXIT.cancelled);
  const { exit, snapshotId } = await runScan(core, core.scans.start(request), context);
  if (snapshotId !== null) await printSummary(core, snapshotId, options.json === true, context);
  const end = snapshotId !== null && options.lastUse ? await followLastUse(core, context) : null;
  if (end !== null) await sayLastUse(core, 'latest', end, context);
  finish(end?.cancelled ? EXIT.cancelled : exit);
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

  const scanning = program
    .command('scan')
    .description('read keys and clusters over accounts and regions, price them, keep a snapshot');
  addScopeOptions(scanning)
    .option('--sample', 'read the sample organisation instead')
    .option(
      '--quota-share <share>',
      "part of AWS's request quotas to use, 0 to 1 (default: as set, else 0.5)",
      share,
    )
    .option('--fresh', 'ask every key for its rotations, also where an earlier snapshot knows them')
    .addOption(
      new Option('--depth <depth>', 'full: also key policies, grants and backups')
        .choices(DEPTHS)
        .default('standard'),
    )
    .addOption(
      new Option(
        '--since-last',
        'read only what CloudTrail says has changed since the last snapshot; all where it cannot be read',
      ).conflicts('fresh'),
    )
    .option('--last-use', 'then ask when the keys were last used: five a second in each account and region')
    .option(
      '--resume [id]',
      'go on with a scan that was broken off (default: the latest): only what is missing is read',
    )
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
