import { monthYear } from '../../../shared/format/date.ts';
import { percent, range, usd } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import type { TrendPoint } from '../../../shared/model/query.ts';

const DAY_MS = 86_400_000;
// 'en-US' for its three-letter months: 'en-GB' has "Sept".
const shortMonth = new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' });
const shortMonthYear = new Intl.DateTimeFormat('en-US', { month: 'short', year: 'numeric', timeZone: 'UTC' });

export const at = (point: TrendPoint): number => Date.parse(point.asOf);

interface Step {
  readonly keys: number;
  readonly hsms: number;
  readonly days: number;
}

function stepsOf(points: readonly TrendPoint[]): readonly Step[] {
  return points.slice(1).map((point, index) => {
    const before = points[index] ?? point;
    return {
      keys: point.runRate.keys.lowMicroUsd - before.runRate.keys.lowMicroUsd,
      hsms: point.runRate.hsms.lowMicroUsd - before.runRate.hsms.lowMicroUsd,
      days: (at(point) - at(before)) / DAY_MS,
    };
  });
}

/** "Hardware moved the total; keys grow every month". */
export function trendTitle(points: readonly TrendPoint[]): string {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 2)
    return 'One snapshot so far: the trend starts with the next';
  const steps = stepsOf(points);
  const keys = keysWord(steps, first.runRate.keys.lowMicroUsd, last.runRate.keys.lowMicroUsd);
  const most = steps.reduce((a, b) => (Math.abs(b.keys + b.hsms) > Math.abs(a.keys + a.hsms) ? b : a));
  if (steps.every((step) => step.hsms === 0)) {
    if (last.runRate.hsms.lowMicroUsd === 0) return keys.charAt(0).toUpperCase() + keys.slice(1);
    return `Hardware stayed level; ${keys}`;
  }
  return Math.abs(most.hsms) > Math.abs(most.keys)
    ? `Hardware moved the total; ${keys}`
    : `Keys moved the total; hardware ${last.runRate.hsms.lowMicroUsd >= first.runRate.hsms.lowMicroUsd ? 'rose' : 'fell'} by ${usd(Math.abs(last.runRate.hsms.lowMicroUsd - first.runRate.hsms.lowMicroUsd), 'whole')}`;
}

function keysWord(steps: readonly Step[], first: number, last: number): string {
  if (steps.every((step) => step.keys === 0)) return 'keys stayed level';
  if (steps.length > 1 && steps.every((step) => step.keys > 0))
    return steps.every((step) => step.days > 25 && step.days < 35)
      ? 'keys grow every month'
      : 'keys grow with every snapshot';
  if (last === first) return 'keys are back where they were';
  return `keys ${last > first ? 'grew' : 'fell'} by ${percent(Math.abs(last - first), first)}`;
}

export interface Remark {
  readonly point: TrendPoint;
  readonly text: string;
}

/** "Apr +2 HSMs" where the number of HSMs changed. */
export function remarks(points: readonly TrendPoint[]): readonly Remark[] {
  return points.slice(1).flatMap((point, index) => {
    const change = point.counts.hsms - (points[index]?.counts.hsms ?? point.counts.hsms);
    if (change === 0) return [];
    const sign = change > 0 ? '+' : '−';
    return [{ point, text: `${shortMonth.format(at(point))} ${sign}${plural(Math.abs(change), 'HSM')}` }];
  });
}

export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** At most `most` dates under the axis, at snapshots; the year at both ends, days where the span is short. */
export function trendTicks(points: readonly TrendPoint[], most: number): readonly Tick[] {
  const last = points.length - 1;
  const first = points[0];
  const end = points[last];
  if (first === undefined || end === undefined) return [];
  const span = at(end) - at(first);
  if (span < 60 * DAY_MS)
    return [...new Set([first, end])].map((point) => ({
      value: at(point),
      label: `${new Date(point.asOf).getUTCDate()} ${shortMonth.format(at(point))}`,
    }));
  const every = Math.max(1, Math.ceil(last / (most - 1)));
  const picked = points.filter((point, index) => {
    if (index === 0 || index === last) return true;
    // A date too near to the end would run into its label.
    return index % every === 0 && at(end) - at(point) > span * 0.12 && at(point) - at(first) > span * 0.12;
  });
  return picked.map((point) => ({
    value: at(point),
    label: (point === first || point === end ? shortMonthYear : shortMonth).format(at(point)),
  }));
}

/** The chart in one sentence, for those who do not see it. */
export function trendAlternative(points: readonly TrendPoint[]): string {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return 'No snapshot yet';
  const from = `${range(first.runRate.total, 'whole')} in ${monthYear(first.asOf)}`;
  const to = `${range(last.runRate.total, 'whole')} in ${monthYear(last.asOf)}`;
  const changes = remarks(points).map((remark) => remark.text);
  return (
    `Run rate over ${plural(points.length, 'snapshot')}, from ${from} to ${to}; ` +
    `now KMS ${range(last.runRate.keys, 'whole')} and CloudHSM ${range(last.runRate.hsms, 'whole')}` +
    `${changes.length === 0 ? '' : `; HSMs changed: ${changes.join(', ')}`}.`
  );
}

/**
 * Moves labels down so that they do not touch, and up again where the last would pass `bottom`; the order stays.
 * `y` is where a label wants to be, `height` what it takes, both px.
 */
export function spread(
  labels: readonly { readonly y: number; readonly height: number }[],
  bottom: number,
): readonly number[] {
  const order = labels.map((_, index) => index).sort((a, b) => (labels[a]?.y ?? 0) - (labels[b]?.y ?? 0));
  const placed = labels.map((label) => label.y);
  let floor = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    placed[index] = Math.max(placed[index] ?? 0, floor);
    floor = (placed[index] ?? 0) + (labels[index]?.height ?? 0);
  }
  let ceiling = bottom;
  for (const index of order.toReversed()) {
    placed[index] = Math.min(placed[index] ?? 0, ceiling - (labels[index]?.height ?? 0));
    ceiling = placed[index] ?? 0;
  }
  return placed;
}
