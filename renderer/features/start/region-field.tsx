import { TextInput, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { plural } from '../../../shared/format/words.ts';
import classes from './start.module.css';

/** AWS's codes, as `scanRequest` of the contract takes them. */
const REGION = /^[a-z]{2,4}(-[a-z]+)+-[0-9]+$/;

/** "eu-west-1, us-east-1" → both; words that are no region code are named. Empty text: every enabled region. */
export function parseRegions(text: string): {
  readonly regions: readonly string[];
  readonly wrong: readonly string[];
} {
  const words = [
    ...new Set(
      text
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ];
  return {
    regions: words.filter((word) => REGION.test(word)),
    wrong: words.filter((word) => !REGION.test(word)),
  };
}

interface RegionFieldProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly wrong: readonly string[];
}

export function RegionField({ text, onText, wrong }: RegionFieldProps) {
  const [open, setOpen] = useState(false);
  if (!open) {
    const chosen = parseRegions(text).regions.length;
    return (
      <span className={classes.regions}>
        {chosen === 0 ? 'Every enabled region' : `Only ${plural(chosen, 'region')}`}
        <UnstyledButton className={classes.change} onClick={() => setOpen(true)}>
          change
        </UnstyledButton>
      </span>
    );
  }
  return (
    <span className={classes.regions}>
      <TextInput
        autoFocus
        className={classes.regionInput ?? ''}
        aria-label="Regions to read, empty for every enabled region"
        placeholder="every enabled region"
        value={text}
        error={wrong.length > 0 ? `${wrong.join(', ')} is no region code` : null}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && wrong.length === 0) setOpen(false);
        }}
      />
    </span>
  );
}
