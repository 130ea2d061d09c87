import { backupsOf } from '../generate/backups.ts';
import { type Call, filterOf, number, text, unitOf } from './call.ts';
import { pageOf, pageSize } from './page.ts';

export function describeBackups(call: Call): object {
  const ids = filterOf(call.input, 'clusterIds');
  const at = call.organisation.asOf.getTime();
  const found = unitOf(call)
    .clusters.filter(({ id }) => ids?.includes(id) ?? true)
    .flatMap((cluster) =>
      backupsOf(cluster, at).map((backup) => ({
        BackupId: backup.id,
        BackupState: backup.state,
        ClusterId: cluster.id,
        CreateTimestamp: backup.createdAt / 1000,
        DeleteTimestamp: backup.deletesAt === null ? undefined : backup.deletesAt / 1000,
        HsmType: cluster.hsmType,
        Mode: cluster.mode,
        NeverExpires: backup.neverExpires,
      })),
    );
  const { items, next } = pageOf(
    found.length,
    (slot) => found.slice(slot, slot + 1),
    pageSize(number(call.input, 'MaxResults'), 50, 50),
    text(call.input, 'NextToken'),
    'CloudHsmInvalidRequestException',
  );
  return { Backups: items, NextToken: next ?? undefined };
}
