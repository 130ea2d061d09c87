import { UnstyledButton } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import classes from './chart-frame.module.css';

interface ChartFrameProps {
  /** A sentence that answers. */
  readonly title: string;
  /** By what and in which unit. */
  readonly subtitle: string;
  /** The chart in one sentence, for those who do not see it. */
  readonly alternative: string;
  readonly table: ReactNode;
  readonly children: ReactNode;
}

/** A chart with its sentence and its table twin, one click apart. */
export function ChartFrame({ title, subtitle, alternative, table, children }: ChartFrameProps) {
  const [asTable, setAsTable] = useState(false);
  const body = useId();
  return (
    <section className={classes.frame} aria-label={title}>
      <header className={classes.head}>
        <div>
          <h2 className={classes.title}>{title}</h2>
          <p className={classes.subtitle}>{subtitle}</p>
        </div>
        <UnstyledButton
          className={classes.toggle}
          aria-controls={body}
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? 'as a chart' : 'as a table'}
        </UnstyledButton>
      </header>
      <div id={body} className={classes.body}>
        {asTable ? (
          <div className={classes.table}>{table}</div>
        ) : (
          <div role="img" aria-label={alternative} className={classes.chart}>
            {children}
          </div>
        )}
      </div>
    </section>
  );
}
