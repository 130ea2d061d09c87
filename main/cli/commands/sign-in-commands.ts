import type { Command } from 'commander';
import { type Context, EXIT, type Finish } from '../context.ts';
import { dataDir, repeated } from './options.ts';
import { runSignIn } from './sign-in.ts';

export function addSignInCommands(program: Command, context: Context, finish: Finish): void {
  program
    .command('login')
    .description('sign in to IAM Identity Center by page and code (no AWS CLI needed), or try an MFA code')
    .requiredOption('--profile <name>', 'the profile (may be repeated)', repeated)
    .action(async ({ profile: profiles }: { profile: string[] }, command: Command) => {
      const core = await context.core(dataDir(command));
      for (const profile of profiles) {
        const exit = await runSignIn(core, profile, context);
        if (exit !== EXIT.complete) return finish(exit);
        const signedIn = (await core.profiles.list()).find(({ name }) => name === profile);
        if (signedIn?.kind === 'mfaRole') {
          context.terminal.note(
            '  An MFA session ends with this command: keyledger scan asks for its code by itself.',
          );
        }
      }
      finish(EXIT.complete);
    });
}
