import { Button } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { plural } from '../../../shared/format/words.ts';
import type { FacetCounts, KeyFilter } from '../../../shared/model/query.ts';
import { queries } from '../../api/queries.ts';
import { Empty } from '../../components/states.tsx';
import { clauses, clauseWords, without } from './clauses.ts';

interface NothingProps {
  readonly snapshot: string;
  readonly filter: KeyFilter;
  readonly counts: FacetCounts | undefined;
  readonly onFilter: (filter: KeyFilter) => void;
}

/** No key matches: the sentence, and which clause to drop to see how many. */
export function Nothing({ snapshot, filter, counts, onFilter }: NothingProps) {
  const said = clauses(filter, counts);
  const answers = useQueries({
    queries: said.map((clause) => {
      const asked = { filter: without(filter, clause.name), sort: [], offset: 0, limit: 1 };
      const { placeholderData: _, ...query } = queries.keysPage(snapshot, asked);
      return query;
    }),
  });
  const drops = said.map((clause, index) => ({ clause, keys: answers[index]?.data?.total.keys ?? 0 }));
  const best = drops.reduce<(typeof drops)[number] | null>(
    (found, one) => (one.keys > (found?.keys ?? 0) ? one : found),
    null,
  );
  if (said.length === 0)
    return (
      <Empty title="No key was read">
        Nothing in this snapshot is a KMS key. Coverage says what was asked.
      </Empty>
    );
  if (best === null)
    return (
      <Empty title="No key matches" action={<Button onClick={() => onFilter({})}>Clear the sentence</Button>}>
        Dropping one clause is not enough.
      </Empty>
    );
  const words = clauseWords(best.clause);
  return (
    <Empty
      title="No key matches"
      action={<Button onClick={() => onFilter(without(filter, best.clause.name))}>Drop “{words}”</Button>}
    >
      {plural(best.keys, 'key')} {best.keys === 1 ? 'matches' : 'match'} without “{words}”.
    </Empty>
  );
}
