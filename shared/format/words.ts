import type { CostKind } from '../model/cost.ts';
import type { Outcome } from '../model/outcome.ts';
import type { RotationBand } from '../model/query.ts';

/** "SYMMETRIC_DEFAULT" → "Symmetric", "ECC_NIST_P256" → "ECC P-256"; a spec that AWS adds is shown as it is. */
export function specWord(spec: string): string {
  if (spec === 'SYMMETRIC_DEFAULT') return 'Symmetric';
  if (spec === 'ECC_NIST_EDWARDS25519') return 'Ed25519';
  if (spec === 'ECC_SECG_P256K1') return 'ECC secp256k1';
  const curve = /^ECC_NIST_P(\d+)$/.exec(spec);
  if (curve) return `ECC P-${curve[1]}`;
  const postQuantum = /^(ML)_(DSA|KEM)_(\d+)$/.exec(spec);
  if (postQuantum) return `ML-${postQuantum[2]} ${postQuantum[3]}`;
  const plain = /^(RSA|HMAC)_(\d+)$/.exec(spec);
  return plain ? `${plain[1]} ${plain[2]}` : spec;
}

/** "ENCRYPT_DECRYPT" → "encrypt and decrypt". */
export function usageWord(usage: string): string {
  const words: Record<string, string> = {
    ENCRYPT_DECRYPT: 'encrypt and decrypt',
    SIGN_VERIFY: 'sign and verify',
    GENERATE_VERIFY_MAC: 'generate and verify MACs',
    KEY_AGREEMENT: 'derive shared secrets',
    ENCAPSULATE_DECAPSULATE: 'encapsulate and decapsulate',
  };
  return words[usage] ?? usage;
}

/** "PendingDeletion" → "Pending deletion". */
export function stateWord(state: string | null): string {
  if (state === null) return 'Not read';
  const spaced = state.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** "AWS_KMS" → "AWS KMS". */
export function originWord(origin: string | null): string {
  if (origin === null) return 'Not read';
  const words: Record<string, string> = {
    AWS_KMS: 'AWS KMS',
    EXTERNAL: 'Imported material',
    AWS_CLOUDHSM: 'CloudHSM key store',
    EXTERNAL_KEY_STORE: 'External key store',
  };
  return words[origin] ?? origin;
}

export const KIND_WORDS: Readonly<Record<CostKind, string>> = {
  customer: 'Customer managed',
  replica: 'Replica',
  cloudhsm: 'CloudHSM key store',
  external: 'External key store',
  awsManaged: 'AWS managed',
  unknown: 'Not readable',
  hsm: 'HSMs',
};

export const ROTATION_WORDS: Readonly<Record<RotationBand, string>> = {
  none: 'None',
  one: 'One',
  twoOrMore: 'Two or more',
  notRead: 'Not read',
  notApplicable: 'Cannot rotate',
};

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  read: 'read',
  denied: 'denied',
  scp: 'denied by a service control policy',
  throttledOut: 'throttled by AWS to the end',
  regionOff: 'region is off',
  unreachable: 'not reachable',
  noEndpoint: 'no such endpoint',
  expired: 'session expired',
  badCredentials: 'credentials refused',
  malformed: 'answer not understood',
  failed: 'failed at AWS',
  cancelled: 'cancelled',
  notAsked: 'not asked',
};

/** "kms:DescribeKey" → "DescribeKey". */
export function operationWord(operation: string): string {
  return operation.slice(operation.indexOf(':') + 1);
}

/** 1 key, 2 keys. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${value.toLocaleString('en-US')} ${value === 1 ? one : many}`;
}
