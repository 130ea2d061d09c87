import type { Source } from './kind.ts';

const KMS = 'docs.aws.amazon.com/kms/latest/developerguide';
const HSM = 'docs.aws.amazon.com/cloudhsm/latest/userguide';

function aws(title: string, where: string): Source {
  return { title, where, confidence: 'A' };
}

/** Each statement of the advisor and of the guide names one of these. */
export const SOURCES = {
  concepts: aws('AWS KMS developer guide, AWS KMS keys', `${KMS}/concepts.html`),
  ownedQuota: aws(
    'AWS HealthImaging developer guide, key management',
    'docs.aws.amazon.com/healthimaging/latest/devguide/key-management.html',
  ),
  quota: aws('AWS KMS developer guide, request quotas', `${KMS}/requests-per-second.html`),
  rotation: aws(
    'AWS KMS API reference, EnableKeyRotation and RotateKeyOnDemand',
    'docs.aws.amazon.com/kms/latest/APIReference',
  ),
  keyStores: aws('AWS KMS developer guide, custom key stores', `${KMS}/custom-key-store-overview.html`),
  hsmStore: aws(
    'AWS KMS developer guide, KMS keys in a CloudHSM key store',
    `${KMS}/manage-cmk-keystore.html`,
  ),
  external: aws('AWS KMS developer guide, external key stores', `${KMS}/keystore-external.html`),
  protection: aws('AWS KMS developer guide, data protection', `${KMS}/data-protection.html`),
  hsmSdks: aws('AWS CloudHSM user guide, client SDKs', `${HSM}/client-tools-and-libraries.html`),
  hsmKeys: aws('AWS CloudHSM user guide, keys', `${HSM}/manage-keys.html`),
  hsmAudit: aws('AWS CloudHSM user guide, audit log reference', `${HSM}/cloudhsm-audit-log-reference.html`),
  hsmFips: aws('AWS CloudHSM user guide, FIPS validation', `${HSM}/fips-validation.html`),
  hsmModes: aws('AWS CloudHSM user guide, cluster modes and HSM types', `${HSM}/cluster-hsm-types.html`),
  pricing: aws('AWS KMS pricing page', 'aws.amazon.com/kms/pricing'),
  assumed: { title: 'Assumed: no page of AWS’s was found that says it', where: null, confidence: 'I' },
} as const satisfies Readonly<Record<string, Source>>;
