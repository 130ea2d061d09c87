import { type KindFacts, no, yes } from '../kind.ts';
import { SOURCES } from '../sources.ts';

export const keyStore: KindFacts = {
  kind: 'keyStore',
  name: 'A key in a CloudHSM key store',
  note: 'Symmetric keys only. Each pays the key price beside the hardware, and how well the cluster answers is yours to see to.',
  cells: {
    outside: no('Its material lies in CloudHSM, which is inside AWS.', SOURCES.hsmStore),
    services: yes(
      'AWS services that take customer managed keys encrypt with it as with any other.',
      SOURCES.hsmStore,
    ),
    programs: yes('Your programs call KMS with it, for symmetric encryption alone.', SOURCES.hsmStore),
    pkcs11: no('A key of the store is a KMS key, reached through the API of KMS alone.', SOURCES.hsmStore),
    custody: yes('You own and manage the cluster that holds its material.', SOURCES.keyStores),
    tenancy: yes('The HSMs of a cluster are rented by you alone.', SOURCES.assumed),
    control: yes('Its key policy, its state and its deletion are yours.', SOURCES.hsmStore),
    audit: yes('Its use shows in CloudTrail as that of any other KMS key.', SOURCES.hsmStore),
    accounts: yes('Key policies, IAM policies and grants hold for it too.', SOURCES.hsmStore),
    rotation: no('Automatic rotation cannot be turned on in a key store.', SOURCES.hsmStore),
    peak: no('A key store answers 1,800 requests a second, and AWS does not raise that.', SOURCES.quota),
  },
};
