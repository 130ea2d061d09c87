import { UnstyledButton } from '@mantine/core';
import { useEffect } from 'react';
import { type ConnectionState, connection, useConnection } from '../api/connection.ts';
import { SeverityMark } from '../components/severity-mark.tsx';
import classes from './banner.module.css';
import { tell, useNotice } from './notice.ts';

const RECOVERED_MS = 8_000;

const SENTENCES: Readonly<Record<Exclude<ConnectionState, 'open'>, string>> = {
  lost: 'The core stopped answering. What is shown stays; it is being started again, and kept snapshots are safe.',
  recovered: 'The core answers again. A scan that was under way has to be started anew.',
  refused: 'This window is no longer accepted. Close it and run “keyledger open” for a new one.',
};

/** What stands between page and core, and what the last scan left to say; nothing in the usual state. */
export function Banner() {
  const state = useConnection();
  const notice = useNotice();
  useEffect(() => {
    if (state !== 'recovered') return;
    const timer = setTimeout(() => connection.set('open'), RECOVERED_MS);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <div aria-live="polite">
      {state === 'open' ? null : (
        <p className={classes.banner}>
          {state === 'recovered' ? null : <SeverityMark severity="high" />}
          {SENTENCES[state]}
        </p>
      )}
      {notice === null ? null : (
        <p className={classes.banner}>
          <SeverityMark severity="unknown" />
          {notice}
          <UnstyledButton className={classes.dismiss} onClick={() => tell(null)}>
            Dismiss
          </UnstyledButton>
        </p>
      )}
    </div>
  );
}
