import { useState } from 'react';
import { problemOf } from '../../api/problem.ts';
import { Problem } from '../../components/states.tsx';
import { useStartScan } from '../scan/start-scan.ts';
import { Profiles } from './profiles.tsx';
import { Sample } from './sample.tsx';
import classes from './start.module.css';

/** First run, and later the place from which other profiles are read. */
export function StartView() {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const start = useStartScan();

  function tick(name: string, on: boolean) {
    const next = new Set(ticked);
    if (on) next.add(name);
    else next.delete(name);
    setTicked(next);
  }

  const problem = start.error === null ? null : problemOf(start.error);
  return (
    <div className={classes.page}>
      {problem === null ? null : (
        <Problem title={problem.title}>{[problem.detail, problem.action].filter(Boolean).join(' ')}</Problem>
      )}
      <div className={classes.columns}>
        <Sample
          first={ticked.size === 0}
          busy={start.isPending}
          onExplore={() => start.mutate({ source: { kind: 'sample' } })}
        />
        <Profiles
          ticked={ticked}
          onTick={tick}
          busy={start.isPending}
          onRead={(regions) =>
            start.mutate({
              source: { kind: 'profiles', profiles: [...ticked] },
              ...(regions.length > 0 ? { regions: [...regions] } : {}),
            })
          }
        />
      </div>
      <ul className={classes.promises}>
        <li>
          <strong>It reads.</strong> Keyledger never changes anything in AWS.
        </li>
        <li>
          <strong>It stays here.</strong> Snapshots are files on this computer.
        </li>
        <li>
          <strong>It costs cents.</strong> 1,000 keys are about 3,000 requests, $0.01.
        </li>
      </ul>
    </div>
  );
}
