import { FACETS, type Facet, type FacetCounts, type KeyFilter } from '../../../shared/model/query.ts';
import { FACET_TITLES } from './clauses.ts';
import { FacetList } from './facet-list.tsx';
import classes from './facets.module.css';

interface FacetsProps {
  readonly filter: KeyFilter;
  readonly counts: FacetCounts | undefined;
  readonly onToggle: (facet: Facet, value: string | null) => void;
}

/** All facets with live counts, beside the table. */
export function Facets({ filter, counts, onToggle }: FacetsProps) {
  return (
    <aside className={classes.facets} aria-label="Narrow by">
      {FACETS.map((facet) => {
        const values = counts?.[facet] ?? [];
        if (values.length === 0 && (filter[facet]?.length ?? 0) === 0) return null;
        return (
          <section key={facet} className={classes.group}>
            <h2 className={classes.title}>{FACET_TITLES[facet]}</h2>
            <FacetList
              facet={facet}
              values={values}
              chosen={filter[facet] ?? []}
              limit={facet === 'owner' || facet === 'account' || facet === 'region' ? 4 : 5}
              onToggle={(value) => onToggle(facet, value)}
            />
          </section>
        );
      })}
    </aside>
  );
}
