import { FACETS, type Facet, type FacetCounts, type KeyFilter } from '../../../shared/model/query.ts';
import { ClausePopover } from './clause-popover.tsx';
import { FACET_TITLES, valueWord, without } from './clauses.ts';
import { FacetList } from './facet-list.tsx';
import classes from './facet-strip.module.css';

interface StripProps {
  readonly filter: KeyFilter;
  readonly counts: FacetCounts | undefined;
  readonly onFilter: (filter: KeyFilter) => void;
  readonly onToggle: (facet: Facet, value: string | null) => void;
}

/** The facets as a strip of drop-down clauses, where there is no room beside the table. */
export function FacetStrip({ filter, counts, onFilter, onToggle }: StripProps) {
  return (
    <div className={classes.strip}>
      {FACETS.map((facet) => {
        const values = counts?.[facet] ?? [];
        const chosen: readonly (string | null)[] = filter[facet] ?? [];
        if (values.length === 0 && chosen.length === 0) return null;
        const only = chosen.length === 1 ? values.find((one) => one.value === chosen[0]) : undefined;
        const word = only
          ? valueWord(facet, only.value, only.label)
          : chosen.length > 0
            ? `${chosen.length}`
            : '';
        return (
          <ClausePopover
            key={facet}
            look="strip"
            title={FACET_TITLES[facet]}
            words={
              <>
                {facet === 'rotations' ? 'Rotations' : FACET_TITLES[facet]}{' '}
                {word ? <strong>{word}</strong> : null}
                <svg width="9" height="6" viewBox="0 0 9 6" aria-hidden="true" className={classes.arrow}>
                  <path d="M1 1L4.5 4.5L8 1" fill="none" stroke="currentColor" strokeWidth="1.3" />
                </svg>
              </>
            }
            onClear={chosen.length > 0 ? () => onFilter(without(filter, facet)) : undefined}
          >
            {() => (
              <FacetList
                facet={facet}
                values={values}
                chosen={chosen}
                limit={12}
                onToggle={(value) => onToggle(facet, value)}
              />
            )}
          </ClausePopover>
        );
      })}
    </div>
  );
}
