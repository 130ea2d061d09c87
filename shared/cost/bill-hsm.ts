import type { Hsm, HsmCluster } from '../model/hsm.ts';
import { ALWAYS, at, type Charge, type Month, NEVER } from './bill-month.ts';

/** HSM id → the moment (ISO 8601) of an earlier reading in which it already stood. Ids are never used again. */
export type SeenHsms = ReadonlyMap<string, string>;

/**
 * When an HSM is charged. DescribeClusters tells when the cluster was made, not the HSM, so that it began between
 * that and the first reading that saw it; nor does it tell when one was deleted. States count as in the run rate.
 */
export function hsmCharges(hsm: Hsm, cluster: HsmCluster, month: Month, seen: SeenHsms): readonly Charge[] {
  const earliest = cluster.createdAt === null ? ALWAYS : Date.parse(cluster.createdAt);
  switch (hsm.state) {
    case 'ACTIVE':
    case 'DEGRADED': {
      const sighting = seen.get(hsm.id);
      const latest = Math.max(earliest, sighting === undefined ? month.now : Date.parse(sighting));
      return [{ from: { earliest, latest }, until: at(NEVER) }];
    }
    case 'DELETED':
    case 'DELETE_IN_PROGRESS':
      return [{ from: { earliest, latest: NEVER }, until: at(month.now) }];
    default:
      return [{ from: { earliest, latest: NEVER }, until: at(NEVER) }];
  }
}
