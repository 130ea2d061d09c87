import type { HsmCluster } from '../model/hsm.ts';

export interface FipsStanding {
  /** "FIPS 140-3 Level 3"; what is not known is said so. */
  readonly level: string;
  /** Certificate, and what to know about it; null where there is nothing to add. */
  readonly note: string | null;
  /** Whether a validation that is still on the active list covers it; null where that cannot be told. */
  readonly active: boolean | null;
}

/**
 * What a cluster's hardware is validated to. An hsm1 cluster always runs in FIPS mode; an hsm2m cluster only where
 * AWS says so. Sources: AWS CloudHSM user guide, FIPS validation (certificate 4218, on the historical list since
 * 4 January 2026; certificate 4703) and cluster modes.
 */
export function clusterFips({ hsmType, mode }: Pick<HsmCluster, 'hsmType' | 'mode'>): FipsStanding {
  if (mode === 'NON_FIPS')
    return {
      level: 'Not in FIPS mode',
      note: 'the mode of a cluster cannot be changed later',
      active: false,
    };
  if (hsmType === 'hsm1.medium')
    return {
      level: 'FIPS 140-2 Level 3',
      note: 'certificate 4218, on the historical list since 4 Jan 2026',
      active: false,
    };
  if (hsmType !== 'hsm2m.medium')
    return {
      level: 'Not known',
      note: `no certificate of ${hsmType} is known to this version`,
      active: null,
    };
  if (mode === 'FIPS') return { level: 'FIPS 140-3 Level 3', note: 'certificate 4703', active: true };
  return {
    level: 'Not known',
    note: 'AWS did not say which mode it runs in; in FIPS mode, 140-3 Level 3',
    active: null,
  };
}

/**
 * What the HSMs of KMS are validated to in a region. Source: AWS KMS developer guide, data protection (certificate
 * 4884; in China, certified by OSCCA and not validated to FIPS 140-3).
 */
export function kmsFips(region: string): FipsStanding {
  if (region.startsWith('cn-'))
    return { level: 'OSCCA, not FIPS', note: 'China’s own certification', active: false };
  return { level: 'FIPS 140-3 Level 3', note: 'certificate 4884', active: true };
}
