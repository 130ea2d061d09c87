import { CartesianGrid, Line, LineChart, ReferenceDot, XAxis, YAxis } from 'recharts';
import { range, usd } from '../../../shared/format/money.ts';
import { MICRO_USD } from '../../../shared/model/amount.ts';
import type { TrendPoint } from '../../../shared/model/query.ts';
import { navigate } from '../../app/navigation.ts';
import { ticks } from '../../components/numbers.ts';
import { at, remarks, spread, trendTicks } from './trend-words.ts';

const MARGIN = { top: 18, bottom: 24, left: 0 };
const AXIS = 52;
const LINE = 14;
const TEXT = { fontSize: 11.5, fill: 'var(--kl-ink3)' };

interface TrendChartProps {
  readonly points: readonly TrendPoint[];
  readonly width: number;
  readonly height: number;
  readonly narrow: boolean;
}

interface EndLabel {
  readonly name: string;
  readonly value: number;
  readonly amount: string;
  readonly colour: string;
  readonly strong: boolean;
}

const usdOf = (microUsd: number) => microUsd / MICRO_USD;

/** Three lines from zero, labelled at their ends; a dot of the total opens its snapshot. */
export default function TrendChart({ points, width, height, narrow }: TrendChartProps) {
  const last = points.at(-1);
  if (last === undefined) return null;
  const data = points.map((point) => ({
    at: at(point),
    total: usdOf(point.runRate.total.lowMicroUsd),
    keys: usdOf(point.runRate.keys.lowMicroUsd),
    hsms: usdOf(point.runRate.hsms.lowMicroUsd),
  }));
  const yTicks = ticks(Math.max(...data.map((row) => row.total)));
  const top = yTicks.at(-1) ?? 1;
  const right = narrow ? 132 : 138;
  const xTicks = trendTicks(points, narrow ? 4 : 5);
  const hasHsms = data.some((row) => row.hsms > 0);
  const plot = height - MARGIN.top - MARGIN.bottom;
  const y = (value: number) => MARGIN.top + (1 - value / top) * plot;
  const open = (snapshot: string) => navigate({ view: 'overview', snapshot });
  return (
    <LineChart
      width={width}
      height={height}
      data={data}
      margin={{ top: MARGIN.top, right, bottom: 0, left: MARGIN.left }}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--kl-hairline)" />
      <XAxis
        dataKey="at"
        type="number"
        domain={['dataMin', 'dataMax']}
        ticks={xTicks.map((tick) => tick.value)}
        interval={0}
        tick={({ x, y, payload }: { x: number | string; y: number | string; payload: { value: number } }) => (
          <text
            {...TEXT}
            x={x}
            y={Number(y) + 9}
            textAnchor={payload.value === data[0]?.at ? 'start' : 'middle'}
          >
            {xTicks.find((tick) => tick.value === payload.value)?.label}
          </text>
        )}
        tickLine={false}
        axisLine={{ stroke: 'var(--kl-rule)' }}
        height={MARGIN.bottom}
      />
      <YAxis
        width={AXIS}
        domain={[0, top]}
        ticks={[...yTicks]}
        interval={0}
        tickFormatter={(value: number) => usd(value * MICRO_USD, 'whole')}
        tick={TEXT}
        tickLine={false}
        axisLine={false}
      />
      {hasHsms ? <Series name="hsms" colour="var(--kl-kind-hsm)" width={1.6} /> : null}
      {hasHsms ? <Series name="keys" colour="var(--kl-kind-customer)" width={1.6} /> : null}
      <Line
        dataKey="total"
        type="linear"
        stroke="var(--kl-ink)"
        strokeWidth={2}
        isAnimationActive={false}
        activeDot={false}
        dot={(dot: { cx?: number; cy?: number; index?: number }) => {
          const point = points[dot.index ?? 0];
          const end = point === last;
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: the table twin has the same links by keyboard.
            <circle
              key={point?.snapshotId}
              cx={dot.cx}
              cy={dot.cy}
              r={end ? 3.6 : 2.2}
              fill="var(--kl-ink)"
              style={{ cursor: 'pointer' }}
              onClick={() => point && open(point.snapshotId)}
            >
              <title>
                {point
                  ? `${new Date(point.asOf).toISOString().slice(0, 10)}: ${range(point.runRate.total, 'whole')}`
                  : ''}
              </title>
            </circle>
          );
        }}
      />
      {remarks(points).map(({ point, text }) => (
        <ReferenceDot
          key={point.snapshotId}
          x={at(point)}
          y={usdOf(point.runRate.total.lowMicroUsd)}
          r={0}
          label={{ value: text, position: 'top', offset: 8, fontSize: 11.5, fill: 'var(--kl-ink2)' }}
        />
      ))}
      <EndLabels
        labels={endLabels(last, hasHsms)}
        x={width - right}
        y={y}
        bottom={height - MARGIN.bottom + 8}
      />
    </LineChart>
  );
}

function Series(props: { readonly name: string; readonly colour: string; readonly width: number }) {
  return (
    <Line
      dataKey={props.name}
      type="linear"
      stroke={props.colour}
      strokeWidth={props.width}
      dot={false}
      activeDot={false}
      isAnimationActive={false}
    />
  );
}

function endLabels(last: TrendPoint, hasHsms: boolean): readonly EndLabel[] {
  const { total, keys, hsms } = last.runRate;
  const run = {
    name: 'Run rate',
    value: usdOf(total.lowMicroUsd),
    amount: range(total, 'whole'),
    colour: 'var(--kl-ink)',
    strong: true,
  };
  if (!hasHsms) return [run];
  return [
    run,
    {
      name: 'CloudHSM',
      value: usdOf(hsms.lowMicroUsd),
      amount: range(hsms, 'whole'),
      colour: 'var(--kl-kind-hsm)',
      strong: false,
    },
    {
      name: 'KMS',
      value: usdOf(keys.lowMicroUsd),
      amount: range(keys, 'whole'),
      colour: 'var(--kl-kind-customer)',
      strong: false,
    },
  ];
}

interface EndLabelsProps {
  readonly labels: readonly EndLabel[];
  readonly x: number;
  readonly bottom: number;
  readonly y: (value: number) => number;
}

/** The names of the lines at their ends, in place of a legend. */
function EndLabels({ labels, x, bottom, y }: EndLabelsProps) {
  const spots = spread(
    labels.map((label) => ({ y: y(label.value) - 8, height: label.strong ? 2 * LINE + 3 : LINE + 3 })),
    bottom,
  );
  return labels.map((label, index) => {
    const base = (spots[index] ?? 0) + 12;
    return (
      <g key={label.name} fontSize={11.5}>
        {label.strong ? null : <circle cx={x} cy={y(label.value)} r={2.8} fill={label.colour} />}
        <text x={x + 10} y={base} fill={label.strong ? 'var(--kl-ink)' : 'var(--kl-ink2)'}>
          <tspan fontWeight={label.strong ? 600 : 400}>{label.name}</tspan>
          {label.strong ? (
            <tspan x={x + 10} dy={LINE}>
              {label.amount}
            </tspan>
          ) : (
            ` ${label.amount}`
          )}
        </text>
      </g>
    );
  });
}
