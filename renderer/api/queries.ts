import { infiniteQueryOptions, keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query';
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

const MUTABLE = [
  'findings',
  'findingKeys',
  'exceptions',
  'lastUsePass',
  'profiles',
  'snapshots',
  'currentScan',
  'prices',
];

/** Asks again for what a scan, or time, may have changed, and for what failed. */
export function refresh(): Promise<void> {
  return queryClient.invalidateQueries({
    predicate: ({ queryKey, state }) => state.status === 'error' || MUTABLE.includes(String(queryKey[0])),
  });
}

connection.subscribe((state) => {
  if (state === 'recovered') void refresh();
});

/** Keys of a finding that are shown at first, and with each "Show more". */
const FINDING_PAGE = 50;

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
  findings: (snapshot: string) =>
    queryOptions({
      queryKey: ['findings', snapshot],
      queryFn: ({ signal }) => client.findings.list({ snapshot }, { signal }),
    }),
  findingKeys: (snapshot: string, rule: string) =>
    infiniteQueryOptions({
      queryKey: ['findingKeys', snapshot, rule],
      queryFn: ({ pageParam, signal }) =>
        client.findings.keys({ snapshot, rule, offset: pageParam, limit: FINDING_PAGE }, { signal }),
      initialPageParam: 0,
      getNextPageParam: (last, _, offset) =>
        offset + FINDING_PAGE < last.total.keys ? offset + FINDING_PAGE : undefined,
    }),
  exceptions: () =>
    queryOptions({
      queryKey: ['exceptions'],
      queryFn: ({ signal }) => client.findings.exceptions(undefined, { signal }),
    }),
  lastUsePass: () =>
    queryOptions({
      queryKey: ['lastUsePass'],
      queryFn: ({ signal }) => client.lastUse.current(undefined, { signal }),
    }),
  hsms: (snapshot: string) =>
    queryOptions({
      queryKey: ['hsms', snapshot],
      queryFn: ({ signal }) => client.hsms.list({ snapshot }, { signal }),
    }),
};
