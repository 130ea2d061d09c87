import { Command, Option } from 'commander';
import { addLastUseCommand } from './commands/last-use.ts';
import { addPreflightCommand } from './commands/preflight.ts';
import { addPriceCommand } from './commands/prices.ts';
import { addReadCommands } from './commands/read-commands.ts';
import { addScanCommands } from './commands/scan-commands.ts';
import { addSettingsCommands } from './commands/settings.ts';
import { addSignInCommands } from './commands/sign-in-commands.ts';
import { addWindowCommands } from './commands/window-commands.ts';
import type { Context, Finish } from './context.ts';

const HELP = `
Examples:
  keyledger start                     the sample organisation: no AWS needed
  keyledger profiles                  what is here, and what each profile needs
  keyledger login --profile audit     sign in to IAM Identity Center from here
  keyledger preflight --all-profiles  what may be read, and what is missing
  keyledger scan --all-profiles       read every account and region
  keyledger summary                   what it costs a month, and who carries it
  keyledger list --owner data --json  one key a line, for jq and friends
  keyledger report --out keys.pdf     the statement for a review

It only reads. Figures are of the latest snapshot, unless --snapshot says.
Exit codes: 0 complete, 3 partial, 4 nothing readable, 5 another scan of the
same accounts is running, 2 usage, 130 cancelled.
Environment: KEYLEDGER_DATA, NO_COLOR, and AWS's own AWS_* variables.`;

/** The terminal door: every command over the same core. `finish` takes the exit code of the one that ran. */
export function createProgram(context: Context, version: string, finish: Finish): Command {
  const program = new Command('keyledger')
    .description('Every KMS key and CloudHSM cluster, what it costs a month, and by which rule.')
    .version(version)
    .exitOverride()
    .helpOption('-h, --help', 'show help')
    .addHelpText('after', HELP)
    .showHelpAfterError('(keyledger --help shows all commands)')
    .showSuggestionAfterError()
    .addOption(new Option('--data <dir>', 'folder of the snapshots').env('KEYLEDGER_DATA'));
  addScanCommands(program, context, finish);
  addSignInCommands(program, context, finish);
  addLastUseCommand(program, context, finish);
  addReadCommands(program, context, finish);
  addPreflightCommand(program, context, finish);
  addPriceCommand(program, context, finish);
  addSettingsCommands(program, context, finish);
  addWindowCommands(program, context, finish);
  return program;
}
