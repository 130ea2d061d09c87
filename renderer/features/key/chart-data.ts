import type { CostStep } from '../../../shared/cost/steps.ts';

export interface StepPoint {
  readonly at: number;
  /** USD a month; null where the series does not run. */
  readonly past: number | null;
  readonly future: number | null;
}

const YEAR_MS = 365.25 * 86_400_000;

/**
 * The steps as two series that meet today: what was, and what is planned. Times are ms; amounts USD. The future runs
 * on for a fifth of what is shown before it, so that the last step is seen as one.
 */
export function stepPoints(steps: readonly CostStep[], asOf: string): readonly StepPoint[] {
  const [first] = steps;
  if (first === undefined) return [];
  const today = Date.parse(asOf);
  const usd = (step: CostStep) => step.microUsd / 1_000_000;
  const done = steps.filter((step) => !step.planned);
  const planned = steps.filter((step) => step.planned);
  const now = usd(done.at(-1) ?? first);
  const start = Date.parse(first.at);
  const last = Math.max(today, ...planned.map((step) => Date.parse(step.at)));
  const end = last + Math.max((last - start) * 0.18, YEAR_MS / 6);
  return [
    { at: start, past: 0, future: null },
    ...done.map((step) => ({ at: Date.parse(step.at), past: usd(step), future: null })),
    { at: today, past: now, future: now },
    ...planned.map((step) => ({ at: Date.parse(step.at), past: null, future: usd(step) })),
    { at: end, past: null, future: usd(planned.at(-1) ?? done.at(-1) ?? first) },
  ];
}

/** Starts of years between two times (ms), at most `most` of them, evenly chosen. */
export function yearTicks(from: number, to: number, most: number): readonly number[] {
  const first = new Date(from).getUTCFullYear() + 1;
  const last = new Date(to).getUTCFullYear();
  const every = Math.max(1, Math.ceil((last - first + 1) / most));
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  return years.filter((_, index) => index % every === 0).map((year) => Date.UTC(year, 0, 1));
}
