import type { ReactNode } from 'react';
import { usd } from '../../shared/format/money.ts';
import type { Amount } from '../../shared/model/amount.ts';
import classes from './figure.module.css';

interface FigureProps {
  readonly amount: Amount;
  /** `overview` 42 px, `view` 36, `scan` 28; each smaller on a narrow window. */
  readonly size?: 'overview' | 'view' | 'scan';
  readonly style?: 'cents' | 'whole';
  /** The line above: what the figure is of. */
  readonly caption?: ReactNode;
  /** Beside it: its unit, the next step. */
  readonly children?: ReactNode;
}

/** The first figure of a view. A range shows both ends with the dash in ink3; no known end reads "at least". */
export function Figure({ amount, size = 'view', style = 'whole', caption, children }: FigureProps) {
  const low = usd(amount.lowMicroUsd, style);
  const high = amount.highMicroUsd === null ? null : usd(amount.highMicroUsd, style);
  return (
    <div className={classes.figure}>
      {caption === undefined ? null : <p className={classes.caption}>{caption}</p>}
      <p className={classes.line}>
        <span className={classes.amount} data-size={size}>
          {high === null ? <span className={classes.least}>at least </span> : null}
          {low}
          {high === null || high === low ? null : (
            <>
              <span className={classes.dash}> – </span>
              {high}
            </>
          )}
        </span>
        {children === undefined ? null : <span className={classes.beside}>{children}</span>}
      </p>
    </div>
  );
}
