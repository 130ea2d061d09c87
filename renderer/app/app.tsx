import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect } from 'react';
import { problemOf } from '../api/problem.ts';
import { queries } from '../api/queries.ts';
import { Loading, Problem } from '../components/states.tsx';
import classes from './app.module.css';
import { Banner } from './banner.tsx';
import { ClosingLine } from './closing-line.tsx';
import { FailureBoundary } from './failure-boundary.tsx';
import { navigate, useRoute } from './navigation.ts';
import { Rail } from './rail.tsx';
import { useShelf } from './snapshots.ts';
import { TitleBar } from './title-bar.tsx';
import { View } from './view.tsx';

/** At the bare address: the scan that runs, else the start while nothing has been read. */
function useFirstPlace(empty: boolean): void {
  const route = useRoute();
  const bare = window.location.hash === '';
  const current = useQuery({ ...queries.currentScan(), enabled: bare || empty });
  const jobId = current.data?.jobId;
  useEffect(() => {
    if (jobId && (bare || (empty && route.view !== 'scan'))) {
      navigate({ view: 'scan', jobId }, 'replace');
    } else if (empty && route.view !== 'start' && route.view !== 'scan') {
      navigate({ view: 'start' }, 'replace');
    }
  }, [jobId, bare, empty, route.view]);
}

/** Views whose foot is the closing line; the table of keys has its total there, and Coverage says it all. */
const CLOSED = ['overview', 'key', 'hsms', 'guide', 'findings'];

export function App() {
  const route = useRoute();
  const { list, shown, error, again } = useShelf();
  useFirstPlace(list?.length === 0);
  const waiting = list === undefined && route.view !== 'start' && route.view !== 'scan';
  return (
    <div className={classes.window}>
      <Rail shown={shown} />
      <div className={classes.side}>
        <TitleBar shown={shown} list={list ?? []} />
        <Banner />
        <main id="content" tabIndex={-1} className={classes.main}>
          {waiting ? (
            <div className={classes.page}>
              {error === null ? <Loading /> : <ShelfProblem error={error} again={again} />}
            </div>
          ) : (
            <FailureBoundary key={route.view}>
              <Suspense
                fallback={
                  <div className={classes.page}>
                    <Loading />
                  </div>
                }
              >
                <View shown={shown} />
              </Suspense>
            </FailureBoundary>
          )}
        </main>
        {shown !== undefined && CLOSED.includes(route.view) ? <ClosingLine snapshot={shown.id} /> : null}
      </div>
    </div>
  );
}

function ShelfProblem({ error, again }: { readonly error: Error; readonly again: () => void }) {
  const { title, detail, action } = problemOf(error);
  return (
    <Problem title={title} action={<Button onClick={again}>Ask again</Button>}>
      {[detail, action].filter(Boolean).join(' ')}
    </Problem>
  );
}
