import { keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query';
import type { KeyFilter, KeyQuery } from '../../shared/model/query.ts';
import { client } from './client.ts';
import { connection } from './connection.ts';
import { isFinal } from './problem.ts';

/** A snapshot never changes, so neither does an answer about one; what does change is named in `MUTABLE`. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 300_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 1 && !isFinal(error),
      retryDelay: 500,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

const MUTABLE = ['profiles', 'snapshots', 'currentScan', 'prices'];

/** Asks again for what a scan, or time, may have changed, and for what failed. */
export function refresh(): Promise<void> {
  return queryClient.invalidateQueries({
    predicate: ({ queryKey, state }) => state.status === 'error' || MUTABLE.includes(String(queryKey[0])),
  });
}

connection.subscribe((state) => {
  if (state === 'recovered') void refresh();
});

/** Every question that views ask, so that two views that ask the same share one answer. */
export const queries = {
  info: () =>
    queryOptions({ queryKey: ['info'], queryFn: ({ signal }) => client.app.info(undefined, { signal }) }),
  profiles: () =>
    queryOptions({
      queryKey: ['profiles'],
      queryFn: ({ signal }) => client.profiles.list(undefined, { signal }),
      staleTime: 0,
    }),
  snapshots: () =>
    queryOptions({
      queryKey: ['snapshots'],
      queryFn: ({ signal }) => client.snapshots.list(undefined, { signal }),
    }),
  currentScan: () =>
    queryOptions({
      queryKey: ['currentScan'],
      queryFn: ({ signal }) => client.scan.current(undefined, { signal }),
      staleTime: 0,
    }),
  prices: () =>
    queryOptions({
      queryKey: ['prices'],
      queryFn: ({ signal }) => client.prices.current(undefined, { signal }),
    }),
  manifest: (snapshot: string) =>
    queryOptions({
      queryKey: ['manifest', snapshot],
      queryFn: ({ signal }) => client.snapshots.get({ snapshot }, { signal }),
    }),
  overview: (snapshot: string) =>
    queryOptions({
      queryKey: ['overview', snapshot],
      queryFn: ({ signal }) => client.snapshots.overview({ snapshot }, { signal }),
    }),
  keysPage: (snapshot: string, query: KeyQuery) =>
    queryOptions({
      queryKey: ['keysPage', snapshot, query],
      queryFn: ({ signal }) => client.keys.page({ snapshot, ...query }, { signal }),
      placeholderData: keepPreviousData,
    }),
  facets: (snapshot: string, filter: KeyFilter) =>
    queryOptions({
      queryKey: ['facets', snapshot, filter],
      queryFn: ({ signal }) => client.keys.facets({ snapshot, filter: filter }, { signal }),
      placeholderData: keepPreviousData,
    }),
  key: (snapshot: string, arn: string) =>
    queryOptions({
      queryKey: ['key', snapshot, arn],
      queryFn: ({ signal }) => client.keys.get({ snapshot, arn }, { signal }),
    }),
  hsms: (snapshot: string) =>
    queryOptions({
      queryKey: ['hsms', snapshot],
      queryFn: ({ signal }) => client.hsms.list({ snapshot }, { signal }),
    }),
};
