import type { HsmCluster } from '../../../shared/model/hsm.ts';
import { type Detail, read, unread } from '../../../shared/model/outcome.ts';
import type { ClusterBackup } from '../../../shared/model/policy.ts';
import type { UnitReader } from '../../aws/reader.ts';
import { collect, type Listed } from '../ask.ts';

type ReadCluster = Omit<HsmCluster, 'accountId' | 'region'>;
type Backups = Listed<{ readonly clusterId: string; readonly backup: ClusterBackup }>;

/** The clusters with their backups, asked for in one listing; `listed` is null where there is no cluster to ask for. */
export async function withBackups(
  clusters: readonly ReadCluster[],
  reader: UnitReader,
): Promise<{ readonly clusters: readonly ReadCluster[]; readonly listed: Backups | null }> {
  if (clusters.length === 0) return { clusters, listed: null };
  const listed = await collect(reader.describeBackups(clusters.map(({ id }) => id)));
  return {
    clusters: clusters.map((cluster) => ({ ...cluster, backups: backupsOf(cluster.id, listed) })),
    listed,
  };
}

/** Of a listing that broke off, a cluster without any may have some. */
function backupsOf(id: string, { items, error }: Backups): Detail<readonly ClusterBackup[]> {
  const value = items.filter(({ clusterId }) => clusterId === id).map(({ backup }) => backup);
  if (!error) return read(value);
  return value.length === 0 ? unread(error.outcome) : { status: 'partial', value, outcome: error.outcome };
}
