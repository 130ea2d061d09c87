import type { Amount } from '../../../shared/model/amount.ts';
import { reach } from './amounts.ts';
import { HSM, INK2, KMS } from './colours.ts';
import type { Sheet } from './sheet.ts';

/** One ranked bar: keys and HSMs up to "at least", and a whisker to "at most". */
export interface BarValue {
  readonly keyAmount: Amount;
  readonly hsmAmount: Amount;
  readonly amount: Amount;
}

const HEIGHT = 9.5;
const GAP = 1.5;
/** So that a small amount, and a small doubt, can be seen at all. */
const LEAST_BAR = 1.5;
const LEAST_WHISKER = 6;

/** The longest that a bar and its whisker reach, for a scale shared within a chart. */
export function scaleOf(bars: readonly BarValue[]): number {
  return Math.max(0, ...bars.map((bar) => reach(bar.amount)));
}

/** Draws a bar from `x`, around `y`, where `scale` micro-USD are `width` long less the room of a whisker. */
export function drawBar(
  sheet: Sheet,
  bar: BarValue,
  x: number,
  y: number,
  width: number,
  scale: number,
): void {
  const length = (microUsd: number) => (scale === 0 ? 0 : (microUsd / scale) * (width - LEAST_WHISKER));
  let at = x;
  for (const [part, colour] of [
    [bar.keyAmount.lowMicroUsd, KMS],
    [bar.hsmAmount.lowMicroUsd, HSM],
  ] as const) {
    if (part <= 0) continue;
    if (at > x) at += GAP;
    const long = Math.max(LEAST_BAR, length(part));
    sheet.rect(at, y - HEIGHT / 2, long, HEIGHT, colour);
    at += long;
  }
  const { lowMicroUsd, highMicroUsd } = bar.amount;
  if (highMicroUsd === lowMicroUsd) return;
  if (highMicroUsd === null) {
    sheet.path('M0 0H14M10.5 -3L14 0L10.5 3', at, y, { stroke: INK2, width: 1.1 });
    return;
  }
  const long = Math.max(LEAST_WHISKER, length(highMicroUsd - lowMicroUsd));
  sheet.path(`M0 0H${long}M${long} -3.5V3.5`, at, y, { stroke: INK2, width: 1.1 });
}
