const NAMES: Readonly<Record<string, string>> = {
  'key.pendingDeletion': 'Pending deletion',
  'key.materialExpiring': 'Imported material expires',
  'key.rotationOff': 'Rotation off',
  'key.rotationOverdue': 'Rotation overdue',
  'key.disabledBilled': 'Disabled, still billed',
  'key.neverUsed': 'Never used',
  'key.idle': 'Idle',
  'key.replicaUnused': 'Replica not used',
  'key.noOwner': 'No owner tag',
  'key.readInPart': 'Read in part',
  'key.useOlderThanTracking': 'No use seen, older than tracking',
  'key.useNotReadable': 'Last use not readable',
  'key.useNotAsked': 'Last use not asked',
  'hsm.single': 'Single HSM',
  'hsm.endOfSupport': 'Past end of support',
  'hsm.unlinked': 'No linked key store',
  'hsm.nonFips': 'Non-FIPS mode',
  'hsm.empty': 'Empty cluster',
  'coverage.keysDenied': 'Keys denied',
  'coverage.clustersDenied': 'CloudHSM denied',
};

/** A rule in a few words; one that is not known here is shown by its id. */
export function ruleName(rule: string): string {
  return NAMES[rule] ?? rule;
}
