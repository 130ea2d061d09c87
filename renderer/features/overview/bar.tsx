import { plural } from '../../../shared/format/words.ts';
import type { CostGroup } from '../../../shared/model/query.ts';
import type from '../../theme/type.module.css';
import classes from './bar.module.css';

interface BarProps {
  readonly group: CostGroup;
  /** Micro-USD of the full width. */
  readonly scale: number;
  /** Where each part leads. The row's name and its "why" say the same by keyboard and by ear. */
  readonly keys?: string;
  readonly hsms?: string;
}

/** A bar ends at "at least"; the whisker goes on to "at most". Every part stays visible, however small. */
export function Bar({ group, scale, keys, hsms }: BarProps) {
  const part = (microUsd: number) => `${(microUsd / scale) * 100}%`;
  const gap = (group.amount.highMicroUsd ?? group.amount.lowMicroUsd) - group.amount.lowMicroUsd;
  return (
    <div className={classes.bar}>
      {group.keyAmount.lowMicroUsd > 0 ? (
        <Part
          kind="kms"
          width={part(group.keyAmount.lowMicroUsd)}
          to={keys}
          label={plural(group.keys, 'key')}
        />
      ) : null}
      {group.hsmAmount.lowMicroUsd > 0 ? (
        <Part
          kind="hsm"
          width={part(group.hsmAmount.lowMicroUsd)}
          to={hsms}
          label={plural(group.hsms, 'HSM')}
        />
      ) : null}
      {gap > 0 ? <i className={classes.whisker} style={{ width: `max(6px, ${part(gap)})` }} /> : null}
    </div>
  );
}

function Part(props: {
  readonly kind: 'kms' | 'hsm';
  readonly width: string;
  readonly to: string | undefined;
  readonly label: string;
}) {
  const style = { width: `max(1.5px, ${props.width})` };
  if (props.to === undefined) return <span className={classes.part} data-kind={props.kind} style={style} />;
  return (
    <a
      className={classes.part}
      data-kind={props.kind}
      style={style}
      href={props.to}
      title={props.label}
      tabIndex={-1}
    >
      <span className={type.hidden}>{props.label}</span>
    </a>
  );
}
