import { CartesianGrid, Line, LineChart, ReferenceDot, ReferenceLine, XAxis, YAxis } from 'recharts';
import { type BreakEven, type ChargedRotationCount, kmsCost } from '../../../shared/cost/break-even.ts';
import { count, unitPrice, usd } from '../../../shared/format/money.ts';
import { MICRO_USD } from '../../../shared/model/amount.ts';
import { capital } from '../../components/numbers.ts';
import type { Scale } from './break-even-scale.ts';
import { hsmWords, keysWords } from './break-even-words.ts';

/** Room beside the plot, so that the slider under it can stand on the same axis. */
export const PLOT = { left: 52, right: 132, top: 14, bottom: 24 } as const;

const TEXT = { fontSize: 11.5, fill: 'var(--kl-ink3)' };
const KMS = 'var(--kl-kind-customer)';
const HSM = 'var(--kl-kind-hsm)';
/** Patterns tell the three prices apart, also in grey print. */
const DASHES: Readonly<Record<ChargedRotationCount, string>> = { 0: '', 1: '7 4', 2: '2 3' };
const NAMES: Readonly<Record<ChargedRotationCount, string>> = {
  0: 'KMS, not rotated: ',
  1: 'rotated once: ',
  2: 'KMS, rotated twice: ',
};
/** In a plot narrower than this, in pixels, the names at the top would run into each other. */
const ROOM = 520;
const SHORT: typeof NAMES = { 0: 'KMS, not rotated: ', 1: 'once: ', 2: 'twice: ' };
/** Figures nearer than this run into each other. */
const APART = 40;

interface BreakEvenChartProps {
  readonly even: BreakEven;
  readonly scale: Scale;
  readonly keys: number;
  readonly width: number;
  readonly height: number;
}

interface End {
  readonly rotations: ChargedRotationCount;
  readonly keyMicroUsd: number;
  readonly keys: number;
  readonly usd: number;
  /** It leaves through the top, before the axis of keys ends. */
  readonly cut: boolean;
}

/** Three prices of KMS keys against HSMs that cost the same for any number of keys; circles where they meet. */
export default function BreakEvenChart({ even, scale, keys, width, height }: BreakEvenChartProps) {
  const { maxKeys, maxUsd } = scale;
  const start = even.requestCost.lowMicroUsd / MICRO_USD;
  const hsmUsd = even.hsmMicroUsd / MICRO_USD;
  const ends = even.at.map(({ rotations, keyMicroUsd }): End => {
    const each = keyMicroUsd / MICRO_USD;
    const reach = each > 0 ? Math.max(0, (maxUsd - start) / each) : maxKeys;
    const to = Math.min(maxKeys, reach);
    return { rotations, keyMicroUsd, keys: to, usd: start + to * each, cut: reach < maxKeys };
  });
  const crossings = even.at.flatMap(({ rotations, keys: range }) =>
    range.high === null || range.high === 0 || range.high > maxKeys
      ? []
      : [{ rotations, keys: range.high, words: keysWords(range) }],
  );
  const plot = { width: width - PLOT.left - PLOT.right, height: height - PLOT.top - PLOT.bottom };
  const x = (value: number) => PLOT.left + (value / maxKeys) * plot.width;
  const y = (value: number) => PLOT.top + (1 - value / maxUsd) * plot.height;
  const clear = (index: number) => {
    const next = crossings[index - 1];
    const here = crossings[index];
    return next === undefined || here === undefined || x(next.keys) - x(here.keys) > APART;
  };
  return (
    <LineChart
      width={width}
      height={height}
      data={[0, maxKeys].map((at) => pointAt(even, at))}
      margin={{ top: PLOT.top, right: PLOT.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--kl-hairline)" />
      <XAxis
        dataKey="keys"
        type="number"
        domain={[0, maxKeys]}
        ticks={[...scale.xTicks]}
        interval={0}
        tickFormatter={(value: number) => `${count(value)}${value === maxKeys ? ' keys' : ''}`}
        tick={TEXT}
        tickLine={false}
        axisLine={{ stroke: 'var(--kl-rule)' }}
        height={PLOT.bottom}
      />
      <YAxis
        width={PLOT.left}
        domain={[0, maxUsd]}
        allowDataOverflow
        ticks={[...scale.yTicks]}
        interval={0}
        tickFormatter={(value: number) => usd(value * MICRO_USD, 'whole')}
        tick={TEXT}
        tickLine={false}
        axisLine={false}
      />
      {crossings.map((crossing) => (
        <ReferenceLine
          key={`down ${crossing.rotations}`}
          segment={[
            { x: crossing.keys, y: 0 },
            { x: crossing.keys, y: hsmUsd },
          ]}
          stroke="var(--kl-ink3)"
          strokeDasharray="1.5 3"
        />
      ))}
      {ends.map(({ rotations }) => (
        <Line
          key={`line ${rotations}`}
          dataKey={`r${rotations}`}
          type="linear"
          stroke={KMS}
          strokeWidth={2}
          strokeDasharray={DASHES[rotations]}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      ))}
      <Line
        dataKey="hsm"
        type="linear"
        stroke={HSM}
        strokeWidth={2.4}
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
      <ReferenceLine x={keys} stroke="var(--kl-accent)" strokeWidth={1.8} />
      {even.at.map(({ rotations }) => {
        const here = kmsCost(even, keys, rotations).lowMicroUsd / MICRO_USD;
        return here > maxUsd ? null : (
          <ReferenceDot key={`dot ${rotations}`} x={keys} y={here} r={3.6} fill={KMS} stroke="none" />
        );
      })}
      <ReferenceDot x={keys} y={hsmUsd} r={3.6} fill={HSM} stroke="none" />
      {crossings.map((crossing, index) => (
        <ReferenceDot
          key={`at ${crossing.rotations}`}
          x={crossing.keys}
          y={hsmUsd}
          r={4.2}
          fill="var(--kl-paper)"
          stroke="var(--kl-ink)"
          strokeWidth={1.8}
          {...(clear(index)
            ? {
                label: {
                  value: crossing.words,
                  position: 'insideBottomRight' as const,
                  offset: 8,
                  fontSize: 12.5,
                  fontWeight: 600,
                  fill: 'var(--kl-ink)',
                },
              }
            : {})}
        />
      ))}
      <g fontSize={11.5} fill="var(--kl-ink2)">
        {ends.map((end) => (
          <text
            key={end.rotations}
            x={end.cut ? x(end.keys) + 6 : x(maxKeys) + 8}
            y={end.cut ? PLOT.top + 10 : y(end.usd) + 4}
          >
            {(plot.width < ROOM ? SHORT : NAMES)[end.rotations]}
            {unitPrice(end.keyMicroUsd).replace(/\.00$/, '')}
          </text>
        ))}
        <text x={x(maxKeys) + 8} y={y(hsmUsd) + 4} fill="var(--kl-ink)">
          <tspan fontWeight={600}>{capital(hsmWords(even.offer.hsms))}</tspan>
          <tspan x={x(maxKeys) + 8} dy={15} fill="var(--kl-ink2)">
            {usd(even.hsmMicroUsd, 'whole')}, any number
          </tspan>
        </text>
      </g>
    </LineChart>
  );
}

/** What each way costs at so many keys, in dollars. */
function pointAt(even: BreakEven, keys: number): Readonly<Record<string, number>> {
  const kms = even.at.map(({ rotations }) => [
    `r${rotations}`,
    kmsCost(even, keys, rotations).lowMicroUsd / MICRO_USD,
  ]);
  return { keys, hsm: even.hsmMicroUsd / MICRO_USD, ...Object.fromEntries(kms) };
}
