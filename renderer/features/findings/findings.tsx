import { Finding } from './finding.tsx';
import classes from './findings.module.css';
import { FindingList } from './list.tsx';
import { UndoLine } from './undo.tsx';

/** What needs care? All of it, or what one rule found. */
export function FindingsView({
  snapshot,
  rule,
}: {
  readonly snapshot: string;
  readonly rule?: string | undefined;
}) {
  return (
    <div className={classes.view}>
      <UndoLine />
      {rule === undefined ? <FindingList snapshot={snapshot} /> : <Finding snapshot={snapshot} rule={rule} />}
    </div>
  );
}
