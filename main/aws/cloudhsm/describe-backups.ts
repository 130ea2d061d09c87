import type { ClusterBackup } from '../../../shared/model/policy.ts';
import { flag, type Json, objects, optionalText, optionalTime, text } from '../answer.ts';
import type { Caller } from '../caller.ts';
import type { Unit } from '../kms/target.ts';
import { pages } from '../pages.ts';

/** Backups of some clusters, with the cluster that each is of. Over the wire: the old client would drop fields. */
export function describeBackups(
  caller: Caller,
  { region, gate }: Unit,
  clusterIds: readonly string[],
): AsyncIterable<readonly { readonly clusterId: string; readonly backup: ClusterBackup }[]> {
  return pages((token, fresh) =>
    caller.json(
      gate,
      {
        operation: 'cloudhsm:DescribeBackups',
        service: 'cloudhsm',
        region,
        target: 'BaldrApiService.DescribeBackups',
        body: { Filters: { clusterIds }, NextToken: token ?? undefined },
      },
      (answer) => ({
        items: objects(answer, 'Backups').map((json) => ({
          clusterId: text(json, 'ClusterId'),
          backup: backupOf(json),
        })),
        next: fresh(optionalText(answer, 'NextToken')),
      }),
    ),
  );
}

function backupOf(json: Json): ClusterBackup {
  return {
    id: text(json, 'BackupId'),
    state: text(json, 'BackupState'),
    createdAt: optionalTime(json, 'CreateTimestamp'),
    copiedAt: optionalTime(json, 'CopyTimestamp'),
    sourceRegion: optionalText(json, 'SourceRegion'),
    deletesAt: optionalTime(json, 'DeleteTimestamp'),
    neverExpires: (json.NeverExpires ?? null) === null ? null : flag(json, 'NeverExpires'),
  };
}
