import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { SnapshotSummary } from '../../shared/contract/snapshots.ts';
import { queries } from '../api/queries.ts';
import { ExportMenu } from '../features/export/export-menu.tsx';
import { ScanActions } from '../features/scan/scan-actions.tsx';
import { sameAgain, useStartScan } from '../features/scan/start-scan.ts';
import { useRoute } from './navigation.ts';
import { href } from './route.ts';
import { SchemeSwitch } from './scheme-switch.tsx';
import { SearchField } from './search-field.tsx';
import { SnapshotPicker } from './snapshot-picker.tsx';
import { Title } from './title.tsx';
import classes from './title-bar.module.css';

function ScanAgain({ snapshot }: { readonly snapshot: string }) {
  const manifest = useQuery(queries.manifest(snapshot));
  const current = useQuery({ ...queries.currentScan(), refetchInterval: 5_000 });
  const start = useStartScan();
  const jobId = current.data?.jobId;
  if (jobId) {
    return (
      <Button component="a" href={href({ view: 'scan', jobId })}>
        Scan in progress
      </Button>
    );
  }
  return (
    <Button
      disabled={manifest.data === undefined || start.isPending}
      onClick={() => manifest.data && start.mutate(sameAgain(manifest.data))}
    >
      Scan again
    </Button>
  );
}

interface TitleBarProps {
  readonly shown: SnapshotSummary | undefined;
  readonly list: readonly SnapshotSummary[];
}

/** The drag region of the desktop window; its controls are not. */
export function TitleBar({ shown, list }: TitleBarProps) {
  const route = useRoute();
  const reading = route.view === 'scan';
  return (
    <header className={classes.bar}>
      <Title shown={shown} />
      <div className={classes.controls}>
        {shown === undefined ? null : <SearchField />}
        {reading ? <ScanActions jobId={route.jobId} /> : null}
        {shown === undefined || route.view === 'start' ? null : <SnapshotPicker shown={shown} list={list} />}
        {shown === undefined || reading || route.view === 'start' ? null : (
          <>
            <ExportMenu snapshot={shown.id} filter={route.view === 'keys' ? route.filter : {}} />
            <ScanAgain snapshot={shown.id} />
          </>
        )}
        <SchemeSwitch />
      </div>
    </header>
  );
}
