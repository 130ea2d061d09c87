import { useState } from 'react';
import { count } from '../../../shared/format/money.ts';
import { KEY_KINDS, type KeyKind } from '../../../shared/model/key.ts';
import type { Facet, FacetValue } from '../../../shared/model/query.ts';
import { KindMark } from '../../components/kind-mark.tsx';
import { FACET_TITLES, valueWord } from './clauses.ts';
import classes from './facet-list.module.css';

interface FacetListProps {
  readonly facet: Facet;
  readonly values: readonly FacetValue[];
  readonly chosen: readonly (string | null)[];
  readonly onToggle: (value: string | null) => void;
  /** How many are shown before "n more". */
  readonly limit: number;
}

/** The values of a facet with their counts; what is chosen is always among those shown. */
export function FacetList({ facet, values, chosen, onToggle, limit }: FacetListProps) {
  const [all, setAll] = useState(false);
  const known = [...values, ...missing(values, chosen)];
  const shown = all ? known : known.filter((one, index) => index < limit || chosen.includes(one.value));
  const more = known.length - shown.length;
  return (
    <ul className={classes.list} aria-label={FACET_TITLES[facet]}>
      {shown.map((one) => (
        <li key={one.value ?? '~'}>
          <label className={classes.value} data-chosen={chosen.includes(one.value) || undefined}>
            <input
              type="checkbox"
              checked={chosen.includes(one.value)}
              onChange={() => onToggle(one.value)}
            />
            {facet === 'kind' && isKind(one.value) ? <KindMark kind={one.value} size={9} /> : null}
            <span className={classes.word}>{valueWord(facet, one.value, one.label)}</span>
            <span className={classes.count}>{count(one.count)}</span>
          </label>
        </li>
      ))}
      {more > 0 || all ? (
        <li>
          <button type="button" className={classes.more} onClick={() => setAll(!all)}>
            {all ? 'fewer' : `${count(more)} more`}
          </button>
        </li>
      ) : null}
    </ul>
  );
}

/** A chosen value that no row has any more stays visible, so that it can be let go. */
function missing(values: readonly FacetValue[], chosen: readonly (string | null)[]): readonly FacetValue[] {
  return chosen
    .filter((value) => !values.some((one) => one.value === value))
    .map((value) => ({ value, label: value ?? '', count: 0 }));
}

function isKind(value: string | null): value is KeyKind {
  return KEY_KINDS.some((kind) => kind === value);
}
