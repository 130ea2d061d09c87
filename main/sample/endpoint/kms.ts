import { materialIdOf, type SampleKey } from '../generate/key.ts';
import type { SampleAlias } from '../generate/unit.ts';
import { AwsRefusal, type Call, number, text, unitOf } from './call.ts';
import { listGrants } from './grants.ts';
import { keyOf, more } from './kms-key.ts';
import { keyMetadata } from './kms-metadata.ts';
import { keyPolicy } from './kms-policy.ts';
import { lastUsage } from './last-use.ts';
import { pageOf, pageSize } from './page.ts';

function listKeys(call: Call): object {
  const unit = unitOf(call);
  const size = pageSize(number(call.input, 'Limit'), 100, 1000);
  const itemsAt = (slot: number) => {
    const keyId = unit.idAt(slot);
    return keyId === undefined ? [] : [{ KeyArn: unit.arn(keyId), KeyId: keyId }];
  };
  const { items, next } = pageOf(
    unit.slots,
    itemsAt,
    size,
    text(call.input, 'Marker'),
    'InvalidMarkerException',
  );
  return { Keys: items, ...more(next) };
}

function listAliases(call: Call): object {
  const unit = unitOf(call);
  const size = pageSize(number(call.input, 'Limit'), 50, 100);
  const prefix = `arn:aws:kms:${unit.region}:${unit.accountId}:`;
  const entry = ({ name, keyId, createdAt }: SampleAlias) => ({
    AliasArn: prefix + name,
    AliasName: name,
    CreationDate: createdAt === null ? undefined : createdAt / 1000,
    LastUpdatedDate: createdAt === null ? undefined : createdAt / 1000,
    TargetKeyId: keyId ?? undefined,
  });
  const only = text(call.input, 'KeyId') === undefined ? undefined : keyOf(call, unit);
  const itemsAt = only
    ? () => only.aliases.map((name) => entry({ name, keyId: only.keyId, createdAt: only.createdAt }))
    : (slot: number) => unit.aliasesAt(slot).map(entry);
  const slots = only ? 1 : unit.slots + 1;
  const { items, next } = pageOf(slots, itemsAt, size, text(call.input, 'Marker'), 'InvalidMarkerException');
  return { Aliases: items, ...more(next) };
}

function cannotRotate(key: SampleKey): AwsRefusal {
  const why =
    key.origin === 'AWS_KMS' ? `KeySpec ${key.spec}, KeyUsage ${key.usage}` : `Origin ${key.origin}`;
  return new AwsRefusal('UnsupportedOperationException', `${key.arn}: rotation is not supported for ${why}.`);
}

function rotationStatus(call: Call): object {
  const key = keyOf(call, unitOf(call));
  if (key.rotates !== 'automatic') throw cannotRotate(key);
  return {
    KeyId: key.arn,
    KeyRotationEnabled: key.rotationPeriodDays !== null,
    NextRotationDate: key.nextRotationAt === null ? undefined : key.nextRotationAt / 1000,
    OnDemandRotationStartDate: key.onDemandStartedAt === null ? undefined : key.onDemandStartedAt / 1000,
    RotationPeriodInDays: key.rotationPeriodDays ?? undefined,
  };
}

/** Oldest first, so that nobody may rely on an order that AWS does not promise. */
function rotations(call: Call): object {
  const key = keyOf(call, unitOf(call));
  if (key.rotates === 'none') throw cannotRotate(key);
  const id = text(call.input, 'KeyId')?.startsWith('arn:') ? key.arn : key.keyId;
  const material = (rotations: number) => ({
    KeyId: id,
    KeyMaterialId: materialIdOf(key.materialSeed, rotations),
    KeyMaterialState: rotations === key.rotations.length ? 'CURRENT' : 'NON_CURRENT',
  });
  const completed = key.rotations.toReversed().map((rotation, index) => ({
    ...material(index + 1),
    RotationDate: rotation.date / 1000,
    RotationType: rotation.type,
  }));
  const everything = text(call.input, 'IncludeKeyMaterial') === 'ALL_KEY_MATERIAL';
  const rows = everything ? [material(0), ...completed] : completed;
  const size = pageSize(number(call.input, 'Limit'), 100, 1000);
  const marker = text(call.input, 'Marker');
  const { items, next } = pageOf(
    rows.length,
    (at) => rows.slice(at, at + 1),
    size,
    marker,
    'InvalidMarkerException',
  );
  return { Rotations: items, ...more(next) };
}

function resourceTags(call: Call): object {
  const { tags } = keyOf(call, unitOf(call));
  const size = pageSize(number(call.input, 'Limit'), 50, 50);
  const itemsAt = (at: number) =>
    tags.slice(at, at + 1).map((tag) => ({ TagKey: tag.key, TagValue: tag.value }));
  const { items, next } = pageOf(
    tags.length,
    itemsAt,
    size,
    text(call.input, 'Marker'),
    'InvalidMarkerException',
  );
  return { Tags: items, ...more(next) };
}

function keyStores(call: Call): object {
  const { stores } = unitOf(call);
  const size = pageSize(number(call.input, 'Limit'), 50, 1000);
  const entries = stores.map((store) => ({
    CloudHsmClusterId: store.clusterId ?? undefined,
    ConnectionState: store.connectionState,
    CreationDate: store.createdAt / 1000,
    CustomKeyStoreId: store.id,
    CustomKeyStoreName: store.name,
    CustomKeyStoreType: store.type,
    XksProxyConfiguration:
      store.type === 'EXTERNAL_KEY_STORE'
        ? {
            AccessKeyId: 'ABCDE12345670EXAMPLE',
            Connectivity: 'PUBLIC_ENDPOINT',
            UriEndpoint: 'https://xks.northwind.example',
            UriPath: '/treasury/kms/xks/v1',
          }
        : undefined,
  }));
  const marker = text(call.input, 'Marker');
  const { items, next } = pageOf(
    entries.length,
    (at) => entries.slice(at, at + 1),
    size,
    marker,
    'InvalidMarkerException',
  );
  return { CustomKeyStores: items, ...more(next) };
}

export const KMS: Readonly<Record<string, (call: Call) => object>> = {
  ListKeys: listKeys,
  ListAliases: listAliases,
  DescribeKey: (call) => ({ KeyMetadata: keyMetadata(keyOf(call, unitOf(call))) }),
  GetKeyRotationStatus: rotationStatus,
  ListKeyRotations: rotations,
  ListResourceTags: resourceTags,
  DescribeCustomKeyStores: keyStores,
  GetKeyLastUsage: lastUsage,
  GetKeyPolicy: keyPolicy,
  ListGrants: listGrants,
};
