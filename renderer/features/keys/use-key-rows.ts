import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeyFilter, KeyPage, KeyRow, Sort } from '../../../shared/model/query.ts';
import { queries } from '../../api/queries.ts';
import { PAGE_ROWS } from './pages.ts';

export interface Asked {
  readonly snapshot: string;
  readonly filter: KeyFilter;
  readonly sort: readonly Sort[];
}

/** Of one page, so that a page on its way never shows the rows of another. */
function pageQuery({ snapshot, filter, sort }: Asked, offset: number) {
  const { placeholderData: _, ...query } = queries.keysPage(snapshot, {
    filter,
    sort,
    offset,
    limit: PAGE_ROWS,
  });
  return query;
}

export interface FirstPage {
  /** The question whose answer is shown: the one before, until the new one is answered. */
  readonly shown: Asked;
  readonly page: KeyPage | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

/** The first page and the total of what is filtered. What was there stays until the new answer comes. */
export function useFirstPage(wanted: Asked): FirstPage {
  const query = useQuery({ ...pageQuery(wanted, 0), placeholderData: keepPreviousData });
  const [shown, setShown] = useState(wanted);
  const answered = query.data !== undefined && !query.isPlaceholderData;
  if (answered && shown !== wanted) setShown(wanted);
  return { shown, page: query.data, error: query.error, refetch: query.refetch };
}

/** The row at an index, where its page has come. */
export type RowAt = (index: number) => KeyRow | undefined;

export function useRows(
  asked: Asked,
  offsets: readonly number[],
): { readonly at: RowAt; readonly error: Error | null } {
  const answers = useQueries({
    queries: offsets.map((offset) => pageQuery(asked, offset)),
  });
  const pages = new Map(offsets.map((offset, index) => [offset, answers[index]?.data]));
  return {
    at: (index) => pages.get(Math.floor(index / PAGE_ROWS) * PAGE_ROWS)?.rows[index % PAGE_ROWS],
    error: answers.find((answer) => answer.error !== null)?.error ?? null,
  };
}
