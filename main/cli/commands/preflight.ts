import type { Command } from 'commander';
import { type Context, EXIT, type Finish } from '../context.ts';
import { dataDir } from './options.ts';
import { preflightText } from './preflight-table.ts';
import { addScopeOptions, chosenProfiles, requestOf, type ScopeOptions } from './scope.ts';
import { signInFirst } from './sign-in.ts';

interface PreflightOptions extends ScopeOptions {
  readonly json?: true;
}

/** Adds `preflight`: exit 0 where everything that could be tried is allowed, 3 otherwise. */
export function addPreflightCommand(program: Command, context: Context, finish: Finish): void {
  const preflight = program
    .command('preflight')
    .description(
      'try one call of each kind in each account: what would stay empty, and the policy that mends it',
    );
  addScopeOptions(preflight)
    .option('--json', 'as JSON')
    .action(async (options: PreflightOptions, command: Command) => {
      const core = await context.core(dataDir(command));
      const profiles = await chosenProfiles(core, options);
      if (profiles.length === 0) {
        context.terminal.note(
          '  Which profile? Use --profile NAME or --all-profiles. `keyledger profiles` lists them.',
        );
        return finish(EXIT.usage);
      }
      const request = requestOf(profiles, options, command);
      await signInFirst(core, profiles, context);
      try {
        const report = await core.profiles.preflight(request, context.interrupted);
        context.terminal.print(
          options.json ? JSON.stringify(report) : preflightText(report, context.terminal),
        );
        finish(report.ok ? EXIT.complete : EXIT.partial);
      } catch (error) {
        if (!context.interrupted.aborted) throw error;
        context.terminal.note('  Cancelled.');
        finish(EXIT.cancelled);
      }
    });
}
