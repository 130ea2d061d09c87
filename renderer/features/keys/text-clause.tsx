import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import classes from './sentence.module.css';

interface TextClauseProps {
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** What is typed becomes part of the filter as it is typed; typing never waits for the answer. */
export function TextClause({ text, onText }: TextClauseProps) {
  const [typed, setTyped] = useState(text);
  const tell = useDebouncedCallback(onText, 180);
  return (
    <input
      type="text"
      className={classes.text}
      value={typed}
      maxLength={200}
      placeholder="Alias, description, tag, id or ARN"
      aria-label="Matching"
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        tell(event.currentTarget.value.trim());
      }}
    />
  );
}
