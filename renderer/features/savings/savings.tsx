import { useQuery } from '@tanstack/react-query';
import type { Findings } from '../../../shared/contract/findings.ts';
import { queries } from '../../api/queries.ts';
import { QueryView } from '../../components/query-view.tsx';
import type from '../../theme/type.module.css';
import { ByOwner } from './by-owner.tsx';
import { LastUseLine } from './last-use-line.tsx';
import { Proven } from './proven.tsx';
import classes from './savings.module.css';
import { Unknown } from './unknown.tsx';

/** What can we stop paying, safely? What is proven and what is not known never meet in one sum. */
export function SavingsView({ snapshot }: { readonly snapshot: string }) {
  const query = useQuery(queries.findings(snapshot));
  return (
    <>
      <div className={classes.view}>
        <QueryView query={query}>{(findings) => <Page snapshot={snapshot} findings={findings} />}</QueryView>
      </div>
      <LastUseLine snapshot={snapshot} known={query.data?.lastUse} />
    </>
  );
}

function Page({ snapshot, findings }: { readonly snapshot: string; readonly findings: Findings }) {
  const keysRate = useQuery(queries.manifest(snapshot)).data?.runRate.keys;
  return (
    <>
      <div className={classes.pages}>
        <Proven lines={findings.open.filter(({ saving }) => saving === 'proven')} keysRate={keysRate} />
        <Unknown lines={findings.unknown} snapshot={snapshot} />
      </div>
      <div className={classes.pages}>
        <ByOwner owners={findings.byOwner} />
        <Steps />
      </div>
    </>
  );
}

const STEPS = [
  ['Disable', 'Billing goes on. Anything that still needs the key fails now, and can be undone in a second.'],
  ['Watch 30 days', 'A DisabledException in CloudTrail names who needed it.'],
  [
    'Schedule deletion',
    '7 to 30 days. Billing stops the same hour. Cancel, and the key bills as if it was never scheduled.',
  ],
] as const;

function Steps() {
  return (
    <section className={classes.second}>
      <h2 className={type.title}>How to stop paying, safely</h2>
      <p className={type.caption}>Keyledger changes nothing. These are the steps to take in AWS.</p>
      <ol className={classes.steps}>
        {STEPS.map(([title, text]) => (
          <li key={title}>
            <strong>{title}</strong>
            <span>{text}</span>
          </li>
        ))}
      </ol>
      <p className={classes.note}>
        Evidence is never the only ground: AWS advises against deleting on last use alone.
      </p>
    </section>
  );
}
