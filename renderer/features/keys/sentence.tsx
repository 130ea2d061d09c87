import {
  FACETS,
  type Facet,
  type FacetCounts,
  type KeyFilter,
  SORT_COLUMNS,
  type Sort,
} from '../../../shared/model/query.ts';
import { ClausePopover } from './clause-popover.tsx';
import {
  type Clause,
  clauses,
  FACET_TITLES,
  SORT_WORDS,
  sortAfter,
  sortWords,
  WITHOUT_AWS_MANAGED,
  without,
  withText,
} from './clauses.ts';
import { FacetList } from './facet-list.tsx';
import classes from './sentence.module.css';
import { TextClause } from './text-clause.tsx';

interface SentenceProps {
  readonly filter: KeyFilter;
  readonly sort: readonly Sort[];
  readonly counts: FacetCounts | undefined;
  readonly onFilter: (filter: KeyFilter, how?: 'push' | 'replace') => void;
  readonly onSort: (sort: readonly Sort[]) => void;
  readonly onToggle: (facet: Facet, value: string | null) => void;
}

/** The filter, as a sentence whose clauses open. */
export function Sentence(props: SentenceProps) {
  const { filter, sort, counts, onFilter, onSort } = props;
  const said = clauses(filter, counts);
  return (
    <p className={classes.sentence}>
      {said.length === 0 ? 'All keys' : 'Keys '}
      {said.map((clause, index) => (
        <span key={clause.name}>
          {index === 0 ? '' : ', '}
          {clause.lead === '' ? '' : `${clause.lead} `}
          <ClauseOpener clause={clause} {...props} />
        </span>
      ))}
      {', sorted by '}
      <ClausePopover words={sortWords(sort)} title="Sorted by">
        {(close) => (
          <ul className={classes.options}>
            {SORT_COLUMNS.map((column) => (
              <li key={column}>
                <button
                  type="button"
                  className={classes.option}
                  aria-pressed={sort[0]?.column === column}
                  onClick={() => {
                    close();
                    onSort(sortAfter(sort, column, false));
                  }}
                >
                  {SORT_WORDS[column]}
                </button>
              </li>
            ))}
          </ul>
        )}
      </ClausePopover>
      <Narrow {...props} />
      {said.length === 0 ? null : (
        <button type="button" className={classes.clearAll} onClick={() => onFilter({})}>
          Clear
        </button>
      )}
    </p>
  );
}

function ClauseOpener({
  clause,
  filter,
  counts,
  onFilter,
  onToggle,
}: SentenceProps & { readonly clause: Clause }) {
  const { name } = clause;
  const clear = () => onFilter(without(filter, name));
  if (name === 'text')
    return (
      <ClausePopover words={clause.words} title="Matching" onClear={clear}>
        {() => (
          <TextClause
            text={filter.text ?? ''}
            onText={(text) => onFilter(withText(filter, text), 'replace')}
          />
        )}
      </ClausePopover>
    );
  if (name === 'ranged')
    return (
      <ClausePopover words={clause.words} title="Cost" onClear={clear}>
        {() => (
          <p className={classes.note}>
            A range is from “at least” to “at most”: something about the key could not be read.
          </p>
        )}
      </ClausePopover>
    );
  return (
    <ClausePopover words={clause.words} title={FACET_TITLES[name]} onClear={clear}>
      {() => (
        <div className={classes.scroll}>
          <FacetList
            facet={name}
            values={counts?.[name] ?? []}
            chosen={filter[name] ?? []}
            limit={12}
            onToggle={(value) => onToggle(name, value)}
          />
        </div>
      )}
    </ClausePopover>
  );
}

/** Clauses that are not in the sentence yet. */
function Narrow({ filter, counts, onFilter, onToggle }: SentenceProps) {
  const free = FACETS.filter((facet) => (counts?.[facet].length ?? 0) > 1);
  const aws = counts?.kind.some((one) => one.value === 'awsManaged') ?? false;
  return (
    <ClausePopover look="narrow" words="+ narrow" title="Narrow by">
      {(close) => (
        <div className={classes.scroll}>
          <TextClause
            text={filter.text ?? ''}
            onText={(text) => onFilter(withText(filter, text), 'replace')}
          />
          <ul className={classes.options}>
            {filter.kind === undefined && aws ? (
              <li>
                <button
                  type="button"
                  className={classes.option}
                  onClick={() => {
                    close();
                    onFilter({ ...filter, kind: WITHOUT_AWS_MANAGED });
                  }}
                >
                  without AWS managed keys
                </button>
              </li>
            ) : null}
            {filter.ranged === undefined ? (
              <li>
                <button
                  type="button"
                  className={classes.option}
                  onClick={() => {
                    close();
                    onFilter({ ...filter, ranged: true });
                  }}
                >
                  whose cost is a range
                </button>
              </li>
            ) : null}
          </ul>
          {free.map((facet) => (
            <details key={facet} className={classes.details}>
              <summary>{FACET_TITLES[facet]}</summary>
              <FacetList
                facet={facet}
                values={counts?.[facet] ?? []}
                chosen={filter[facet] ?? []}
                limit={8}
                onToggle={(value) => onToggle(facet, value)}
              />
            </details>
          ))}
        </div>
      )}
    </ClausePopover>
  );
}
