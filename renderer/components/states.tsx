import { type ReactNode, useEffect, useState } from 'react';
import { SeverityMark } from './severity-mark.tsx';
import classes from './states.module.css';

/** True once `ms` have passed: what is quicker than that shows no sign of loading. */
function useAfter(ms: number): boolean {
  const [after, setAfter] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAfter(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return after;
}

/** Nothing for 200 ms, then hairlines with blocks in the shape of the rows that come. */
export function Loading({
  rows = 8,
  rowHeight = 28,
}: {
  readonly rows?: number;
  readonly rowHeight?: number;
}) {
  const shown = useAfter(200);
  return (
    <div role="status" className={classes.loading}>
      <span className={classes.hidden}>Loading</span>
      {shown
        ? Array.from({ length: rows }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity.
            <div key={row} className={classes.row} style={{ height: rowHeight }}>
              <i style={{ width: 10 }} />
              <i style={{ width: `${24 + ((row * 7) % 13)}%` }} />
              <i style={{ width: '18%', marginLeft: 'auto' }} />
              <i style={{ width: '9%' }} />
            </div>
          ))
        : null}
    </div>
  );
}

interface NoticeProps {
  readonly title: string;
  /** What it means for the figures, and what to do. */
  readonly children?: ReactNode;
  /** One action. */
  readonly action?: ReactNode;
}

/** What is not there, said in a sentence; never blames. */
export function Empty({ title, children, action }: NoticeProps) {
  return <Notice title={title} body={children} action={action} />;
}

/** Something was not read; the rest of the view is whole. */
export function Partial({ title, children, action }: NoticeProps) {
  return <Notice title={title} body={children} action={action} mark={<SeverityMark severity="unknown" />} />;
}

/** Something went wrong: what, what it means, what helps. */
export function Problem({ title, children, action }: NoticeProps) {
  return (
    <div role="alert">
      <Notice title={title} body={children} action={action} mark={<SeverityMark severity="high" />} />
    </div>
  );
}

function Notice(props: {
  readonly title: string;
  readonly body: ReactNode;
  readonly action: ReactNode;
  readonly mark?: ReactNode;
}) {
  return (
    <section className={classes.notice}>
      <h2 className={classes.title}>
        {props.mark}
        {props.title}
      </h2>
      {props.body ? <p className={classes.body}>{props.body}</p> : null}
      {props.action}
    </section>
  );
}
