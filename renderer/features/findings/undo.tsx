import { UnstyledButton } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import classes from './findings.module.css';

interface Undoable {
  readonly sentence: string;
  readonly undo: () => void;
}

/** The last change: it outlives the view in which it was made. */
let last: Undoable | null = null;
const listeners = new Set<() => void>();

function set(next: Undoable | null): void {
  last = next;
  for (const listener of listeners) listener();
}

export function offerUndo(sentence: string, undo: () => void): void {
  set({ sentence, undo });
}

/** What was just changed, and the way back; nothing before the first change. */
export function UndoLine() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => last,
  );
  return (
    <div role="status">
      {shown === null ? null : (
        <p className={classes.undo}>
          {shown.sentence}
          <UnstyledButton
            className={classes.link}
            onClick={() => {
              shown.undo();
              set(null);
            }}
          >
            Undo
          </UnstyledButton>
          <UnstyledButton className={classes.link} onClick={() => set(null)}>
            Dismiss
          </UnstyledButton>
        </p>
      )}
    </div>
  );
}
