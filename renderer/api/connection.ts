import { useSyncExternalStore } from 'react';

/**
 * How page and core stand. `lost`: the core ended or does not answer, calls fail and a new way to it is being tried;
 * `recovered`: it was lost and answers again; `refused`: the door does not accept this window's token.
 */
export type ConnectionState = 'open' | 'lost' | 'recovered' | 'refused';

interface Connection {
  state(): ConnectionState;
  set(next: ConnectionState): void;
  subscribe(listener: (state: ConnectionState) => void): () => void;
}

function createConnection(): Connection {
  let state: ConnectionState = 'open';
  const listeners = new Set<(state: ConnectionState) => void>();
  return {
    state: () => state,
    set(next) {
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener(next);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const connection = createConnection();

export function useConnection(): ConnectionState {
  return useSyncExternalStore(connection.subscribe, connection.state);
}
