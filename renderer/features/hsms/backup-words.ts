import { count } from '../../../shared/format/money.ts';
import { OUTCOME_WORDS, plural } from '../../../shared/format/words.ts';
import type { HsmCluster } from '../../../shared/model/hsm.ts';
import { known, type UnreadOutcome } from '../../../shared/model/outcome.ts';
import type { ClusterBackup } from '../../../shared/model/policy.ts';

const GONE = ['DELETED', 'PENDING_DELETION'];

/** Backups that a cluster can be restored from; undefined where they were not read. */
export function standingBackups({ backups }: HsmCluster): readonly ClusterBackup[] | undefined {
  return backups && known(backups)?.filter(({ state }) => !GONE.includes(state));
}

/** "92", "at least 92", "not read". */
export function backupWords(cluster: HsmCluster): string {
  const standing = standingBackups(cluster);
  if (standing === undefined) return 'not read';
  return cluster.backups?.status === 'partial'
    ? `at least ${count(standing.length)}`
    : count(standing.length);
}

/** Why backups are not known, or not all; null where they are. */
export function backupGap({
  backups,
}: HsmCluster): { readonly title: string; readonly means: string } | null {
  if (backups === undefined)
    return {
      title: 'Backups were not read',
      means: 'This scan did not go that deep. A scan of full depth (--depth full) asks for them.',
    };
  const why = (outcome: UnreadOutcome) => OUTCOME_WORDS[outcome];
  if (backups.status === 'unread')
    return {
      title: `Backups were not read: ${why(backups.outcome)}`,
      means:
        'Whether there is one to restore from is not known. Reading them needs cloudhsm:DescribeBackups.',
    };
  if (backups.status === 'partial')
    return {
      title: `Backups were read in part: ${why(backups.outcome)}`,
      means: `There may be more than the ${plural(backups.value.length, 'backup')} that came.`,
    };
  return null;
}
