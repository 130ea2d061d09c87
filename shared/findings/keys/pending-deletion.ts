import { date } from '../../format/date.ts';
import { counted, customerManaged, type KeyRule } from './rule.ts';

/** Data under a deleted key is lost for good. Critical where AWS recorded a recent use. Not charged meanwhile. */
export const pendingDeletion: KeyRule = {
  id: 'key.pendingDeletion',
  saving: null,
  carries: false,
  about:
    'What a deleted key encrypted can never be read again. Until the date, the deletion can be cancelled.',
  steps: [
    'Ask who scheduled it: CloudTrail records ScheduleKeyDeletion with the caller.',
    'Look for what the key still encrypts, backups and snapshots included.',
    'If in doubt, cancel the deletion and disable the key instead.',
  ],
  controls: [
    { standard: 'NIST SP 800-53 r5', id: 'SC-12' },
    { standard: 'NIST SP 800-53 r5', id: 'SC-12(2)' },
  ],
  title: (keys) => counted(keys, 'key', 'is', 'are', 'pending deletion'),
  judge(entry, { asOf, lastUse }) {
    const metadata = customerManaged(entry);
    if (metadata?.state !== 'PendingDeletion' && metadata?.state !== 'PendingReplicaDeletion') return null;
    const used = lastUse.grade === 'used' && lastUse.at !== null ? `, yet used on ${date(lastUse.at)}` : '';
    const severity = used === '' ? 'medium' : 'critical';
    const due = metadata.deletionDate;
    if (due === null) return { severity, evidence: `waits for its replicas to be deleted${used}`, due: null };
    return { severity, evidence: `${countdown(due, asOf)}, on ${date(due)}${used}`, due };
  },
};

const DAY_MS = 86_400_000;

/** By the calendar, in UTC: what is shown beside it is a date. */
function countdown(due: string, asOf: string): string {
  const day = (iso: string) => Math.floor(Date.parse(iso) / DAY_MS);
  const days = day(due) - day(asOf);
  if (days < 0) return 'was due to be deleted';
  if (days === 0) return 'deleted today';
  return days === 1 ? 'deleted tomorrow' : `deleted in ${days} days`;
}
