import type { Caller } from './caller.ts';
import { describeClusters } from './cloudhsm/describe-clusters.ts';
import { describeCustomKeyStores } from './kms/custom-key-stores.ts';
import { describeKey } from './kms/describe-key.ts';
import { listAliases } from './kms/list-aliases.ts';
import { listKeys } from './kms/list-keys.ts';
import { listResourceTags } from './kms/list-resource-tags.ts';
import { listKeyRotations } from './kms/list-rotations.ts';
import { getKeyRotationStatus } from './kms/rotation-status.ts';
import type { Unit } from './kms/target.ts';
import type { UnitReader } from './reader.ts';
import { getTaggedKeys } from './tagging/get-resources.ts';

export function openUnit(caller: Caller, unit: Unit): UnitReader {
  return {
    listKeys: () => listKeys(caller, unit),
    listAliases: () => listAliases(caller, unit),
    describeKey: (keyId) => describeKey(caller, unit, keyId),
    getKeyRotationStatus: (keyId) => getKeyRotationStatus(caller, unit, keyId),
    listKeyRotations: (keyId) => listKeyRotations(caller, unit, keyId),
    listResourceTags: (keyId) => listResourceTags(caller, unit, keyId),
    getTaggedKeys: () => getTaggedKeys(caller, unit),
    describeCustomKeyStores: () => describeCustomKeyStores(caller, unit),
    describeClusters: () => describeClusters(caller, unit),
  };
}
