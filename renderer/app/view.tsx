import { Button } from '@mantine/core';
import { lazy } from 'react';
import type { SnapshotSummary } from '../../shared/contract/snapshots.ts';
import { Empty } from '../components/states.tsx';
import classes from './app.module.css';
import { useRoute } from './navigation.ts';
import { href } from './route.ts';

const CoverageView = lazy(async () => ({
  default: (await import('../features/coverage/coverage.tsx')).CoverageView,
}));
const FindingsView = lazy(async () => ({
  default: (await import('../features/findings/findings.tsx')).FindingsView,
}));
const GuideView = lazy(async () => ({ default: (await import('../features/guide/guide.tsx')).GuideView }));
const HsmsView = lazy(async () => ({ default: (await import('../features/hsms/hsms.tsx')).HsmsView }));
const KeysView = lazy(async () => ({ default: (await import('../features/keys/keys.tsx')).KeysView }));
const KeyView = lazy(async () => ({ default: (await import('../features/key/key.tsx')).KeyView }));
const OverviewView = lazy(async () => ({
  default: (await import('../features/overview/overview.tsx')).OverviewView,
}));
const SavingsView = lazy(async () => ({
  default: (await import('../features/savings/savings.tsx')).SavingsView,
}));
const ScanView = lazy(async () => ({ default: (await import('../features/scan/scan.tsx')).ScanView }));
const StartView = lazy(async () => ({ default: (await import('../features/start/start.tsx')).StartView }));

/** The view that the route names, over the snapshot that it names. */
export function View({ shown }: { readonly shown: SnapshotSummary | undefined }) {
  const route = useRoute();
  if (route.view === 'scan') return <ScanView key={route.jobId} jobId={route.jobId} />;
  if (route.view === 'start') return <StartView />;
  if (shown === undefined) {
    return (
      <div className={classes.page}>
        <Empty
          title="This snapshot is not on this computer"
          action={
            <Button component="a" href={href({ ...route, snapshot: undefined })}>
              Show the latest
            </Button>
          }
        >
          It may have been deleted, or belong to another data folder.
        </Empty>
      </div>
    );
  }
  switch (route.view) {
    case 'overview':
      return <OverviewView snapshot={shown.id} />;
    case 'keys':
      return <KeysView snapshot={shown.id} route={route} />;
    case 'key':
      return <KeyView key={route.arn} snapshot={shown.id} arn={route.arn} />;
    case 'hsms':
      return <HsmsView key={route.cluster} snapshot={shown.id} cluster={route.cluster} />;
    case 'guide':
      return <GuideView snapshot={shown.id} answers={route.answers} />;
    case 'savings':
      return <SavingsView snapshot={shown.id} />;
    case 'findings':
      return <FindingsView key={route.rule} snapshot={shown.id} rule={route.rule} />;
    case 'coverage':
      return <CoverageView snapshot={shown.id} />;
  }
}
