import { useId } from 'react';
import classes from './choice.module.css';

interface ChoiceProps<Id extends string> {
  readonly label: string;
  readonly options: readonly { readonly id: Id; readonly text: string }[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  /** `inline` stands before its options, `row` is a line of its own with the options at its end. */
  readonly layout?: 'inline' | 'row';
}

/** One of a few, as words of which one is underlined; arrow keys go from one to the next. */
export function Choice<Id extends string>({
  label,
  options,
  value,
  onChange,
  layout = 'inline',
}: ChoiceProps<Id>) {
  const name = useId();
  return (
    <fieldset className={classes.choice} data-layout={layout}>
      <legend className={classes.legend}>{label}</legend>
      <span className={classes.label} aria-hidden="true">
        {label}
      </span>
      <span className={classes.options}>
        {options.map(({ id, text }) => (
          <label key={id} className={classes.option}>
            <input type="radio" name={name} value={id} checked={id === value} onChange={() => onChange(id)} />
            <span>{text}</span>
          </label>
        ))}
      </span>
    </fieldset>
  );
}
