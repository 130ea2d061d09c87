import type { KeyMetadata, KeyRecord } from '../../../shared/model/key.ts';
import { type Detail, NOT_APPLICABLE, read, unread } from '../../../shared/model/outcome.ts';
import type { SampleKey } from '../../sample/generate/key.ts';

const iso = (ms: number) => new Date(ms).toISOString();
const isoOrNull = (ms: number | null) => (ms === null ? null : iso(ms));

/** What a scan must make of a key of the sample organisation, from the organisation itself and not from its answers. */
export function expectedRecord(key: SampleKey): KeyRecord {
  const { arn, keyId, accountId, region, aliases } = key;
  const place = { arn, keyId, accountId, region, aliases };
  if (key.denies === 'describe') {
    const tags = read(key.tags);
    const notAsked = unread('notAsked');
    return { ...place, metadata: unread('denied'), rotationStatus: notAsked, rotations: notAsked, tags };
  }
  return {
    ...place,
    metadata: read(metadata(key)),
    rotationStatus: rotationStatus(key),
    rotations: rotations(key),
    tags: key.manager === 'AWS' ? NOT_APPLICABLE : read(key.tags),
  };
}

function metadata(key: SampleKey): KeyMetadata {
  const arnIn = (region: string) => key.arn.replace(`:${key.region}:`, `:${region}:`);
  return {
    manager: key.manager,
    state: key.state,
    spec: key.spec,
    usage: key.usage,
    origin: key.origin,
    description: key.description,
    createdAt: iso(key.createdAt),
    deletionDate: isoOrNull(key.deletionAt),
    pendingDeletionWindowDays: key.pendingWindowDays,
    expirationModel: key.expirationModel,
    validTo: isoOrNull(key.validTo),
    multiRegion: key.family && {
      role: key.family.role,
      primaryArn: arnIn(key.family.primary),
      replicaArns: key.family.replicas.map(arnIn),
    },
    customKeyStoreId: key.storeId,
    clusterId: key.clusterId,
    xksKeyId: key.xksKeyId,
    currentMaterialId: key.materialId,
  };
}

function isPendingDeletion({ state }: SampleKey): boolean {
  return state === 'PendingDeletion' || state === 'PendingReplicaDeletion';
}

function rotationStatus(key: SampleKey): KeyRecord['rotationStatus'] {
  if (key.manager === 'AWS' || key.rotates !== 'automatic') return NOT_APPLICABLE;
  if (isPendingDeletion(key)) return unread('notAsked');
  return read({
    enabled: key.rotationPeriodDays !== null,
    periodDays: key.rotationPeriodDays,
    nextRotationAt: isoOrNull(key.nextRotationAt),
    onDemandStartedAt: isoOrNull(key.onDemandStartedAt),
  });
}

function rotations(key: SampleKey): Detail<readonly { date: string; type: string }[]> {
  if (key.manager === 'AWS' || key.rotates === 'none') return NOT_APPLICABLE;
  if (isPendingDeletion(key)) return unread('notAsked');
  if (key.denies === 'rotations') return unread('denied');
  return read(key.rotations.map(({ date, type }) => ({ date: iso(date), type })));
}
