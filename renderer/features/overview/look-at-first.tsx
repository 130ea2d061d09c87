import { useQuery } from '@tanstack/react-query';
import { exceptedOn } from '../../../shared/findings/exceptions.ts';
import { dayMonth } from '../../../shared/format/date.ts';
import { range } from '../../../shared/format/money.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import { queries } from '../../api/queries.ts';
import { usePlaces } from '../../components/places.ts';
import { SeverityMark } from '../../components/severity-mark.tsx';
import classes from './look-at-first.module.css';

/** What deserves attention first; each opens the rows behind it. */
export function LookAtFirst({
  findings,
  limit,
}: {
  readonly findings: readonly Finding[];
  readonly limit: number;
}) {
  const places = usePlaces();
  const exceptions = useQuery(queries.exceptions()).data ?? [];
  const left = exceptedOn(exceptions, new Date());
  const open = findings.filter(({ rule }) => !left.rule(rule));
  const shown = open.slice(0, limit);
  return (
    <section className={classes.section}>
      <h2 className={classes.title}>Look at first</h2>
      <p className={classes.subtitle}>
        {open.length === 0 ? 'Nothing that weighs most was found' : 'What weighs most'} ·{' '}
        <a className={classes.all} href={places.to({ view: 'findings' })}>
          all findings
        </a>
      </p>
      <ul className={classes.list}>
        {shown.map((finding) => (
          <li key={`${finding.rule} ${finding.title}`} className={classes.item}>
            <a className={classes.link} href={places.to({ view: 'findings', rule: finding.rule })}>
              <SeverityMark severity={finding.severity} />
              <span className={classes.words}>{finding.title}</span>
              <span className={classes.amount}>{stake(finding)}</span>
              <span className={classes.evidence} title={finding.evidence}>
                {finding.evidence}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is at stake: money, else the date by which it matters; a thing that could not be read is "not priced". */
function stake({ amount, due, severity }: Finding): string {
  if (due !== null) return `by ${dayMonth(due)}`;
  if (amount !== null) return range(amount);
  return severity === 'unknown' ? 'not priced' : '';
}
