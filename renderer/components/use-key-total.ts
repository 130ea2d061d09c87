import { useQuery } from '@tanstack/react-query';
import type { KeyFilter, KeyPage } from '../../shared/model/query.ts';
import { queries } from '../api/queries.ts';

/** How many keys a filter finds and what they cost; undefined until it is known. */
export function useKeyTotal(snapshot: string, filter: KeyFilter): KeyPage['total'] | undefined {
  const { data, isPlaceholderData } = useQuery(
    queries.keysPage(snapshot, { filter, sort: [], offset: 0, limit: 1 }),
  );
  // What stands in while it is asked is the total of another filter.
  return isPlaceholderData ? undefined : data?.total;
}
