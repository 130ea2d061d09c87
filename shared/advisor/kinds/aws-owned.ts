import { type KindFacts, no, yes } from '../kind.ts';
import { SOURCES } from '../sources.ts';

export const awsOwned: KindFacts = {
  kind: 'awsOwned',
  name: 'An AWS owned key',
  note: 'What a service encrypts with where you choose nothing. It is in no account of yours, so that it can neither be seen nor disabled.',
  cells: {
    outside: no('It is AWS’s own key, held by AWS.', SOURCES.concepts),
    services: yes('The service encrypts with it by default, with nothing to set up.', SOURCES.concepts),
    programs: no('Only the service that owns it can use it.', SOURCES.concepts),
    pkcs11: no('Only the service that owns it can use it.', SOURCES.concepts),
    custody: no('AWS runs the HSMs of KMS.', SOURCES.concepts),
    tenancy: no('The HSMs of KMS serve all customers.', SOURCES.assumed),
    control: no('The service alone sets who uses it; you cannot see or disable it.', SOURCES.concepts),
    audit: no('Its use does not show in your CloudTrail.', SOURCES.concepts),
    accounts: yes('The service shares across accounts with no key permission to manage.', SOURCES.concepts),
    rotation: no('Whether and when it rotates is AWS’s to decide, and not shown.', SOURCES.concepts),
    peak: yes('Its requests do not count against your KMS quotas.', SOURCES.ownedQuota),
  },
};
