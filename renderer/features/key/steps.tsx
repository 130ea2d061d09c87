import { useElementSize } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { costSteps, noStepsReason } from '../../../shared/cost/steps.ts';
import { date } from '../../../shared/format/date.ts';
import { usd } from '../../../shared/format/money.ts';
import type { LedgerKey } from '../../../shared/model/ledger.ts';
import { ChartFrame } from '../../components/chart-frame.tsx';
import { NumberCell, Statement, StatementRow } from '../../components/statement.tsx';
import { Partial } from '../../components/states.tsx';
import { stepsAlternative, stepsTitle } from './key-words.ts';
import classes from './steps.module.css';

const StepsChart = lazy(() => import('./steps-chart.tsx'));

const COLOURS = {
  customer: 'var(--kl-kind-customer)',
  replica: 'var(--kl-kind-replica)',
  cloudhsm: 'var(--kl-kind-hsm)',
  external: 'var(--kl-kind-external)',
  awsManaged: 'var(--kl-kind-aws)',
  unknown: 'var(--kl-ink3)',
} as const;

/** The key's cost over time, with what is planned. */
export function Steps({ ledger, asOf }: { readonly ledger: LedgerKey; readonly asOf: string }) {
  const { ref, width, height } = useElementSize();
  const reason = noStepsReason(ledger);
  if (reason !== null) return <Partial title="Its cost over time cannot be told">{reason}</Partial>;
  const steps = costSteps(ledger, asOf);
  return (
    <ChartFrame
      title={stepsTitle(steps, ledger.amount.lowMicroUsd)}
      subtitle="Cost over time at today’s price, $ a month"
      alternative={stepsAlternative(steps)}
      table={
        <Statement
          label="Cost over time"
          columns={[
            { key: 'from', label: 'From' },
            { key: 'why', label: 'Why' },
            { key: 'when', label: 'Planned or done' },
            { key: 'amount', label: '$ a month', numeric: true },
          ]}
        >
          {steps.map((step) => (
            <StatementRow key={`${step.at} ${step.reason}`} quiet={step.planned}>
              <td>{date(step.at)}</td>
              <td>{step.text}</td>
              <td>{step.planned ? 'planned' : 'done'}</td>
              <NumberCell>{usd(step.microUsd)}</NumberCell>
            </StatementRow>
          ))}
        </Statement>
      }
    >
      <div ref={ref} className={classes.space}>
        {width > 0 && height > 0 ? (
          <Suspense fallback={null}>
            <StepsChart
              steps={steps}
              asOf={asOf}
              width={width}
              height={height}
              colour={COLOURS[ledger.kind]}
            />
          </Suspense>
        ) : null}
      </div>
    </ChartFrame>
  );
}
