import type { KeyManager, KeyMetadata, MultiRegion } from '../../../shared/model/key.ts';
import {
  type Json,
  MalformedAnswer,
  object,
  objects,
  optionalNumber,
  optionalText,
  optionalTime,
  text,
  time,
} from '../answer.ts';
import type { Caller } from '../caller.ts';
import { kmsCall, type Unit } from './target.ts';

/** Throws RangeError for an alias: DescribeKey on one can create an AWS managed key (facts section 6). */
export async function describeKey(
  caller: Caller,
  { region, gate }: Unit,
  keyId: string,
): Promise<KeyMetadata> {
  if (/(^|:)alias\//.test(keyId))
    throw new RangeError(`DescribeKey is asked by key id only, not by ${keyId}`);
  return caller.json(gate, kmsCall('kms:DescribeKey', region, { KeyId: keyId }), (answer) =>
    keyMetadata(object(answer.KeyMetadata, 'KeyMetadata')),
  );
}

function keyMetadata(json: Json): KeyMetadata {
  return {
    manager: manager(json),
    state: text(json, 'KeyState'),
    spec: optionalText(json, 'KeySpec') ?? text(json, 'CustomerMasterKeySpec'),
    usage: text(json, 'KeyUsage'),
    origin: text(json, 'Origin'),
    description: optionalText(json, 'Description') ?? '',
    createdAt: time(json, 'CreationDate'),
    deletionDate: optionalTime(json, 'DeletionDate'),
    pendingDeletionWindowDays: optionalNumber(json, 'PendingDeletionWindowInDays'),
    expirationModel: optionalText(json, 'ExpirationModel'),
    validTo: optionalTime(json, 'ValidTo'),
    multiRegion: multiRegion(json),
    customKeyStoreId: optionalText(json, 'CustomKeyStoreId'),
    clusterId: optionalText(json, 'CloudHsmClusterId'),
    xksKeyId: (json.XksKeyConfiguration ?? null) === null ? null : xksKeyId(json),
    currentMaterialId: optionalText(json, 'CurrentKeyMaterialId'),
  };
}

function manager(json: Json): KeyManager {
  const value = text(json, 'KeyManager');
  if (value !== 'AWS' && value !== 'CUSTOMER') throw new MalformedAnswer('KeyManager');
  return value;
}

function xksKeyId(json: Json): string {
  return text(object(json.XksKeyConfiguration, 'XksKeyConfiguration'), 'Id');
}

function multiRegion(json: Json): MultiRegion | null {
  if ((json.MultiRegionConfiguration ?? null) === null) return null;
  const family = object(json.MultiRegionConfiguration, 'MultiRegionConfiguration');
  const role = text(family, 'MultiRegionKeyType');
  if (role !== 'PRIMARY' && role !== 'REPLICA') throw new MalformedAnswer('MultiRegionKeyType');
  return {
    role,
    primaryArn: text(object(family.PrimaryKey, 'PrimaryKey'), 'Arn'),
    replicaArns: objects(family, 'ReplicaKeys').map((key) => text(key, 'Arn')),
  };
}
