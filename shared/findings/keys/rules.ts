import { disabledBilled } from './disabled-billed.ts';
import { idle } from './idle.ts';
import { materialExpiring } from './material-expiring.ts';
import { neverUsed } from './never-used.ts';
import { noOwner } from './no-owner.ts';
import { pendingDeletion } from './pending-deletion.ts';
import { readInPart } from './read-in-part.ts';
import { replicaUnused } from './replica-unused.ts';
import { rotationOff } from './rotation-off.ts';
import { rotationOverdue } from './rotation-overdue.ts';
import type { KeyRule } from './rule.ts';
import { useNotAsked, useNotReadable, useOlderThanTracking } from './use-unknown.ts';

/** Every rule about one key. Of those with a `saving`, at most one speaks of a key, so that their sums add up. */
export const KEY_RULES: readonly KeyRule[] = [
  pendingDeletion,
  materialExpiring,
  rotationOff,
  rotationOverdue,
  disabledBilled,
  neverUsed,
  idle,
  replicaUnused,
  noOwner,
  readInPart,
  useOlderThanTracking,
  useNotReadable,
  useNotAsked,
];
