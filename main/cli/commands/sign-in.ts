import type { SignInEvent } from '../../../shared/model/sign-in.ts';
import type { Core } from '../../core/core.ts';
import { type Context, EXIT, type ExitCode } from '../context.ts';

const MINUTE_MS = 60_000;

function verification(event: Extract<SignInEvent, { type: 'verify' }>, now: Date, { terminal }: Context) {
  const { accent, bold, dim } = terminal.style;
  const minutes = Math.max(1, Math.round((Date.parse(event.expiresAt) - now.getTime()) / MINUTE_MS));
  return [
    '  Open this page in any browser, and confirm that it shows this code:',
    `    ${accent(event.url)}`,
    `    ${bold(event.code)}`,
    `  ${dim(`Waiting for you, at most ${minutes} min. Ctrl-C cancels.`)}`,
  ].join('\n');
}

/** Null where nobody can be asked, or who was asked has gone. */
async function code(
  event: Extract<SignInEvent, { type: 'mfa' }>,
  { terminal, interrupted }: Context,
): Promise<string | null> {
  const again = event.attempt > 1 ? 'AWS did not take that code. ' : '';
  const question = `  ${again}Code of MFA device ${event.device} for ${event.profile}: `;
  if (terminal.ask !== null) return terminal.ask(question, interrupted).catch(() => null);
  terminal.note(
    `  Profile ${event.profile} needs a code from MFA device ${event.device}: run this in a terminal`,
  );
  return null;
}

/**
 * Signs one profile in, with the page and code to confirm on standard error, and asks for an MFA code. Says itself
 * what went wrong.
 */
export async function runSignIn(
  core: Pick<Core, 'signIn'>,
  profile: string,
  context: Context,
): Promise<ExitCode> {
  const { terminal, interrupted } = context;
  for await (const event of core.signIn.start(profile, interrupted)) {
    switch (event.type) {
      case 'verify':
        terminal.note(verification(event, context.now(), context));
        break;
      case 'mfa': {
        const given = await code(event, context);
        if (given === null) return interrupted.aborted ? EXIT.cancelled : EXIT.nothing;
        core.signIn.answer(event.ask, given);
        break;
      }
      case 'done':
        terminal.note(`  Profile ${profile} is signed in: account ${event.accountId}, ${event.arn}`);
        return EXIT.complete;
      case 'failed': {
        if (interrupted.aborted) {
          terminal.note('  Cancelled.');
          return EXIT.cancelled;
        }
        terminal.note(`  ${terminal.style.alert('▲')} ${event.failure.message}`);
        if (event.failure.action !== null)
          terminal.note(`    ${terminal.style.accent(event.failure.action)}`);
        return EXIT.nothing;
      }
    }
  }
  return EXIT.cancelled;
}

/**
 * Before a scan, where there is somebody to ask: what the profiles to be read still need from their user. One that is
 * not signed in after all is read as it is, and the scan says what that means.
 */
export async function signInFirst(
  core: Pick<Core, 'signIn'> & { readonly profiles: Pick<Core['profiles'], 'list'> },
  profiles: readonly string[],
  context: Context,
): Promise<void> {
  if (context.terminal.ask === null) return;
  const known = await core.profiles.list();
  for (const { name, need } of known) {
    if (need.here && profiles.includes(name) && !context.interrupted.aborted)
      await runSignIn(core, name, context);
  }
}
