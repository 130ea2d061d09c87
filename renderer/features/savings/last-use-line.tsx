import { UnstyledButton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { count } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import { client } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { queries, queryClient } from '../../api/queries.ts';
import classes from './savings.module.css';

const POLL_MS = 1_000;

/** The pass over last use, watched while it runs; what rests on it is asked for anew at its end. */
function usePass() {
  const { data } = useQuery({
    ...queries.lastUsePass(),
    refetchInterval: ({ state }) => (state.data?.phase === 'reading' ? POLL_MS : false),
  });
  const before = useRef(data?.phase);
  useEffect(() => {
    if (before.current === 'reading' && data?.phase !== 'reading') {
      void queryClient.invalidateQueries({
        predicate: ({ queryKey }) => ['findings', 'findingKeys', 'key'].includes(String(queryKey[0])),
      });
    }
    before.current = data?.phase;
  }, [data?.phase]);
  return data ?? null;
}

/** Starts the pass; while it runs, says how far it is. */
export function ReadLastUse({ snapshot }: { readonly snapshot: string }) {
  const pass = usePass();
  const start = useMutation({
    mutationFn: () => client.lastUse.start({ snapshot }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queries.lastUsePass().queryKey }),
  });
  if (pass?.phase === 'reading') {
    return (
      <span className={classes.quiet}>
        {count(pass.asked)} of {count(pass.keys)} asked
      </span>
    );
  }
  const failure = start.error === null ? pass?.failure?.message : problemOf(start.error).detail;
  return (
    <>
      <UnstyledButton className={classes.action} disabled={start.isPending} onClick={() => start.mutate()}>
        Read last use
      </UnstyledButton>
      {failure ? <small role="alert">{failure}</small> : null}
    </>
  );
}

/** What the view rests on. */
export function LastUseLine({
  snapshot,
  known,
}: {
  readonly snapshot: string;
  readonly known: { readonly billed: number; readonly known: number } | undefined;
}) {
  if (known === undefined) return <footer className={classes.closing} />;
  return (
    <footer className={classes.closing}>
      <strong>
        Last use read for {count(known.known)} of {plural(known.billed, 'billed key')}
      </strong>
      <span className={classes.how}>one call a key, GetKeyLastUsage, at a share of its quota</span>
      <span className={classes.end}>
        <ReadLastUse snapshot={snapshot} />
      </span>
    </footer>
  );
}
