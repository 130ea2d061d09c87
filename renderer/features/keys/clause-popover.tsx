import { Popover } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import classes from './sentence.module.css';

interface ClausePopoverProps {
  /** What is underlined and opens. */
  readonly words: ReactNode;
  readonly look?: 'clause' | 'narrow' | 'strip';
  readonly title: string;
  /** Lets the clause go; left out where there is nothing to let go. */
  readonly onClear?: (() => void) | undefined;
  readonly children: (close: () => void) => ReactNode;
}

/** A clause of the sentence, which opens. */
export function ClausePopover({ words, look = 'clause', title, onClear, children }: ClausePopoverProps) {
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={260} trapFocus withinPortal>
      <Popover.Target>
        <button type="button" className={classes.opener} data-look={look} onClick={() => setOpened(!opened)}>
          {words}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label={title}>
        <p className={classes.dropdownHead}>
          <strong>{title}</strong>
          {onClear ? (
            <button
              type="button"
              className={classes.clear}
              onClick={() => {
                close();
                onClear();
              }}
            >
              clear
            </button>
          ) : null}
        </p>
        {children(close)}
      </Popover.Dropdown>
    </Popover>
  );
}
