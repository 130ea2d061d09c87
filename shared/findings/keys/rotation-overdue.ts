import { date } from '../../format/date.ts';
import { known } from '../../model/outcome.ts';
import { counted, customerManaged, daysUntil, type KeyRule } from './rule.ts';

/** AWS rotates on the date or soon after; a week is no delay worth a word. */
const GRACE_DAYS = 7;

/** Rotation is on and its date has passed. A key that is not enabled keeps its setting, but does not rotate. */
export const rotationOverdue: KeyRule = {
  id: 'key.rotationOverdue',
  saving: null,
  carries: false,
  about:
    'Automatic rotation is on, and the date that AWS gave for the next one has passed by more than a week.',
  steps: [
    'Read the rotation status again: AWS may have rotated since.',
    'Rotate on demand, or ask AWS support why it did not happen.',
  ],
  controls: [{ standard: 'PCI DSS 4.0.1', id: '3.7.4' }],
  title: (keys) => counted(keys, 'rotation', 'is', 'are', 'overdue'),
  judge(entry, { asOf }) {
    const metadata = customerManaged(entry);
    if (metadata?.state !== 'Enabled' || metadata.multiRegion?.role === 'REPLICA') return null;
    const status = known(entry.key.rotationStatus);
    if (!status?.enabled || status.nextRotationAt === null) return null;
    const late = -daysUntil(status.nextRotationAt, asOf);
    if (late <= GRACE_DAYS) return null;
    const evidence = `due on ${date(status.nextRotationAt)}, ${late} days ago`;
    return { severity: 'medium', evidence, due: status.nextRotationAt };
  },
};
