import { UnstyledButton } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import classes from './copy-button.module.css';

/** "copy", in words; `what` names it for those who hear the page. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const clipboard = useClipboard({ timeout: 1500 });
  const word = clipboard.error ? 'not copied' : clipboard.copied ? 'copied' : 'copy';
  return (
    <UnstyledButton
      className={classes.copy}
      aria-label={`Copy ${what}`}
      onClick={(event) => {
        event.stopPropagation();
        clipboard.copy(text);
      }}
    >
      <span aria-live="polite">{word}</span>
    </UnstyledButton>
  );
}
