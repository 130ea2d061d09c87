import { useMemo, useSyncExternalStore } from 'react';
import { href, parseRoute, type Route } from './route.ts';

const listeners = new Set<() => void>();

function announce(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

/** Goes to a route; `replace` keeps it out of the history (typing into a filter, redirects). */
export function navigate(route: Route, how: 'push' | 'replace' = 'push'): void {
  const address = href(route);
  if (address === window.location.hash) return;
  if (how === 'push') window.history.pushState(null, '', address);
  else window.history.replaceState(null, '', address);
  announce();
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => parseRoute(hash), [hash]);
}
