import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ScanRequest } from '../../../shared/contract/scan.ts';
import type { Manifest } from '../../../shared/model/snapshot.ts';
import { client } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { queries } from '../../api/queries.ts';
import { navigate } from '../../app/navigation.ts';
import { tell } from '../../app/notice.ts';

async function startOrFind(request: ScanRequest): Promise<string> {
  try {
    return (await client.scan.start(request)).jobId;
  } catch (error) {
    const running = problemOf(error).code === 'SCAN_RUNNING' ? await client.scan.current() : null;
    if (running?.jobId) return running.jobId;
    throw error;
  }
}

/** Starts a scan and shows it; where one runs already, shows that one. */
export function useStartScan() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: startOrFind,
    onSuccess: (jobId) => {
      tell(null);
      cache.setQueryData(queries.currentScan().queryKey, { jobId });
      navigate({ view: 'scan', jobId });
    },
  });
}

/** The request that reads again what a snapshot has read. */
export function sameAgain({ sample, scope }: Pick<Manifest, 'sample' | 'scope'>): ScanRequest {
  if (sample) return { source: { kind: 'sample' } };
  return { source: { kind: 'profiles', profiles: [...scope.profiles] } };
}
