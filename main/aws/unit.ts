import type { Caller } from './caller.ts';
import { describeBackups } from './cloudhsm/describe-backups.ts';
import { describeClusters } from './cloudhsm/describe-clusters.ts';
import { lookupEvents } from './cloudtrail/lookup-events.ts';
import { describeCustomKeyStores } from './kms/custom-key-stores.ts';
import { describeKey } from './kms/describe-key.ts';
import { getKeyLastUsage } from './kms/get-key-last-usage.ts';
import { getKeyPolicy } from './kms/get-key-policy.ts';
import { listAliases } from './kms/list-aliases.ts';
import { listGrants } from './kms/list-grants.ts';
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
    getKeyPolicy: (keyId) => getKeyPolicy(caller, unit, keyId),
    listGrants: (keyId) => listGrants(caller, unit, keyId),
    getKeyLastUsage: (keyId) => getKeyLastUsage(caller, unit, keyId),
    describeBackups: (clusterIds) => describeBackups(caller, unit, clusterIds),
    lookupEvents: (query) => lookupEvents(caller, unit, query),
  };
}
