import { type KindFacts, no, yes, yours } from '../kind.ts';
import { SOURCES } from '../sources.ts';

export const external: KindFacts = {
  kind: 'external',
  name: 'A key in an external key store',
  note: 'Symmetric keys only. Your key manager and its proxy must answer every request: when they do not, neither does anything encrypted with the key. What they cost is on another bill.',
  cells: {
    outside: yes(
      'Your own key manager outside AWS does the cryptography; KMS never sees the material.',
      SOURCES.external,
    ),
    services: yes('AWS services that take customer managed keys encrypt with it.', SOURCES.external),
    programs: yes('Your programs call KMS with it, for symmetric encryption alone.', SOURCES.keyStores),
    pkcs11: no(
      'KMS passes no PKCS#11 on; programs would speak to your key manager themselves, without AWS.',
      SOURCES.assumed,
    ),
    custody: yours('The key manager is yours, whatever it is made of.', SOURCES.external),
    tenancy: yours('The key manager is yours, whatever it is made of.', SOURCES.external),
    control: yes('Its key policy is yours, and so is the manager that must answer.', SOURCES.external),
    audit: yes('Its use shows in CloudTrail, and in your key manager’s own log.', SOURCES.keyStores),
    accounts: yes(
      'It is a customer managed key: its key policy may let other accounts in.',
      SOURCES.keyStores,
    ),
    rotation: no('Automatic rotation cannot be turned on in a key store.', SOURCES.rotation),
    peak: no('A key store answers 1,800 requests a second, and AWS does not raise that.', SOURCES.quota),
  },
};
