import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { range } from '../../../shared/format/money.ts';
import { isExact } from '../../../shared/model/amount.ts';
import type { CostGroup, KeyFilter } from '../../../shared/model/query.ts';
import { Amount } from '../../components/amount.tsx';
import { keysPlace, usePlaces } from '../../components/places.ts';
import { Bar } from './bar.tsx';
import { BarWhy } from './bar-why.tsx';
import { fold } from './fold.ts';
import classes from './ranked-bars.module.css';

interface RankedBarsProps {
  readonly title: string;
  readonly subtitle: string;
  /** "account": the fold says "5 other accounts". */
  readonly noun: string;
  readonly groups: readonly CostGroup[];
  /** Rows before the rest folds. */
  readonly limit: number;
  /** The rows behind a bar. */
  readonly filterOf: (id: string | null) => KeyFilter;
}

/** Ranked bars as table rows: the chart is its own table twin. */
export function RankedBars({ title, subtitle, noun, groups, limit, filterOf }: RankedBarsProps) {
  const [open, setOpen] = useState(false);
  const { shown, rest, none } = fold(groups, limit, noun);
  const bars = [...shown, ...(rest ? [rest.group] : []), ...(none ? [none] : [])];
  const scale = Math.max(1, ...bars.map((bar) => bar.amount.highMicroUsd ?? bar.amount.lowMicroUsd));
  const row = (group: CostGroup, quiet = false) => (
    <Row key={group.id ?? '~'} group={group} scale={scale} filter={filterOf(group.id)} quiet={quiet} />
  );
  return (
    <section className={classes.section}>
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.subtitle}>{subtitle}</p>
      <table className={classes.table} aria-label={`${title}. ${subtitle}`}>
        <colgroup>
          <col className={classes.nameColumn} />
          <col />
          <col className={classes.amountColumn} />
        </colgroup>
        <thead className={classes.hidden}>
          <tr>
            <th scope="col">{noun}</th>
            <th scope="col">KMS and CloudHSM</th>
            <th scope="col">$ a month</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((group) => row(group))}
          {rest && open ? rest.groups.map((group) => row(group)) : null}
          {rest ? (
            <tr className={classes.row} data-quiet>
              <th scope="row" className={classes.name}>
                <UnstyledButton className={classes.link} aria-expanded={open} onClick={() => setOpen(!open)}>
                  {open ? `fewer ${noun}s` : rest.name}
                </UnstyledButton>
              </th>
              {open ? <td colSpan={2} /> : <BarCells group={rest.group} scale={scale} />}
            </tr>
          ) : null}
          {none ? row(none, true) : null}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  readonly group: CostGroup;
  readonly scale: number;
  readonly filter: KeyFilter;
  readonly quiet: boolean;
}

function Row({ group, scale, filter, quiet }: RowProps) {
  const places = usePlaces();
  const keys = places.to(keysPlace(filter));
  return (
    <tr className={classes.row} data-quiet={quiet || undefined}>
      <th scope="row" className={classes.name}>
        <a className={classes.link} href={keys} title={group.name}>
          {group.name}
        </a>
      </th>
      <BarCells group={group} scale={scale} keys={keys} hsms={places.to({ view: 'hsms' })} />
    </tr>
  );
}

interface BarCellsProps {
  readonly group: CostGroup;
  readonly scale: number;
  readonly keys?: string;
  readonly hsms?: string;
}

function BarCells({ group, scale, ...links }: BarCellsProps) {
  const whole = group.amount.lowMicroUsd;
  return (
    <>
      <td className={classes.cell}>
        <Bar group={group} scale={scale} {...links} />
      </td>
      <td className={classes.amount}>
        <Amount amount={group.amount} style="whole" why={<BarWhy group={group} />}>
          {isExact(group.amount) ? null : <span className={classes.hidden}>at least </span>}
          {range({ lowMicroUsd: whole, highMicroUsd: whole }, 'whole')}
        </Amount>
      </td>
    </>
  );
}
