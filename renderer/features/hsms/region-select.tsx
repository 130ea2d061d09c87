import { NativeSelect } from '@mantine/core';
import { useId } from 'react';
import classes from './region-select.module.css';
import type { OfferRegion } from './regions.ts';

interface RegionSelectProps {
  readonly regions: readonly OfferRegion[];
  readonly value: string;
  readonly onChange: (region: string) => void;
}

/** A region to compare in; those without an HSM price say so. */
export function RegionSelect({ regions, value, onChange }: RegionSelectProps) {
  const field = useId();
  return (
    <span className={classes.region}>
      <label htmlFor={field}>Region</label>
      <NativeSelect
        id={field}
        classNames={{ input: classes.select ?? '' }}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        data={regions.map(({ id, hsmTypes }) => ({
          value: id,
          label: hsmTypes.length > 0 ? id : `${id}, HSM price not known`,
        }))}
      />
    </span>
  );
}
