import type { SampleKey } from '../generate/key.ts';

const RSA_SIGNING = [
  'RSASSA_PKCS1_V1_5_SHA_256',
  'RSASSA_PKCS1_V1_5_SHA_384',
  'RSASSA_PKCS1_V1_5_SHA_512',
  'RSASSA_PSS_SHA_256',
  'RSASSA_PSS_SHA_384',
  'RSASSA_PSS_SHA_512',
];

function signing(spec: string): readonly string[] {
  if (spec.startsWith('RSA_')) return RSA_SIGNING;
  if (spec.startsWith('ML_DSA')) return ['ML_DSA_SHAKE_256'];
  if (spec === 'ECC_NIST_EDWARDS25519') return ['ED25519_SHA_512', 'ED25519_PH_SHA_512'];
  if (spec === 'ECC_NIST_P384') return ['ECDSA_SHA_384'];
  return spec === 'ECC_NIST_P521' ? ['ECDSA_SHA_512'] : ['ECDSA_SHA_256'];
}

/** The list of algorithms that DescribeKey gives for the usage. */
function algorithms({ spec, usage }: SampleKey): Readonly<Record<string, readonly string[]>> {
  switch (usage) {
    case 'SIGN_VERIFY':
      return { SigningAlgorithms: signing(spec) };
    case 'GENERATE_VERIFY_MAC':
      return { MacAlgorithms: [`HMAC_SHA_${spec.slice(5)}`] };
    case 'KEY_AGREEMENT':
      return { KeyAgreementAlgorithms: ['ECDH'] };
    case 'ENCAPSULATE_DECAPSULATE':
      return { EncapsulationAlgorithms: [spec] };
    default:
      return {
        EncryptionAlgorithms:
          spec === 'SYMMETRIC_DEFAULT' ? ['SYMMETRIC_DEFAULT'] : ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'],
      };
  }
}

function multiRegion(key: SampleKey): object {
  if (!key.family) return { MultiRegion: false };
  const member = (region: string) => ({
    Arn: `arn:aws:kms:${region}:${key.accountId}:key/${key.keyId}`,
    Region: region,
  });
  return {
    MultiRegion: true,
    MultiRegionConfiguration: {
      MultiRegionKeyType: key.family.role,
      PrimaryKey: member(key.family.primary),
      ReplicaKeys: key.family.replicas.map(member),
    },
  };
}

/** Undefined fields are left out by JSON. Dates are seconds since 1970, as AWS JSON has them. */
export function keyMetadata(key: SampleKey): object {
  return {
    AWSAccountId: key.accountId,
    Arn: key.arn,
    CloudHsmClusterId: key.clusterId ?? undefined,
    CreationDate: key.createdAt / 1000,
    CurrentKeyMaterialId: key.materialId ?? undefined,
    CustomKeyStoreId: key.storeId ?? undefined,
    CustomerMasterKeySpec: key.spec,
    DeletionDate: key.deletionAt === null ? undefined : key.deletionAt / 1000,
    Description: key.description,
    Enabled: key.state === 'Enabled',
    ...algorithms(key),
    ExpirationModel: key.expirationModel ?? undefined,
    KeyId: key.keyId,
    KeyManager: key.manager,
    KeySpec: key.spec,
    KeyState: key.state,
    KeyUsage: key.usage,
    ...multiRegion(key),
    Origin: key.origin,
    PendingDeletionWindowInDays: key.pendingWindowDays ?? undefined,
    ValidTo: key.validTo === null ? undefined : key.validTo / 1000,
    XksKeyConfiguration: key.xksKeyId === null ? undefined : { Id: key.xksKeyId },
  };
}
