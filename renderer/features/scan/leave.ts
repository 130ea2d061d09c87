import { useEffect } from 'react';
import type { ScanProgress } from '../../../shared/model/progress.ts';
import { queries, queryClient, refresh } from '../../api/queries.ts';
import { navigate } from '../../app/navigation.ts';
import { tell } from '../../app/notice.ts';
import type { ScanEnd, Watched } from './watch.ts';
import { unitsEnded } from './words.ts';

function farewell(end: ScanEnd, progress: ScanProgress | undefined): string | null {
  switch (end.type) {
    case 'finished':
      return end.complete
        ? null
        : 'Read in part: some calls were not answered. What is missing, and what it does to the figures, is under Coverage.';
    case 'cancelled': {
      if (end.snapshotId === null) return 'The scan was cancelled; nothing of it was kept.';
      const units = progress ? ` after ${unitsEnded(progress)} of ${progress.units.length} units` : '';
      return `The scan was stopped${units}. What was read is kept; the rest is under Coverage.`;
    }
    case 'failed':
      return null;
  }
}

/** When a scan has ended with something to show, shows it, and says in words what is missing. */
export function useLeave({ end, progress, problem }: Watched): void {
  useEffect(() => {
    if (end === undefined && problem === undefined) return;
    queryClient.setQueryData(queries.currentScan().queryKey, { jobId: null });
    if (end === undefined || end.type === 'failed') return;
    tell(farewell(end, progress));
    void refresh().then(() => navigate({ view: 'overview' }, 'replace'));
  }, [end, progress, problem]);
}
