import type { Overview } from '../../../shared/contract/snapshots.ts';
import { date } from '../../../shared/format/date.ts';
import { change, percent } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import { href } from '../../app/route.ts';
import { Figure } from '../../components/figure.tsx';
import { keysPlace, usePlaces } from '../../components/places.ts';
import classes from './headline.module.css';

/** The run rate, what changed, what the range is, and its two parts. */
export function Headline({ overview }: { readonly overview: Overview }) {
  const { runRate } = overview.manifest;
  return (
    <section aria-label="Run rate">
      <Figure amount={runRate.total} size="overview" caption="Run rate of keys and HSMs, a 730-hour month" />
      <Change overview={overview} />
      <Range overview={overview} />
      <Split keys={runRate.keys.lowMicroUsd} hsms={runRate.hsms.lowMicroUsd} />
    </section>
  );
}

function Change({ overview: { manifest, previous } }: { readonly overview: Overview }) {
  if (previous === null)
    return <p className={classes.line}>The first snapshot of these units: no change to tell yet</p>;
  const by = manifest.runRate.total.lowMicroUsd - previous.runRate.total.lowMicroUsd;
  return (
    <p className={classes.line}>
      <strong>{change(by)}</strong> since{' '}
      <a href={href({ view: 'overview', snapshot: previous.id })}>{date(previous.asOf)}</a>
    </p>
  );
}

function Range({ overview }: { readonly overview: Overview }) {
  const places = usePlaces();
  const { total, hsms } = overview.manifest.runRate;
  if (total.lowMicroUsd === total.highMicroUsd) return null;
  if (overview.rangedKeys === 0)
    return (
      <p className={classes.line}>
        The range is the HSMs · <a href={places.to({ view: 'hsms' })}>which</a>
      </p>
    );
  const also = hsms.lowMicroUsd === hsms.highMicroUsd ? '' : ' and HSMs without a known price';
  return (
    <p className={classes.line}>
      The range is {plural(overview.rangedKeys, 'key')} not read in full{also} ·{' '}
      <a href={places.to(keysPlace({ ranged: true }))}>which</a>
    </p>
  );
}

function Split({ keys, hsms }: { readonly keys: number; readonly hsms: number }) {
  const places = usePlaces();
  const total = keys + hsms;
  if (total === 0 || hsms === 0 || keys === 0) return null;
  const share = (part: number) => ({ width: `${(part / total) * 100}%`, minWidth: 84 });
  return (
    <div className={classes.split}>
      <a className={classes.part} data-kind="kms" style={share(keys)} href={places.to(keysPlace({}))}>
        KMS {percent(keys, total)}
      </a>
      <a className={classes.part} data-kind="hsm" style={share(hsms)} href={places.to({ view: 'hsms' })}>
        CloudHSM {percent(hsms, total)}
      </a>
    </div>
  );
}
