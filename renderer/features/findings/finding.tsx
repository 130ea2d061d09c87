import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { range } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import type { FindingGroup } from '../../../shared/model/finding.ts';
import { queries } from '../../api/queries.ts';
import { targetPlace, usePlaces } from '../../components/places.ts';
import { QueryView } from '../../components/query-view.tsx';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { Empty } from '../../components/states.tsx';
import type from '../../theme/type.module.css';
import { ExceptionForm, type Wish } from './exception-form.tsx';
import { Exceptions } from './exceptions.tsx';
import classes from './findings.module.css';
import { FindingKeyTable } from './keys.tsx';

/** What one rule found: why it matters, what to do, and the keys with their evidence. */
export function Finding({ snapshot, rule }: { readonly snapshot: string; readonly rule: string }) {
  const query = useQuery(queries.findings(snapshot));
  const { to } = usePlaces();
  const [wish, setWish] = useState<Wish | null>(null);
  return (
    <QueryView query={query}>
      {({ open, unknown }) => {
        const found = [...open, ...unknown].find((one) => one.rule === rule);
        return (
          <>
            {found === undefined ? (
              <Empty
                title="Nothing is open here"
                action={
                  <Button component="a" href={to({ view: 'findings' })}>
                    All findings
                  </Button>
                }
              >
                This rule found nothing in this snapshot, or exceptions leave out all that it found.
              </Empty>
            ) : (
              <>
                <Head
                  found={found}
                  onExcept={() => setWish({ rule, subject: null, name: found.title, whole: true })}
                />
                {found.keys === null ? null : (
                  <FindingKeyTable
                    snapshot={snapshot}
                    found={found}
                    onExcept={(row) =>
                      setWish({ rule, subject: row.arn, name: row.alias ?? row.keyId, whole: false })
                    }
                  />
                )}
              </>
            )}
            <Exceptions rule={rule} />
            <ExceptionForm wish={wish} onClose={() => setWish(null)} />
          </>
        );
      }}
    </QueryView>
  );
}

function Head({ found, onExcept }: { readonly found: FindingGroup; readonly onExcept: () => void }) {
  const { to } = usePlaces();
  return (
    <div className={classes.head}>
      <div>
        <p className={classes.severity}>
          <SeverityMark severity={found.severity} /> {found.keys === null ? found.evidence : found.title}
        </p>
        <div className={classes.headline}>
          <span className={type.figure}>{figureOf(found)}</span>
          <span className={type.unit}>{besideOf(found)}</span>
        </div>
        <p className={classes.about}>{found.about}</p>
        <div className={classes.actions}>
          {found.target === null ? null : (
            <Button component="a" href={to(targetPlace(found.target))}>
              {found.target.view === 'coverage' ? 'Open Coverage' : 'Open CloudHSM'}
            </Button>
          )}
          <Button onClick={onExcept}>Make an exception</Button>
        </div>
      </div>
      <section className={classes.next}>
        <h2 className={type.title}>What to do, safely</h2>
        <p className={type.caption}>Keyledger changes nothing. These are the steps to take in AWS.</p>
        <ol className={classes.steps}>
          {found.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        {found.controls.length === 0 ? null : (
          <dl className={classes.bearsOn}>
            <dt className={type.caption}>Bears on</dt>
            {found.controls.map(({ standard, id }) => (
              <dd key={`${standard} ${id}`}>
                {standard} <strong>{id}</strong>
              </dd>
            ))}
          </dl>
        )}
      </section>
    </div>
  );
}

function figureOf({ amount, keys, title }: FindingGroup): string {
  if (amount !== null) return range(amount, 'whole');
  return keys === null ? title : plural(keys, 'key');
}

function besideOf({ amount, keys, saving, excepted }: FindingGroup): string {
  const left = excepted === 0 ? '' : ` · ${plural(excepted, 'exception')}`;
  if (amount === null) return left.replace(' · ', '');
  const count = keys === null ? '' : ` · ${plural(keys, 'key')}`;
  return `a month${count}${saving === 'unknown' ? ' · may be in use, may not' : ''}${left}`;
}
