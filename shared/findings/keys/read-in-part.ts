import { isExact } from '../../model/amount.ts';
import type { LedgerKey } from '../../model/ledger.ts';
import { counted, type KeyRule } from './rule.ts';

/** A key whose cost is a range: a call about it was not answered, or its region has no known price. */
export const readInPart: KeyRule = {
  id: 'key.readInPart',
  saving: null,
  carries: true,
  about:
    'Something that decides their cost was not answered, so that they are priced from at least to at most.',
  steps: [
    'Coverage says which call was not answered, and the permission that would mend it.',
    'Then scan again.',
  ],
  controls: [],
  title: (keys) => counted(keys, 'key', 'was', 'were', 'read in part'),
  judge(entry) {
    if (isExact(entry.amount)) return null;
    return { severity: 'unknown', evidence: missing(entry), due: null };
  },
};

function missing({ key, amount }: LedgerKey): string {
  if (key.metadata.status !== 'read') return 'DescribeKey was not answered';
  if (amount.highMicroUsd === null) return 'no key price is known for its region';
  return key.rotations.status === 'partial' ? 'rotations read in part' : 'rotations were not read';
}
