import { dayMonth } from '../../../shared/format/date.ts';
import { count, range } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import type { ScanProgress, UnitProgress } from '../../../shared/model/progress.ts';
import { pad, plain, shorten } from './style.ts';
import type { Terminal } from './terminal.ts';

const NAME = 20;
const ACCOUNTS_SHOWN = 12;

function seconds(milliseconds: number): string {
  const whole = Math.ceil(milliseconds / 1000);
  return whole < 90 ? `${whole} s` : `${Math.round(whole / 60)} min`;
}

function track(part: number, of: number, room: number, terminal: Terminal): string {
  const filled = of === 0 ? 0 : Math.round((part / of) * room);
  return terminal.style.accent('━'.repeat(filled)) + terminal.style.dim('─'.repeat(room - filled));
}

function ended(unit: UnitProgress): boolean {
  return unit.phase !== 'waiting' && unit.phase !== 'listing' && unit.phase !== 'reading';
}

function accountLine(name: string, units: readonly UnitProgress[], terminal: Terminal): string {
  const listed = units.reduce((sum, unit) => sum + unit.listed, 0);
  const read = units.reduce((sum, unit) => sum + unit.read, 0);
  const refused = units.filter((unit) => unit.phase === 'denied' || unit.phase === 'failed').length;
  const done = units.filter(ended).length;
  const note = refused > 0 ? terminal.style.alert(`  ${refused} denied`) : '';
  const room = Math.max(10, terminal.columns - NAME - 44);
  const keys = read === listed ? count(read) : `${count(read)} of ${count(listed)}`;
  return `  ${pad(shorten(plain(name), NAME), NAME)} ${track(done, units.length, room, terminal)} ${pad(`${done}/${units.length} regions`, 13, 'right')} ${pad(keys, 14, 'right')}${note}`;
}

/** The scan as it stands, account by account, to be drawn over itself. */
export function progressText(progress: ScanProgress, terminal: Terminal): string {
  const { style, columns } = terminal;
  const done = progress.units.filter(ended).length;
  const pass =
    progress.pass.of > 1
      ? ` · as of ${dayMonth(progress.pass.asOf)}, ${progress.pass.number} of ${progress.pass.of}`
      : '';
  const left = progress.remainingMs === null ? '' : `, about ${seconds(progress.remainingMs)} left`;
  const shown = progress.accounts.slice(0, ACCOUNTS_SHOWN);
  const rest = progress.accounts.length - shown.length;
  return [
    `  ${style.bold(count(progress.keysRead))} of ${count(progress.keysListed)} keys read · ${done} of ${progress.units.length} units · ${style.bold(range(progress.runRate, 'whole'))} a month`,
    `  ${track(progress.keysRead, Math.max(progress.keysListed, 1), columns - 4, terminal)}`,
    `  ${style.dim(`${seconds(progress.elapsedMs)} elapsed, ${count(Math.round(progress.keysPerSecond))} keys a second${left}${pass}`)}`,
    ...shown.map((account) =>
      accountLine(
        account.name,
        progress.units.filter((unit) => unit.accountId === account.id),
        terminal,
      ),
    ),
    ...(rest > 0 ? [`  ${style.dim(`and ${plural(rest, 'more account')}`)}`] : []),
  ].join('\n');
}
