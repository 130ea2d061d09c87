import { RPCLink } from '@orpc/client/fetch';
import type { Context, Link } from './deadline.ts';

const STORED = 'keyledger:token';

/**
 * The token of this window: from the address's fragment, which is emptied at once so that it is neither kept in the
 * history nor copied with the address; afterwards from the session, so that a reload still works.
 */
export function takeToken(page: Window): string {
  const found = /^#token=([^&]*)/.exec(page.location.hash)?.[1];
  if (found === undefined) return page.sessionStorage.getItem(STORED) ?? '';
  page.sessionStorage.setItem(STORED, found);
  page.history.replaceState(null, '', page.location.pathname + page.location.search);
  return found;
}

export interface HttpLinkOptions {
  readonly origin: string;
  readonly token: string;
  readonly onLost: () => void;
  readonly onRefused: () => void;
}

export function httpLink({ origin, token, onLost, onRefused }: HttpLinkOptions): Link {
  return new RPCLink<Context>({
    url: `${origin}/rpc`,
    headers: { authorization: `Bearer ${token}` },
    fetch: async (request, init) => {
      try {
        const response = await fetch(request, init);
        if (response.status === 401 || response.status === 403) onRefused();
        return response;
      } catch (error) {
        if (!request.signal.aborted) onLost();
        throw error;
      }
    },
  });
}
