import { date } from '../../../shared/format/date.ts';
import { range } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import type { ScanProgress } from '../../../shared/model/progress.ts';

/** "9 s", "2 min 5 s". */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
}

const ENDED = ['done', 'denied', 'off', 'failed', 'cancelled'];

export function unitsEnded({ units }: Pick<ScanProgress, 'units'>): number {
  return units.filter(({ phase }) => ENDED.includes(phase)).length;
}

/** "12 accounts × 17 regions = 204 units"; without the equation where regions differ from account to account. */
export function scopeWords({ accounts, regions, units }: ScanProgress): string {
  const sides = [plural(accounts.length, 'account'), plural(regions.length, 'region')];
  const all = plural(units.length, 'unit');
  return accounts.length * regions.length === units.length
    ? `${sides.join(' × ')} = ${all}`
    : `${sides.join(', ')}, ${all}`;
}

/** The line over the figure: whose keys, as of when where the sample's own past is read first, and how much it is. */
export function headWords(progress: ScanProgress): string {
  const { organisation, sample, pass } = progress;
  const whose = `${organisation ?? 'your accounts'}${sample ? ', the sample organisation' : ''}`;
  const past = pass.of === 1 ? '' : `, as it was on ${date(pass.asOf)} (${pass.number} of ${pass.of})`;
  return `Reading ${whose}${past}: ${scopeWords(progress)}`;
}

/** The line under the bar. */
export function paceWords({ phase, elapsedMs, keysPerSecond, remainingMs }: ScanProgress): string {
  const elapsed = `${duration(elapsedMs)} elapsed`;
  if (phase === 'planning') return `${elapsed}, finding accounts and their enabled regions`;
  if (phase === 'keeping') return `${elapsed}, writing the snapshot`;
  const pace = `${plural(Math.round(keysPerSecond), 'key')} a second`;
  return remainingMs === null
    ? `${elapsed}, ${pace}`
    : `${elapsed}, ${pace}, about ${duration(remainingMs)} left`;
}

/** The whole state in one sentence, for those who hear the page. */
export function spokenProgress(progress: ScanProgress): string {
  const { keysRead, keysListed, units, runRate } = progress;
  return `${keysRead} of ${plural(keysListed, 'key')} read, ${unitsEnded(progress)} of ${plural(
    units.length,
    'unit',
  )} done, run rate so far ${range(runRate, 'whole')} a month`;
}
