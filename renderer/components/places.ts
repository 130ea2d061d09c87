import { useMemo } from 'react';
import type { FindingTarget } from '../../shared/model/finding.ts';
import type { KeyFilter, Sort } from '../../shared/model/query.ts';
import { navigate, useRoute } from '../app/navigation.ts';
import { href, type Route } from '../app/route.ts';

type WithoutSnapshot<R> = R extends Route ? Omit<R, 'snapshot'> : never;
/** A place within the snapshot that is shown. */
export type Place = WithoutSnapshot<Route>;

export interface Places {
  /** The address of a place in the same snapshot. */
  readonly to: (place: Place) => string;
  readonly go: (place: Place, how?: 'push' | 'replace') => void;
}

/** Addresses that stay in the snapshot that the window shows. */
export function usePlaces(): Places {
  const { snapshot } = useRoute();
  return useMemo(() => {
    const at = (place: Place): Route => (snapshot === undefined ? place : { ...place, snapshot });
    return { to: (place) => href(at(place)), go: (place, how) => navigate(at(place), how) };
  }, [snapshot]);
}

export function keysPlace(filter: KeyFilter, sort: readonly Sort[] = []): Place {
  return { view: 'keys', filter, sort };
}

export function targetPlace(target: FindingTarget): Place {
  return target.view === 'keys' ? keysPlace(target.filter) : target;
}
