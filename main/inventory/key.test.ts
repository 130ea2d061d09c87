import { describe, expect, it } from 'vitest';
import type { KeyMetadata } from '../../shared/model/key.ts';
import { rotationQuestions } from './key.ts';
import { METADATA } from './testing/fake-aws.ts';

const BOTH = { status: 'ask', history: 'ask' };
const NEITHER = { status: 'notApplicable', history: 'notApplicable' };

const CASES: readonly [string, Partial<KeyMetadata>, object][] = [
  ['symmetric', {}, BOTH],
  ['disabled', { state: 'Disabled' }, BOTH],
  ['replica', { multiRegion: { role: 'REPLICA', primaryArn: 'arn:p', replicaArns: [] } }, BOTH],
  ['in a state that AWS adds tomorrow', { state: 'Pondering' }, BOTH],
  ['imported', { origin: 'EXTERNAL' }, { status: 'notApplicable', history: 'ask' }],
  [
    'waiting for material',
    { origin: 'EXTERNAL', state: 'PendingImport' },
    { status: 'notApplicable', history: 'ask' },
  ],
  ['pending deletion', { state: 'PendingDeletion' }, { status: 'notAsked', history: 'notAsked' }],
  [
    'primary pending deletion',
    { state: 'PendingReplicaDeletion' },
    { status: 'notAsked', history: 'notAsked' },
  ],
  ['AWS managed', { manager: 'AWS' }, NEITHER],
  ['AWS managed and pending', { manager: 'AWS', state: 'PendingDeletion' }, NEITHER],
  ['in a CloudHSM key store', { origin: 'AWS_CLOUDHSM' }, NEITHER],
  ['in an external key store', { origin: 'EXTERNAL_KEY_STORE' }, NEITHER],
  ['RSA for encryption', { spec: 'RSA_2048' }, NEITHER],
  ['elliptic curve', { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' }, NEITHER],
  ['imported RSA', { spec: 'RSA_4096', usage: 'SIGN_VERIFY', origin: 'EXTERNAL' }, NEITHER],
  ['HMAC', { spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' }, NEITHER],
  ['ML-KEM', { spec: 'ML_KEM_768', usage: 'ENCAPSULATE_DECAPSULATE' }, NEITHER],
];

describe('rotationQuestions', () => {
  it.each(CASES)('a key that is %s', (_, metadata, expected) => {
    expect(rotationQuestions({ ...METADATA, ...metadata })).toEqual(expected);
  });

  it('asks nothing of a key that may be AWS managed', () => {
    expect(rotationQuestions(undefined)).toEqual({ status: 'notAsked', history: 'notAsked' });
  });
});
