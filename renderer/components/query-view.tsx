import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { problemOf } from '../api/problem.ts';
import { Loading, Problem } from './states.tsx';

interface QueryViewProps<T> {
  readonly query: {
    readonly data: T | undefined;
    readonly error: Error | null;
    readonly refetch: () => unknown;
  };
  readonly children: (data: T) => ReactNode;
  readonly rows?: number;
}

/** What a question answers, or that it is on its way, or why it cannot be answered. */
export function QueryView<T>({ query, children, rows = 10 }: QueryViewProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error === null) return <Loading rows={rows} />;
  const problem = problemOf(query.error);
  return (
    <Problem title={problem.title} action={<Button onClick={() => query.refetch()}>Ask again</Button>}>
      {[problem.detail, problem.action].filter(Boolean).join(' ')}
    </Problem>
  );
}
