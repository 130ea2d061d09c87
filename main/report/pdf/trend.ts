import { dayMonth } from '../../../shared/format/date.ts';
import { usd } from '../../../shared/format/money.ts';
import type { TrendPoint } from '../../../shared/model/query.ts';
import { reach } from './amounts.ts';
import { HAIRLINE, INK, RULE } from './colours.ts';
import type { Sheet } from './sheet.ts';
import { FOOT } from './type.ts';

/** A round upper end for a zero-based axis with three gridlines: 1, 2, 3, 4, 5, 6 or 8 times a power of ten. */
export function axisTop(microUsd: number): number {
  if (microUsd <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(microUsd));
  const step = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((times) => times * power >= microUsd) ?? 10;
  return step * power;
}

/** The run rate over the snapshots, oldest first, zero-based; the last point is named. Needs two points. */
export function drawTrend(
  sheet: Sheet,
  points: readonly TrendPoint[],
  box: { x: number; y: number; width: number; height: number },
): void {
  const times = points.map((point) => Date.parse(point.asOf));
  const first = times[0] ?? 0;
  const spanMs = Math.max(1, (times.at(-1) ?? 0) - first);
  const top = axisTop(Math.max(...points.map((point) => reach(point.runRate.total))));
  const plot = {
    left: box.x + 48,
    right: box.x + box.width - 6,
    base: box.y + box.height - 16,
    top: box.y + 6,
  };
  const x = (index: number) =>
    plot.left + (((times[index] ?? first) - first) / spanMs) * (plot.right - plot.left);
  const y = (microUsd: number) => plot.base - (microUsd / top) * (plot.base - plot.top);
  for (const part of [0, 0.5, 1]) {
    sheet.rule(plot.left, y(top * part), plot.right, part === 0 ? RULE : HAIRLINE, 0.8);
    sheet.text(usd(top * part, 'whole'), plot.left - 8, y(top * part) + 3.6, FOOT, 'right');
  }
  const line = points.map(
    (point, index) => `${x(index).toFixed(2)} ${y(point.runRate.total.lowMicroUsd).toFixed(2)}`,
  );
  sheet.path(`M${line.join('L')}`, 0, 0, { stroke: INK, width: 1.8 });
  points.forEach((point, index) => {
    const { total } = point.runRate;
    const [low, high] = [y(total.lowMicroUsd), y(reach(total))];
    if (low - high > 1)
      sheet.path(`M0 0V${high - low}M-2.5 ${high - low}H2.5`, x(index), low, { stroke: INK, width: 1 });
    sheet.path('M-2.4 0A2.4 2.4 0 1 1 2.4 0A2.4 2.4 0 1 1 -2.4 0Z', x(index), low, { fill: INK });
  });
  sheet.text(dayMonth(points[0]?.asOf ?? ''), plot.left, box.y + box.height, FOOT);
  sheet.text(dayMonth(points.at(-1)?.asOf ?? ''), plot.right, box.y + box.height, FOOT, 'right');
}
