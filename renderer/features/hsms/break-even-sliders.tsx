import { Slider } from '@mantine/core';
import type { BreakEven } from '../../../shared/cost/break-even.ts';
import { count, range } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import { isExact } from '../../../shared/model/amount.ts';
import classes from './break-even.module.css';
import type { Scale } from './break-even-scale.ts';
import { breakEvenAlternative, requestWords } from './break-even-words.ts';

/** Steps of the requests a month: the free tier, then a few to each power of ten. */
export const REQUEST_STEPS = [
  0, 20_000, 100_000, 1_000_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000, 100_000_000, 200_000_000,
  300_000_000, 400_000_000, 500_000_000, 600_000_000, 700_000_000, 800_000_000, 900_000_000, 1_000_000_000,
] as const;

interface KeysSliderProps {
  readonly even: BreakEven;
  readonly scale: Scale;
  readonly keys: number;
  readonly onChange: (keys: number) => void;
}

/** The chart's own axis, to be moved. */
export function KeysSlider({ even, scale, keys, onChange }: KeysSliderProps) {
  return (
    <Slider
      className={`${classes.axis} ${classes.slider}`}
      classNames={{
        track: classes.track ?? '',
        bar: classes.bar ?? '',
        thumb: classes.thumb ?? '',
        label: classes.under ?? '',
      }}
      min={0}
      max={scale.maxKeys}
      step={scale.step}
      value={keys}
      onChange={onChange}
      size={3}
      thumbSize={16}
      label={plural(keys, 'key')}
      labelAlwaysOn
      thumbLabel="Keys to compare"
      thumbValueText={breakEvenAlternative(even, keys)}
    />
  );
}

interface RequestsSliderProps {
  readonly even: BreakEven;
  /** Index of `REQUEST_STEPS`. */
  readonly step: number;
  readonly onChange: (step: number) => void;
}

/** What the keys are asked a month: KMS charges it by the request, HSMs do not. */
export function RequestsSlider({ even, step, onChange }: RequestsSliderProps) {
  const { requests } = even.offer;
  const cost = even.requestCost;
  const price = isExact(cost) && cost.lowMicroUsd === 0 ? 'nothing in KMS' : `${range(cost)} in KMS`;
  return (
    <div className={classes.requests}>
      <p className={classes.asked}>
        <span>Symmetric requests a month</span>{' '}
        <strong>{requests === 0 ? 'none' : requestWords(requests).replace(' requests', '')}</strong>
        {requests === 0 ? null : <span className={classes.quiet}> {price}</span>}
      </p>
      <Slider
        className={classes.slider ?? ''}
        classNames={{ track: classes.track ?? '', bar: classes.bar ?? '', thumb: classes.thumb ?? '' }}
        min={0}
        max={REQUEST_STEPS.length - 1}
        step={1}
        value={step}
        onChange={onChange}
        size={3}
        thumbSize={16}
        label={null}
        thumbLabel="Symmetric requests a month"
        thumbValueText={`${count(requests)} requests, ${price}`}
      />
    </div>
  );
}
