import { useQuery } from '@tanstack/react-query';
import type { SnapshotSummary } from '../../shared/contract/snapshots.ts';
import { queries } from '../api/queries.ts';
import { useRoute } from './navigation.ts';

/** Ids sort by the time of their scan. */
function newestFirst(list: readonly SnapshotSummary[]): readonly SnapshotSummary[] {
  return [...list].sort((a, b) => (a.id < b.id ? 1 : -1));
}

export interface Shelf {
  /** Newest first; undefined until the first answer. */
  readonly list: readonly SnapshotSummary[] | undefined;
  /** The snapshot that the route names, else the latest; undefined where there is none. */
  readonly shown: SnapshotSummary | undefined;
  readonly error: Error | null;
  readonly again: () => void;
}

export function useShelf(): Shelf {
  const { snapshot } = useRoute();
  const query = useQuery({ ...queries.snapshots(), select: newestFirst });
  const shown = snapshot === undefined ? query.data?.[0] : query.data?.find(({ id }) => id === snapshot);
  return { list: query.data, shown, error: query.error, again: () => void query.refetch() };
}

export function keyCount({ counts }: SnapshotSummary): number {
  return counts.customerKeys + counts.awsManagedKeys + counts.unknownKeys;
}
