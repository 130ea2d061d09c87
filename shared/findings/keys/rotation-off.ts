import { known } from '../../model/outcome.ts';
import { counted, customerManaged, type KeyRule } from './rule.ts';

/**
 * Only symmetric encryption keys with AWS's own material rotate by themselves, and a replica follows its primary, so
 * that it is said of the primary alone. Source of the controls: AWS Security Hub, KMS.4.
 */
export const rotationOff: KeyRule = {
  id: 'key.rotationOff',
  saving: null,
  carries: false,
  about:
    'Automatic rotation is off for keys that could have it. The first two rotations cost one key price a month each.',
  steps: [
    'Ask the owner whether the key is rotated by replacing it: that counts as well.',
    'Turn automatic rotation on. Earlier material is kept, so that nothing has to be encrypted again.',
  ],
  controls: [
    { standard: 'CIS AWS Foundations 3.0', id: '3.6' },
    { standard: 'PCI DSS 4.0.1', id: '3.7.4' },
    { standard: 'NIST SP 800-53 r5', id: 'SC-12' },
    { standard: 'NIST SP 800-53 r5', id: 'SC-12(2)' },
    { standard: 'NIST SP 800-53 r5', id: 'SC-28(3)' },
  ],
  title: (keys) => counted(keys, 'key', 'does', 'do', 'not rotate'),
  judge(entry) {
    const metadata = customerManaged(entry);
    if (metadata?.state !== 'Enabled' || metadata.multiRegion?.role === 'REPLICA') return null;
    if (metadata.spec !== 'SYMMETRIC_DEFAULT' || metadata.origin !== 'AWS_KMS') return null;
    if (known(entry.key.rotationStatus)?.enabled !== false) return null;
    const evidence = `${history(entry.key.rotations)}, automatic rotation is off`;
    return { severity: 'medium', evidence, due: null };
  },
};

function history(rotations: Parameters<KeyRule['judge']>[0]['key']['rotations']): string {
  const done = known(rotations);
  if (done === undefined || rotations.status === 'partial') return 'history not read in full';
  if (done.length === 0) return 'never rotated';
  return done.length === 1 ? 'rotated once' : `rotated ${done.length} times`;
}
