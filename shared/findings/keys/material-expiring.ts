import { date } from '../../format/date.ts';
import { counted, customerManaged, daysUntil, type KeyRule } from './rule.ts';

const SOON_DAYS = 30;
const AHEAD_DAYS = 90;
const GOING = new Set(['PendingDeletion', 'PendingReplicaDeletion']);

/** Imported material that ends by itself: from that day, what it encrypted cannot be read until it is imported again. */
export const materialExpiring: KeyRule = {
  id: 'key.materialExpiring',
  saving: null,
  carries: false,
  about:
    'AWS deletes imported material on its date of expiry. The key then does nothing until the same material is imported again.',
  steps: [
    'Make sure that the material itself is still kept outside AWS.',
    'Import the same material again, with a later date or with none.',
  ],
  controls: [{ standard: 'NIST SP 800-53 r5', id: 'SC-12' }],
  title: (keys) => counted(keys, 'key', 'has', 'have', 'imported material that expires within 90 days'),
  judge(entry, { asOf }) {
    const metadata = customerManaged(entry);
    if (metadata?.origin !== 'EXTERNAL' || GOING.has(metadata.state)) return null;
    if (metadata.expirationModel !== 'KEY_MATERIAL_EXPIRES' || metadata.validTo === null) return null;
    const due = metadata.validTo;
    const days = daysUntil(due, asOf);
    if (days > AHEAD_DAYS) return null;
    if (Date.parse(due) <= Date.parse(asOf))
      return { severity: 'critical', evidence: `expired on ${date(due)}`, due };
    const severity = days <= SOON_DAYS ? 'high' : 'medium';
    return { severity, evidence: `expires on ${date(due)}`, due };
  },
};
