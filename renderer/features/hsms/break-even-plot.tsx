import { useElementSize } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { type BreakEven, kmsCost } from '../../../shared/cost/break-even.ts';
import { count, range, unitPrice, usd } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import type { Price } from '../../../shared/model/price.ts';
import type { KeyPage } from '../../../shared/model/query.ts';
import { ChartFrame } from '../../components/chart-frame.tsx';
import { confidenceWord, priceWord } from '../../components/line-words.ts';
import { capital } from '../../components/numbers.ts';
import { NumberCell, Statement, StatementRow } from '../../components/statement.tsx';
import classes from './break-even.module.css';
import { keysShown, scaleOf } from './break-even-scale.ts';
import { KeysSlider, RequestsSlider } from './break-even-sliders.tsx';
import {
  breakEvenAlternative,
  breakEvenSubtitle,
  breakEvenTitle,
  hsmWords,
  keysWords,
  ROTATION_NAMES,
} from './break-even-words.ts';

const BreakEvenChart = lazy(() => import('./break-even-chart.tsx'));

interface BreakEvenPlotProps {
  readonly even: BreakEven;
  readonly own: KeyPage['total'] | undefined;
  /** Where the slider was moved to; null where it stands at the own keys. */
  readonly moved: number | null;
  readonly requestStep: number;
  readonly onKeys: (keys: number) => void;
  readonly onRequests: (step: number) => void;
}

/** The chart with its two sliders; the first is the chart's own axis. */
export function BreakEvenPlot({ even, own, moved, requestStep, onKeys, onRequests }: BreakEvenPlotProps) {
  const { ref, width, height } = useElementSize();
  const scale = scaleOf(even, own?.keys ?? 0);
  const keys = keysShown(scale, own?.keys, moved);
  return (
    <div>
      <ChartFrame
        title={breakEvenTitle(even)}
        subtitle={breakEvenSubtitle(even)}
        alternative={breakEvenAlternative(even, keys)}
        table={<Table even={even} keys={keys} />}
      >
        <div ref={ref} className={classes.plot}>
          {width > 0 && height > 0 ? (
            <Suspense fallback={null}>
              <BreakEvenChart even={even} scale={scale} keys={keys} width={width} height={height} />
            </Suspense>
          ) : null}
        </div>
      </ChartFrame>
      <KeysSlider even={even} scale={scale} keys={keys} onChange={onKeys} />
      <RequestsSlider even={even} step={requestStep} onChange={onRequests} />
      <PricesUsed even={even} />
    </div>
  );
}

function Table({ even, keys }: { readonly even: BreakEven; readonly keys: number }) {
  return (
    <Statement
      label="KMS against CloudHSM"
      columns={[
        { key: 'way', label: 'Where the keys are' },
        { key: 'key', label: '$ a key', numeric: true },
        { key: 'even', label: `As dear as ${hsmWords(even.offer.hsms)}, at keys`, numeric: true },
        { key: 'here', label: `$ a month at ${plural(keys, 'key')}`, numeric: true },
      ]}
    >
      {even.at.map((one) => (
        <StatementRow key={one.rotations}>
          <td>{ROTATION_NAMES[one.rotations]}</td>
          <NumberCell>{unitPrice(one.keyMicroUsd)}</NumberCell>
          <NumberCell>{keysWords(one.keys)}</NumberCell>
          <NumberCell>{range(kmsCost(even, keys, one.rotations))}</NumberCell>
        </StatementRow>
      ))}
      <StatementRow>
        <td>{capital(hsmWords(even.offer.hsms))}</td>
        <NumberCell quiet>any number</NumberCell>
        <NumberCell quiet>{count(even.offer.hsms)} × 730 hours</NumberCell>
        <NumberCell>{usd(even.hsmMicroUsd)}</NumberCell>
      </StatementRow>
    </Statement>
  );
}

function PricesUsed({ even }: { readonly even: BreakEven }) {
  const word = (price: Price) => `${priceWord(price, 'whole')}, ${confidenceWord(price.confidence)}`;
  const { hsmPrice, keyPrice, requestPrice, offer } = even;
  return (
    <p className={classes.prices}>
      An HSM hour {unitPrice(hsmPrice.microUsd)}: {word(hsmPrice)}. A key {unitPrice(keyPrice.microUsd)}:{' '}
      {word(keyPrice)}.
      {offer.requests === 0
        ? null
        : requestPrice === null
          ? ' The price of a request is not known.'
          : ` A request ${unitPrice(requestPrice.microUsd)}: ${word(requestPrice)}; from all 20,000 free ones left to none. Asymmetric requests cost more.`}
    </p>
  );
}
