import type { Command } from 'commander';
import type { LastUseRequest } from '../../../shared/contract/last-use.ts';
import { organisationRole } from '../../../shared/contract/scan.ts';
import { LAST_USE_WORDS } from '../../../shared/format/last-use.ts';
import { count } from '../../../shared/format/money.ts';
import { OUTCOME_WORDS, plural } from '../../../shared/format/words.ts';
import type { KeyKind } from '../../../shared/model/key.ts';
import { LAST_USE_GRADES, type LastUseGrade, type LastUseProgress } from '../../../shared/model/last-use.ts';
import type { Core } from '../../core/core.ts';
import { type Context, EXIT, type ExitCode, type Finish } from '../context.ts';
import { plain } from '../terminal/style.ts';
import { dataDir, SNAPSHOT_OPTION, share } from './options.ts';
import { checked } from './scope.ts';

type LastUseEnd = Awaited<NonNullable<ReturnType<Core['lastUse']['ended']>>>;

const { shape } = organisationRole;
const REDRAW_MS = 250;
const CUSTOMERS: readonly KeyKind[] = ['customer', 'replica', 'cloudhsm', 'external', 'unknown'];

function progressLine({ asked, keys, remainingMs }: LastUseProgress): string {
  const left =
    remainingMs === null ? '' : `, about ${plural(Math.ceil(remainingMs / 60_000), 'minute')} left`;
  return `  Last use: ${count(asked)} of ${count(keys)} keys asked${left}`;
}

/** Follows the pass that runs; Ctrl-C ends it, and what came is kept. Null where none has begun. */
export async function followLastUse(core: Core, context: Context): Promise<LastUseEnd | null> {
  const { terminal, interrupted } = context;
  const ended = core.lastUse.ended();
  if (ended === null) return null;
  const stop = () => void core.lastUse.cancel();
  if (interrupted.aborted) stop();
  else interrupted.addEventListener('abort', stop, { once: true });
  if (!terminal.interactive)
    terminal.note('  Reading when keys were last used: five keys a second in each unit …');
  const drawing = setInterval(() => {
    const progress = core.lastUse.current();
    if (progress && terminal.interactive) terminal.redraw(progressLine(progress));
  }, REDRAW_MS);
  try {
    return await ended;
  } finally {
    clearInterval(drawing);
    interrupted.removeEventListener('abort', stop);
    terminal.done();
  }
}

/** Customer keys of a snapshot by what is known of their last use. */
async function grades(core: Core, snapshot: string): Promise<Record<LastUseGrade, number>> {
  const counts = Object.fromEntries(LAST_USE_GRADES.map((grade) => [grade, 0])) as Record<
    LastUseGrade,
    number
  >;
  for await (const keys of core.keys.each(snapshot, { kind: CUSTOMERS })) {
    for (const { grade } of await core.lastUse.of(keys.map(({ key }) => key.arn))) counts[grade]++;
  }
  return counts;
}

/** One line for each outcome and what helps, over all accounts and regions. */
function unreadLines({ unread }: LastUseEnd): readonly string[] {
  const counts = new Map<string, number>();
  for (const { outcome, action, count: times } of unread) {
    const words = `${OUTCOME_WORDS[outcome]}${action === null ? '' : `: ${plain(action)}`}`;
    counts.set(words, (counts.get(words) ?? 0) + times);
  }
  return [...counts].map(([words, times]) => `  ◌ ${count(times)} ${words}`);
}

/** What is known now, and what AWS did not say, on standard error where the result is another document. */
export async function sayLastUse(
  core: Core,
  snapshot: string,
  end: LastUseEnd,
  context: Context,
): Promise<void> {
  const { terminal } = context;
  const { idleDays } = await core.settings.get();
  const counts = await grades(core, snapshot);
  const lines = LAST_USE_GRADES.filter((grade) => counts[grade] > 0).map((grade) => {
    const words = grade === 'idle' ? `Idle for more than ${plural(idleDays, 'day')}` : LAST_USE_WORDS[grade];
    return `  ${count(counts[grade]).padStart(8)}  ${words}`;
  });
  terminal.note(['  Last use of customer keys', ...lines].join('\n'));
  for (const line of unreadLines(end)) terminal.note(line);
  if (end.cancelled) terminal.note('  Cancelled. What came is kept: the next time goes on from here.');
}

interface Options {
  readonly snapshot: string;
  readonly orgRole?: string;
  readonly externalId?: string;
  readonly quotaShare?: number;
  readonly json?: true;
}

function exitOf({ cancelled, unread }: LastUseEnd): ExitCode {
  if (cancelled) return EXIT.cancelled;
  return unread.length > 0 ? EXIT.partial : EXIT.complete;
}

async function lastUse(options: Options, command: Command, context: Context, finish: Finish): Promise<void> {
  const core = await context.core(dataDir(command));
  const { orgRole: name, externalId, quotaShare } = options;
  const { id: snapshot } = await core.snapshots.get(options.snapshot);
  const request: LastUseRequest = {
    snapshot,
    ...(quotaShare === undefined ? {} : { quotaShare }),
    ...(name === undefined
      ? {}
      : { organisationRole: { name, ...(externalId === undefined ? {} : { externalId }) } }),
  };
  core.lastUse.start(request);
  const end = await followLastUse(core, context);
  if (end === null) return finish(EXIT.nothing);
  if (options.json) {
    context.terminal.print(JSON.stringify({ snapshot, ...end, grades: await grades(core, snapshot) }));
  } else await sayLastUse(core, snapshot, end, context);
  finish(exitOf(end));
}

export function addLastUseCommand(program: Command, context: Context, finish: Finish): void {
  program
    .command('last-use')
    .description(
      'ask AWS when the keys of a snapshot were last used: five a second in each account and region',
    )
    .option(...SNAPSHOT_OPTION)
    .option(
      '--org-role <name>',
      'the role that the scan took in the organisation’s accounts',
      checked(shape.name, 'a role name, with its path if it has one: audit/KeyReader'),
    )
    .option(
      '--external-id <id>',
      "what the role's trust policy asks for",
      checked(shape.externalId, 'as AWS takes an external id: letters, digits and +=,.@:/-_'),
    )
    .option(
      '--quota-share <share>',
      'part of the five a second to use, 0 to 1 (default: as set, else 0.5)',
      share,
    )
    .option('--json', 'the counts as one JSON document')
    .action((options: Options, command: Command) => lastUse(options, command, context, finish));
}
