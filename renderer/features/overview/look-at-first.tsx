import { dayMonth } from '../../../shared/format/date.ts';
import { range } from '../../../shared/format/money.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import { targetPlace, usePlaces } from '../../components/places.ts';
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
  const shown = findings.slice(0, limit);
  return (
    <section className={classes.section}>
      <h2 className={classes.title}>Look at first</h2>
      <p className={classes.subtitle}>
        {findings.length === 0
          ? 'Nothing was found that needs care'
          : findings.length > limit
            ? `${limit} of ${findings.length} open findings`
            : `${findings.length} open ${findings.length === 1 ? 'finding' : 'findings'}`}
      </p>
      <ul className={classes.list}>
        {shown.map((finding) => (
          <li key={`${finding.rule} ${finding.title}`} className={classes.item}>
            <a className={classes.link} href={places.to(targetPlace(finding.target))}>
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
