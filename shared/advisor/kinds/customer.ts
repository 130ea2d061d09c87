import { type KindFacts, no, yes } from '../kind.ts';
import { SOURCES } from '../sources.ts';

export const customer: KindFacts = {
  kind: 'customer',
  name: 'A customer managed key',
  note: 'The usual choice as soon as you must decide, audit or share. Its HSMs are validated to FIPS 140-3 Level 3, as those of CloudHSM are.',
  cells: {
    outside: no(
      'Its material is used inside KMS, even where you made it elsewhere and imported it.',
      SOURCES.protection,
    ),
    services: yes('AWS services that integrate with KMS encrypt with it.', SOURCES.concepts),
    programs: yes('Your programs call KMS with it.', SOURCES.concepts),
    pkcs11: no('It is reached through the API of KMS alone.', SOURCES.assumed),
    custody: no('AWS runs the HSMs of KMS.', SOURCES.protection),
    tenancy: no('The HSMs of KMS serve all customers.', SOURCES.assumed),
    control: yes('Its key policy, its state and its deletion are yours.', SOURCES.concepts),
    audit: yes('CloudTrail logs every request for it in your account.', SOURCES.concepts),
    accounts: yes('Its key policy may let other accounts in.', SOURCES.concepts),
    rotation: yes(
      'A symmetric key whose material KMS made rotates every 90 to 2,560 days, as you set it.',
      SOURCES.rotation,
    ),
    peak: yes(
      'The account’s shared quota is 10,000 to 100,000 symmetric requests a second, by region.',
      SOURCES.quota,
    ),
  },
};
