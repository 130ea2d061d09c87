import { useSyncExternalStore } from 'react';

/** One sentence that outlives the view which had to say it, such as how a scan ended. */
let current: string | null = null;
const listeners = new Set<() => void>();

export function tell(sentence: string | null): void {
  current = sentence;
  for (const listener of listeners) listener();
}

export function useNotice(): string | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
