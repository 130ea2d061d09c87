import { Button, Progress } from '@mantine/core';
import { count, percent, range } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import type { ScanProgress } from '../../../shared/model/progress.ts';
import { navigate } from '../../app/navigation.ts';
import { Loading, Problem } from '../../components/states.tsx';
import type from '../../theme/type.module.css';
import { Denied } from './denied.tsx';
import { useLeave } from './leave.ts';
import { Matrix, MatrixKey } from './matrix.tsx';
import { Quotas } from './quotas.tsx';
import classes from './scan.module.css';
import { Spoken } from './spoken.tsx';
import { useScan } from './watch.ts';
import { headWords, paceWords, unitsEnded } from './words.ts';

function Headline({ progress }: { readonly progress: ScanProgress }) {
  const { keysRead, keysListed, units, requests } = progress;
  const ended = unitsEnded(progress);
  const share = units.length === 0 ? 0 : ended / units.length;
  return (
    <>
      <p className={classes.scope}>{headWords(progress)}</p>
      <div className={classes.headline}>
        <p className={classes.figure}>
          <strong>{count(keysRead)}</strong>
          <span>
            of {plural(keysListed, 'key')} read · {ended} of {plural(units.length, 'unit')} done
          </span>
        </p>
        <p className={classes.rate}>
          <span className={type.caption}>Run rate of what is read, a month</span>
          <strong>{range(progress.runRate, 'whole')}</strong>
        </p>
      </div>
      <Progress
        className={classes.progress ?? ''}
        value={share * 100}
        aria-label={`${percent(ended, units.length)} of units done`}
        radius={0}
        size={5}
      />
      <p className={classes.pace}>
        <span>{paceWords(progress)}</span>
        <span>{plural(requests, 'request')} to AWS</span>
      </p>
      <Spoken progress={progress} />
    </>
  );
}

/** A scan, live; it leaves for the overview when it ends. */
export function ScanView({ jobId }: { readonly jobId: string }) {
  const watched = useScan(jobId);
  useLeave(watched);
  const { progress, end, problem } = watched;
  const failure = end?.type === 'failed' ? end.failure : null;
  const failed = failure
    ? { title: 'The scan could not go on', detail: failure.message, action: failure.action }
    : problem && {
        title: problem.code === 'NOT_FOUND' ? 'This scan is no longer running' : problem.title,
        detail: 'The snapshots that were kept before are safe.',
        action: problem.action,
      };
  if (failed) {
    return (
      <div className={classes.page}>
        <Problem
          title={failed.title}
          action={<Button onClick={() => navigate({ view: 'start' })}>Back to the start</Button>}
        >
          {[failed.detail, failed.action].filter(Boolean).join(' ')}
        </Problem>
      </div>
    );
  }
  if (progress === undefined) {
    return (
      <div className={classes.page}>
        <Loading rows={12} rowHeight={31} />
      </div>
    );
  }
  return (
    <div className={classes.page}>
      <Headline progress={progress} />
      <Matrix progress={progress} />
      <MatrixKey />
      <div className={classes.below}>
        <Denied unread={progress.unread} />
        <Quotas quotas={progress.quotas} />
      </div>
    </div>
  );
}
