import { type KindFacts, no, yes, yours } from '../kind.ts';
import { SOURCES } from '../sources.ts';

export const hsm: KindFacts = {
  kind: 'hsm',
  name: 'CloudHSM without KMS',
  note: 'Such keys are no KMS keys: no charge by the key, none by the request, and Keyledger sees the cluster but not what is in it.',
  cells: {
    outside: no('A cluster’s HSMs are inside AWS.', SOURCES.hsmKeys),
    services: no('AWS services encrypt through KMS, which does not know these keys.', SOURCES.assumed),
    programs: no('KMS does not know these keys; only the client SDKs of CloudHSM do.', SOURCES.hsmSdks),
    pkcs11: yes('Its client SDKs are PKCS#11, JCE, OpenSSL and KSP.', SOURCES.hsmSdks),
    custody: yes('You make the HSM users, and a user owns the keys that it made.', SOURCES.hsmKeys),
    tenancy: yes('The HSMs of a cluster are rented by you alone.', SOURCES.assumed),
    control: yes('HSM users, who are yours, decide it; not IAM.', SOURCES.hsmKeys),
    audit: no(
      'Its audit log records log-ins and the making and deleting of keys, not each use of one.',
      SOURCES.hsmAudit,
    ),
    accounts: yours('Whoever reaches the cluster and has an HSM user may use it.', SOURCES.assumed),
    rotation: no('Nothing in CloudHSM rotates a key by itself.', SOURCES.assumed),
    peak: yours('No quota of KMS holds; what it can do grows with the HSMs that you rent.', SOURCES.assumed),
  },
};
