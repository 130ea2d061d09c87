import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SignInEvent } from '../../../shared/model/sign-in.ts';
import { client } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { queries } from '../../api/queries.ts';
import { type SignInState, stateAfter } from './sign-in-state.ts';

/** The sign-in page, where the browser lets a page open one by itself; the link stays for where it does not. */
function openPage(event: SignInEvent): void {
  if (event.type === 'verify' && event.url.startsWith('https://'))
    window.open(event.url, '_blank', 'noopener');
}

/** A stream over HTTP ends without saying why. */
const CUT_SHORT = { code: 'CORE_LOST', message: 'The sign-in was cut short', action: 'Try again' };

export interface SignIn {
  readonly state: SignInState;
  start(): void;
  cancel(): void;
  answer(ask: string, code: string): void;
}

/** Signs one profile in, and looks at all of them again once it is: one session may open several. */
export function useSignIn(profile: string): SignIn {
  const cache = useQueryClient();
  const [state, setState] = useState<SignInState>({ step: 'idle' });
  const running = useRef<AbortController | null>(null);

  const cancel = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setState({ step: 'idle' });
  }, []);
  useEffect(() => () => running.current?.abort(), []);

  const follow = async (stop: AbortController) => {
    let ended = false;
    try {
      for await (const event of await client.profiles.signIn({ profile }, { signal: stop.signal })) {
        if (stop.signal.aborted) return;
        openPage(event);
        ended = event.type === 'done' || event.type === 'failed';
        if (event.type === 'done') await cache.invalidateQueries({ queryKey: queries.profiles().queryKey });
        setState(stateAfter(event));
      }
      if (!ended && !stop.signal.aborted) setState({ step: 'failed', failure: CUT_SHORT });
    } catch (error) {
      if (stop.signal.aborted) return;
      const { code, title, detail, action } = problemOf(error);
      setState({ step: 'failed', failure: { code, message: detail || title, action } });
    }
  };

  return {
    state,
    cancel,
    start: () => {
      running.current?.abort();
      const stop = new AbortController();
      running.current = stop;
      setState({ step: 'waiting' });
      void follow(stop);
    },
    answer: (ask, code) => {
      setState({ step: 'waiting' });
      client.profiles.answer({ ask, code }).catch((error: unknown) => {
        const { code: name, title, detail, action } = problemOf(error);
        setState({ step: 'failed', failure: { code: name, message: detail || title, action } });
      });
    },
  };
}
