import { useElementSize } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { date } from '../../../shared/format/date.ts';
import { count, range } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import type { TrendPoint } from '../../../shared/model/query.ts';
import { href } from '../../app/route.ts';
import { ChartFrame } from '../../components/chart-frame.tsx';
import { NumberCell, Statement, StatementRow } from '../../components/statement.tsx';
import { useNarrow } from '../../components/use-narrow.ts';
import classes from './trend.module.css';
import { trendAlternative, trendTitle } from './trend-words.ts';

const TrendChart = lazy(() => import('./trend-chart.tsx'));

/** The run rate over the snapshots of the same units, with KMS and CloudHSM apart. */
export function Trend({ points }: { readonly points: readonly TrendPoint[] }) {
  const { ref, width, height } = useElementSize();
  const narrow = useNarrow();
  return (
    <ChartFrame
      title={trendTitle(points)}
      subtitle={`${plural(points.length, 'snapshot')}, $ a month`}
      alternative={trendAlternative(points)}
      table={<TrendTable points={points} />}
    >
      <div ref={ref} className={classes.space}>
        {width > 0 && height > 0 ? (
          <Suspense fallback={null}>
            <TrendChart points={points} width={width} height={height} narrow={narrow} />
          </Suspense>
        ) : null}
      </div>
    </ChartFrame>
  );
}

function TrendTable({ points }: { readonly points: readonly TrendPoint[] }) {
  return (
    <Statement
      label="Run rate by snapshot"
      columns={[
        { key: 'date', label: 'Snapshot' },
        { key: 'keys', label: 'Keys', numeric: true },
        { key: 'hsms', label: 'HSMs', numeric: true },
        { key: 'kms', label: 'KMS', numeric: true },
        { key: 'cloudhsm', label: 'CloudHSM', numeric: true },
        { key: 'total', label: 'Run rate', numeric: true },
      ]}
    >
      {points.toReversed().map((point) => (
        <StatementRow key={point.snapshotId}>
          <td>
            <a className={classes.link} href={href({ view: 'overview', snapshot: point.snapshotId })}>
              {date(point.asOf)}
            </a>
          </td>
          <NumberCell>{count(point.counts.keys)}</NumberCell>
          <NumberCell>{count(point.counts.hsms)}</NumberCell>
          <NumberCell>{range(point.runRate.keys)}</NumberCell>
          <NumberCell>{range(point.runRate.hsms)}</NumberCell>
          <NumberCell>{range(point.runRate.total)}</NumberCell>
        </StatementRow>
      ))}
    </Statement>
  );
}
