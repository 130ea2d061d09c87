import type { Advice } from '../model/finding.ts';

const ASK_COVERAGE = 'Coverage has the permission that would mend it, to copy. Then scan again.';

/** Of the findings that are about hardware or about the reading itself, by rule. */
const ADVICE: Readonly<Record<string, Advice>> = {
  'hsm.single': {
    about: 'If the only HSM of a cluster fails, nothing that needs its keys works until AWS has replaced it.',
    steps: [
      'Ask whether the cluster is for tests.',
      'If not, add an HSM in another availability zone: it costs the same again.',
    ],
    controls: [],
  },
  'hsm.endOfSupport': {
    about: 'AWS no longer supports this type of HSM.',
    steps: [
      'Back the cluster up and restore the backup into a new cluster of type hsm2m.medium.',
      'Move the programs over, watch, and only then delete the old HSMs.',
    ],
    controls: [{ standard: 'NIST SP 800-53 r5', id: 'SA-22' }],
  },
  'hsm.unlinked': {
    about: 'No key store uses these HSMs. Programs may use them directly, which AWS cannot see.',
    steps: [
      'Ask security which programs connect to the cluster; its own audit logs say who signs in.',
      'Unused for 30 days: back up, delete the HSMs, keep the backup.',
    ],
    controls: [],
  },
  'hsm.nonFips': {
    about: 'A cluster in non-FIPS mode is not validated, and its mode cannot be changed.',
    steps: [
      'Ask whether anything needs an algorithm that FIPS mode refuses.',
      'If not, make a cluster in FIPS mode and move over.',
    ],
    controls: [{ standard: 'NIST SP 800-53 r5', id: 'SC-13' }],
  },
  'hsm.empty': {
    about: 'A cluster without an HSM is free and answers nothing. Its backups may still hold keys.',
    steps: ['Ask who made it.', 'Keep its latest backup before deleting the cluster.'],
    controls: [],
  },
  'coverage.keysDenied': {
    about: 'The keys of these accounts and regions are in no figure.',
    steps: [ASK_COVERAGE],
    controls: [],
  },
  'coverage.clustersDenied': {
    about: 'HSMs in these accounts and regions are in no figure.',
    steps: [ASK_COVERAGE],
    controls: [],
  },
};

const NONE: Advice = { about: '', steps: [], controls: [] };

export function adviceOn(rule: string): Advice {
  return ADVICE[rule] ?? NONE;
}
