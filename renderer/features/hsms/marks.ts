import type { HsmInventory } from '../../../shared/contract/hsms.ts';
import { plural } from '../../../shared/format/words.ts';
import type { CoverageEntry } from '../../../shared/model/coverage.ts';
import type { Severity } from '../../../shared/model/finding.ts';
import { ENDED_HSM_TYPE, HSM1_SURELY_ENDED, type HsmCluster } from '../../../shared/model/hsm.ts';
import { isGap } from '../coverage/reach.ts';
import { liveHsms } from './cluster-words.ts';

export type StoreUse = HsmInventory['keyStores'][number];

/** Something about a cluster that a reader should see at once. */
export interface Mark {
  readonly words: string;
  /** Null where it needs no care. */
  readonly severity: Severity | null;
  /** The rule whose finding tells more; null where no rule speaks of it. */
  readonly rule: string | null;
}

/** What a snapshot knows beside the cluster itself. */
export interface Surroundings {
  readonly keyStores: readonly StoreUse[];
  readonly coverage: readonly CoverageEntry[];
  /** ISO 8601. */
  readonly asOf: string;
}

/** The key stores whose keys lie in a cluster. */
export function storesOf(cluster: HsmCluster, keyStores: readonly StoreUse[]): readonly StoreUse[] {
  return keyStores.filter((one) => one.clusterId === cluster.id && one.accountId === cluster.accountId);
}

/** "Key store with 164 KMS keys". */
export function storeWords(stores: readonly StoreUse[]): string {
  const keys = stores.reduce((total, one) => total + one.keys, 0);
  return `${stores.length === 1 ? 'Key store' : plural(stores.length, 'key store')} with ${plural(keys, 'KMS key')}`;
}

/**
 * What needs care about a cluster, and what it serves where no key store says so. What else uses a cluster is not
 * visible to AWS: unknown, never "unused". A cluster of one HSM has no redundancy; a key store needs two.
 */
export function marksOf(cluster: HsmCluster, around: Surroundings): readonly Mark[] {
  const stores = storesOf(cluster, around.keyStores);
  const hsms = liveHsms(cluster);
  if (hsms === 0) {
    return stores.length === 0
      ? [{ words: 'No HSM, so no charge', severity: null, rule: 'hsm.empty' }]
      : [{ words: 'No HSM, so its keys cannot be used', severity: 'high', rule: 'hsm.empty' }];
  }
  const marks: Mark[] = [];
  if (cluster.hsmType === ENDED_HSM_TYPE)
    marks.push(
      around.asOf >= HSM1_SURELY_ENDED
        ? { words: 'Past end of support', severity: 'high', rule: 'hsm.endOfSupport' }
        : { words: 'End of support announced', severity: 'medium', rule: null },
    );
  if (hsms === 1) marks.push({ words: 'One HSM, no redundancy', severity: 'medium', rule: 'hsm.single' });
  if (cluster.mode === 'NON_FIPS')
    marks.push({ words: 'Not in FIPS mode', severity: 'low', rule: 'hsm.nonFips' });
  if (stores.length === 0)
    marks.push(
      storesWereRead(cluster, around)
        ? { words: 'Use unknown: ask security', severity: 'unknown', rule: 'hsm.unlinked' }
        : { words: 'Key stores not read, so its use is not known', severity: 'unknown', rule: null },
    );
  return marks;
}

function storesWereRead(cluster: HsmCluster, { coverage }: Surroundings): boolean {
  return !coverage.some(
    (entry) =>
      entry.operation === 'kms:DescribeCustomKeyStores' &&
      isGap(entry.outcome) &&
      entry.accountId === cluster.accountId &&
      entry.region === cluster.region,
  );
}
