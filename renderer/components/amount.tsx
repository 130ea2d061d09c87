import { HoverCard } from '@mantine/core';
import type { ReactNode } from 'react';
import { range } from '../../shared/format/money.ts';
import { type Amount as AmountOfMoney, isExact } from '../../shared/model/amount.ts';
import type { LineItem } from '../../shared/model/cost.ts';
import classes from './amount.module.css';
import { Why } from './why.tsx';

interface AmountProps {
  readonly amount: AmountOfMoney;
  /** Ledger lines show cents, bars and headings whole dollars. */
  readonly style?: 'cents' | 'whole';
  /** Marks an amount that rests on an assumed rule with "≈". */
  readonly assumed?: boolean;
  /** What the card is headed with: a key's alias or id. */
  readonly title?: string;
  /** The lines that add up to it. Or give `why` for a card of your own (rows that fetch their lines). */
  readonly lines?: readonly LineItem[];
  readonly why?: ReactNode;
  /** What is shown in place of the formatted amount. */
  readonly children?: ReactNode;
  /** Out of the tab order where a grid moves the focus itself. */
  readonly tabIndex?: number;
}

/** An amount with its reason: hover or focus opens the lines, prices, sources and what is not known. */
export function Amount({
  amount,
  style = 'cents',
  assumed = false,
  title,
  lines,
  why,
  children,
  tabIndex = 0,
}: AmountProps) {
  const shown = children ?? (
    <>
      {assumed ? '≈ ' : null}
      {range(amount, compact(amount, style))}
    </>
  );
  const card = why ?? (lines ? <Why title={title ?? 'Why'} amount={amount} lines={lines} /> : null);
  if (card === null) return <span className={classes.plain}>{shown}</span>;
  return (
    <HoverCard width={400} position="bottom-end" openDelay={120} closeDelay={80} interactive withinPortal>
      <HoverCard.Target>
        <button type="button" className={classes.amount} tabIndex={tabIndex}>
          {shown}
        </button>
      </HoverCard.Target>
      <HoverCard.Dropdown className={classes.card}>{card}</HoverCard.Dropdown>
    </HoverCard>
  );
}

/** A range between whole dollars reads "$1 – $3": cents would only make it longer. */
function compact(amount: AmountOfMoney, style: 'cents' | 'whole'): 'cents' | 'whole' {
  const whole = amount.lowMicroUsd % 1_000_000 === 0 && (amount.highMicroUsd ?? 0) % 1_000_000 === 0;
  return !isExact(amount) && whole && (amount.highMicroUsd ?? 0) < 100_000_000 ? 'whole' : style;
}
