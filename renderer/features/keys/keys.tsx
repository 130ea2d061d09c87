import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { count } from '../../../shared/format/money.ts';
import type { Facet, KeyFilter, Sort, SortColumn } from '../../../shared/model/query.ts';
import { queries } from '../../api/queries.ts';
import type { Route } from '../../app/route.ts';
import { Figure } from '../../components/figure.tsx';
import { rememberKeys } from '../../components/last-keys.ts';
import { keysPlace, usePlaces } from '../../components/places.ts';
import { QueryView } from '../../components/query-view.tsx';
import { useNarrow } from '../../components/use-narrow.ts';
import { DEFAULT_SORT, isEmpty, sortAfter, toggled } from './clauses.ts';
import { FacetStrip } from './facet-strip.tsx';
import { Facets } from './facets.tsx';
import { KeyTable } from './key-table.tsx';
import classes from './keys.module.css';
import { Nothing } from './nothing.tsx';
import { Sentence } from './sentence.tsx';
import { useFirstPage } from './use-key-rows.ts';

interface KeysViewProps {
  readonly snapshot: string;
  readonly route: Extract<Route, { readonly view: 'keys' }>;
}

/** Which keys, whose, in what state? */
export function KeysView({ snapshot, route }: KeysViewProps) {
  const places = usePlaces();
  const narrow = useNarrow();
  const { filter } = route;
  const sort = route.sort.length === 0 ? DEFAULT_SORT : route.sort;
  const wanted = useMemo(() => ({ snapshot, filter, sort }), [snapshot, filter, sort]);
  const first = useFirstPage(wanted);
  const counts = useQuery(queries.facets(snapshot, filter)).data;
  const manifest = useQuery(queries.manifest(snapshot)).data;

  const address = places.to(keysPlace(filter, route.sort));
  useEffect(() => rememberKeys(address), [address]);

  const onFilter = (next: KeyFilter, how: 'push' | 'replace' = 'push') =>
    places.go(keysPlace(next, route.sort), how);
  const onSort = (next: readonly Sort[]) => places.go(keysPlace(filter, next), 'replace');
  const onToggle = (facet: Facet, value: string | null) => onFilter(toggled(filter, facet, value));
  const sentence = { filter, sort, counts, onFilter, onSort, onToggle };
  const read = manifest?.counts;
  const all = read ? read.customerKeys + read.awsManagedKeys + read.unknownKeys : null;

  return (
    <div className={classes.view}>
      <QueryView query={{ data: first.page, error: first.error, refetch: first.refetch }} rows={20}>
        {({ total }) => (
          <>
            <header className={classes.head}>
              <Figure
                amount={total.amount}
                caption={
                  isEmpty(first.shown.filter) || all === null
                    ? `${count(total.keys)} keys`
                    : `${count(total.keys)} of ${count(all)} keys`
                }
              >
                a month
              </Figure>
            </header>
            <div className={classes.sentence}>
              <Sentence {...sentence} />
            </div>
            {narrow ? <FacetStrip {...sentence} /> : null}
            <div className={classes.body}>
              {narrow ? null : <Facets filter={filter} counts={counts} onToggle={onToggle} />}
              {total.keys === 0 ? (
                <Nothing
                  snapshot={snapshot}
                  filter={first.shown.filter}
                  counts={counts}
                  onFilter={onFilter}
                />
              ) : (
                <KeyTable
                  asked={first.shown}
                  total={total}
                  narrow={narrow}
                  onSort={(column: SortColumn, added: boolean) => onSort(sortAfter(sort, column, added))}
                />
              )}
            </div>
          </>
        )}
      </QueryView>
    </div>
  );
}
