import { type KindFacts, no, yes } from '../kind.ts';
import { SOURCES } from '../sources.ts';

export const awsManaged: KindFacts = {
  kind: 'awsManaged',
  name: 'An AWS managed key',
  note: 'AWS has made none for new services since 2021. Where the service has none, take a customer managed key.',
  cells: {
    outside: no('Its material is made and held in KMS.', SOURCES.concepts),
    services: yes('The one service that it is named after uses it.', SOURCES.concepts),
    programs: no('It works only within its AWS service.', SOURCES.concepts),
    pkcs11: no('It works only within its AWS service.', SOURCES.concepts),
    custody: no('AWS runs the HSMs of KMS.', SOURCES.concepts),
    tenancy: no('The HSMs of KMS serve all customers.', SOURCES.assumed),
    control: no('The service sets its policy; you can read it, not change it.', SOURCES.concepts),
    audit: yes('CloudTrail logs every request for it in your account.', SOURCES.concepts),
    accounts: no('What it encrypts cannot be shared with another account.', SOURCES.concepts),
    rotation: yes('AWS rotates it about every 365 days, which cannot be set.', SOURCES.rotation),
    peak: yes('The account’s shared quota is 10,000 to 100,000 requests a second, by region.', SOURCES.quota),
  },
};
