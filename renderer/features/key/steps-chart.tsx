import { CartesianGrid, Line, LineChart, ReferenceDot, ReferenceLine, XAxis, YAxis } from 'recharts';
import type { CostStep } from '../../../shared/cost/steps.ts';
import { date } from '../../../shared/format/date.ts';
import { usd } from '../../../shared/format/money.ts';
import { MICRO_USD } from '../../../shared/model/amount.ts';
import { stepPoints, yearTicks } from './chart-data.ts';

const TEXT = { fontSize: 11.5, fill: 'var(--kl-ink3)' };
const LABEL = { fontSize: 11.5, fill: 'var(--kl-ink2)' };

interface StepsChartProps {
  readonly steps: readonly CostStep[];
  readonly asOf: string;
  readonly width: number;
  readonly height: number;
  readonly colour: string;
}

/** What the key cost, step by step, to today; and dashed what is planned. */
export default function StepsChart({ steps, asOf, width, height, colour }: StepsChartProps) {
  const points = stepPoints(steps, asOf);
  const today = Date.parse(asOf);
  const start = points[0]?.at ?? today;
  const end = points.at(-1)?.at ?? today;
  const lead = (end - start) * 0.05;
  const top = Math.max(1, ...steps.map((step) => Math.ceil(step.microUsd / MICRO_USD)));
  const years = yearTicks(start - lead, end, 6);
  const now = points.find((point) => point.at === today)?.past ?? 0;
  const marks = labelled(steps, start, end);
  return (
    <LineChart
      width={width}
      height={height}
      data={[...points]}
      margin={{ top: 22, right: 4, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--kl-hairline)" />
      <XAxis
        dataKey="at"
        type="number"
        domain={[start - lead, end]}
        ticks={[...years]}
        tickFormatter={(value: number) => String(new Date(value).getUTCFullYear())}
        interval={0}
        tick={TEXT}
        tickLine={false}
        axisLine={{ stroke: 'var(--kl-rule)' }}
        height={24}
      />
      <YAxis
        width={44}
        domain={[0, top]}
        ticks={Array.from({ length: top + 1 }, (_, index) => index)}
        interval={0}
        tickFormatter={(value: number) => usd(value * MICRO_USD, 'whole')}
        tick={TEXT}
        tickLine={false}
        axisLine={false}
      />
      <Line
        dataKey="past"
        type="stepAfter"
        stroke={colour}
        strokeWidth={2}
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
      <Line
        dataKey="future"
        type="stepAfter"
        stroke={colour}
        strokeWidth={1.8}
        strokeDasharray="4 3"
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
      <ReferenceLine
        x={today}
        stroke="var(--kl-ink)"
        label={{
          value: `Today, ${usd(now * MICRO_USD, 'whole')}`,
          position: 'top',
          offset: 6,
          fontSize: 11.5,
          fontWeight: 600,
          fill: 'var(--kl-ink)',
        }}
      />
      <ReferenceDot x={today} y={now} r={3.6} fill={colour} stroke="none" />
      {steps.map((step) => (
        <ReferenceDot
          key={`${step.at} ${step.reason}`}
          x={Date.parse(step.at)}
          y={0}
          r={2.8}
          fill={step.planned ? 'var(--kl-paper)' : 'var(--kl-ink2)'}
          stroke="var(--kl-ink2)"
        />
      ))}
      {marks.map(({ step, changes, side }) => (
        <ReferenceDot
          key={`label ${step.at} ${step.reason}`}
          x={changes ? Date.parse(step.at) : end}
          y={step.microUsd / MICRO_USD}
          r={0}
          label={{
            value: step.planned ? plannedWord(step, steps) : step.text,
            position: POSITIONS[changes ? 'above' : 'below'][side],
            ...LABEL,
            ...(step.planned && changes ? { fontWeight: 600, fill: 'var(--kl-ink)' } : {}),
          }}
        />
      ))}
    </LineChart>
  );
}

function plannedWord(step: CostStep, steps: readonly CostStep[]): string {
  const before = steps[steps.indexOf(step) - 1]?.microUsd ?? step.microUsd;
  const more = step.microUsd - before;
  return `${date(step.at)}: ${more > 0 ? `+${usd(more, 'whole')}` : step.reason === 'deleted' ? 'deleted' : 'no charge'}`;
}

const POSITIONS = {
  above: { right: 'insideBottomLeft', left: 'insideBottomRight' },
  below: { right: 'insideTopLeft', left: 'insideTopRight' },
} as const;

interface Mark {
  readonly step: CostStep;
  /** A step that changes nothing is named below the line, out of the way of those that do. */
  readonly changes: boolean;
  readonly side: 'left' | 'right';
}

/** The steps that are named: where two are near, the later one goes without, as its label would run into the other. */
function labelled(steps: readonly CostStep[], start: number, end: number): readonly Mark[] {
  const room = (end - start) * 0.17;
  const taken = { above: Number.NEGATIVE_INFINITY, below: Number.NEGATIVE_INFINITY };
  return steps.flatMap((step, index) => {
    const at = Date.parse(step.at);
    const changes = step.microUsd !== (steps[index - 1]?.microUsd ?? 0) || index === 0;
    const row = changes ? 'above' : 'below';
    if ((!changes && !step.planned) || at - taken[row] < room) return [];
    taken[row] = at;
    const left = !changes || end - at < room || (!step.planned && step.reason !== 'created');
    return [{ step, changes, side: left ? 'left' : 'right' }];
  });
}
