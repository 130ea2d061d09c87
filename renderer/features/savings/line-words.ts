import type { FindingGroup } from '../../../shared/model/finding.ts';

interface LineWords {
  readonly name: string;
  readonly noun: string;
  /** What the line rests on, or what is not known. */
  readonly note: string;
}

const WORDS: Readonly<Record<string, LineWords>> = {
  'key.disabledBilled': {
    name: 'Disabled',
    noun: 'key',
    note: 'a disabled key cannot be used, yet is billed',
  },
  'key.neverUsed': { name: 'Never used', noun: 'key', note: 'tracked since the day of creation' },
  'key.idle': {
    name: 'Used before, now idle',
    noun: 'key',
    note: 'AWS recorded the last use, and none since',
  },
  'key.replicaUnused': {
    name: 'Replicas not used',
    noun: 'replica',
    note: 'their primaries stay as they are',
  },
  'key.useOlderThanTracking': {
    name: 'No use seen, but older than tracking',
    noun: 'key',
    note: 'use before tracking began is unknown',
  },
  'key.useNotReadable': {
    name: 'Last use not readable',
    noun: 'key',
    note: 'GetKeyLastUsage was not answered',
  },
  'key.useNotAsked': { name: 'Last use not asked', noun: 'key', note: 'AWS can tell, one call a key' },
  'hsm.unlinked': {
    name: 'HSMs without a key store',
    noun: 'HSM',
    note: 'AWS cannot see what applications do in an HSM',
  },
};

/** How a line of the savings is named; a rule that is not known here speaks for itself. */
export function lineWords({ rule, title, evidence }: FindingGroup): LineWords {
  return WORDS[rule] ?? { name: title, noun: 'key', note: evidence };
}
