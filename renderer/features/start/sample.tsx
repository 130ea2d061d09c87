import { Button } from '@mantine/core';
import { KindMark } from '../../components/kind-mark.tsx';
import { SeverityMark } from '../../components/severity-mark.tsx';
import type from '../../theme/type.module.css';
import classes from './start.module.css';

interface SampleProps {
  /** The one filled button stands here until a profile is ticked. */
  readonly first: boolean;
  readonly busy: boolean;
  readonly onExplore: () => void;
}

/** The first minute without an AWS account; what comes of it in words, for no figure is known before it is read. */
export function Sample({ first, busy, onExplore }: SampleProps) {
  return (
    <section className={classes.sample} aria-label="The sample organisation">
      <p className={classes.kicker}>No AWS account needed</p>
      <h2 className={classes.heading}>See it on the sample organisation</h2>
      <p className={classes.lead}>
        Northwind Payments: twelve accounts in 17 regions, with the gaps and surprises that real ones have. It
        answers as AWS does, on this computer.
      </p>
      <div className={classes.explore}>
        <Button
          className={classes.main ?? ''}
          variant={first ? 'filled' : 'default'}
          disabled={busy}
          onClick={onExplore}
        >
          Explore the sample
        </Button>
        <span>nothing leaves this computer</span>
      </div>
      <h3 className={`${type.head} ${classes.listHead}`}>What you will get</h3>
      <ul className={classes.gets}>
        <li>
          <KindMark kind="customer" /> KMS keys, with a reason for each cent
        </li>
        <li>
          <KindMark kind="hsm" /> CloudHSM, with what each cluster costs
        </li>
        <li className={classes.total}>The run rate, from at least to at most</li>
      </ul>
      <h3 className={`${type.head} ${classes.listHead}`}>What it should make you ask</h3>
      <ul className={classes.gets}>
        <li>
          <SeverityMark severity="high" /> Is each key that pends deletion really unused?
        </li>
        <li>
          <SeverityMark severity="medium" /> Which HSMs serve no key store?
        </li>
        <li>
          <SeverityMark severity="low" /> Who pays for the keys without an owner?
        </li>
        <li>
          <SeverityMark severity="unknown" /> What could not be read, and what may it cost?
        </li>
      </ul>
    </section>
  );
}
