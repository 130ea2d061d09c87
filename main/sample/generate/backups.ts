import type { SampleCluster } from './hardware.ts';
import { DAY, HOUR } from './time.ts';

export interface SampleBackup {
  readonly id: string;
  readonly state: 'READY' | 'PENDING_DELETION';
  /** Ms since 1970. */
  readonly createdAt: number;
  readonly deletesAt: number | null;
  readonly neverExpires: boolean;
}

const KEPT_DAYS = 90;

/** One a day, kept for 90 days, of clusters that are initialised; the first of each is kept for good. */
export function backupsOf(cluster: SampleCluster, at: number): readonly SampleBackup[] {
  if (cluster.state === 'UNINITIALIZED') return [];
  const days = Math.floor((at - cluster.createdAt) / DAY);
  const backup = (day: number): SampleBackup => ({
    id: `backup-${cluster.id.slice(-6)}${day.toString(32).padStart(5, '2')}`,
    state: 'READY',
    createdAt: cluster.createdAt + day * DAY + 3 * HOUR,
    deletesAt: null,
    neverExpires: day === 0,
  });
  const recent = Array.from({ length: Math.min(days, KEPT_DAYS) }, (_, ago) => backup(days - ago - 1));
  const oldest = recent.at(-1);
  const going: SampleBackup[] =
    oldest && days > KEPT_DAYS
      ? [{ ...backup(days - KEPT_DAYS - 1), state: 'PENDING_DELETION', deletesAt: at + 2 * DAY }]
      : [];
  return [...recent, ...going, ...(days > KEPT_DAYS + 1 ? [backup(0)] : [])];
}
