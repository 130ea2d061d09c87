import { useQuery } from '@tanstack/react-query';
import { dayMonth } from '../../../shared/format/date.ts';
import { count, range } from '../../../shared/format/money.ts';
import type { FindingGroup } from '../../../shared/model/finding.ts';
import { queries } from '../../api/queries.ts';
import { usePlaces } from '../../components/places.ts';
import { QueryView } from '../../components/query-view.tsx';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { NumberCell, Statement, StatementRow } from '../../components/statement.tsx';
import { Empty } from '../../components/states.tsx';
import { useNarrow } from '../../components/use-narrow.ts';
import type from '../../theme/type.module.css';
import { ControlList } from './controls.tsx';
import { Exceptions } from './exceptions.tsx';
import classes from './findings.module.css';
import { bySeverity } from './severities.ts';

/** Every open finding, the weightiest first, and what exceptions leave out. */
export function FindingList({ snapshot }: { readonly snapshot: string }) {
  const query = useQuery(queries.findings(snapshot));
  return (
    <QueryView query={query}>
      {({ open }) => (
        <>
          <p className={type.caption}>Open findings</p>
          <div className={classes.headline}>
            <span className={type.figure}>{count(open.length)}</span>
            <Severities open={open} />
          </div>
          {open.length === 0 ? (
            <Empty title="Nothing was found that needs care">
              Every rule was asked of every key and cluster that was read. Coverage says what was not.
            </Empty>
          ) : (
            <Table open={open} />
          )}
          <Exceptions />
        </>
      )}
    </QueryView>
  );
}

function Severities({ open }: { readonly open: readonly FindingGroup[] }) {
  return (
    <ul className={classes.severities} aria-label="By severity">
      {bySeverity(open).map(({ severity, word, findings }) => (
        <li key={severity}>
          <SeverityMark severity={severity} /> {findings} {word}
        </li>
      ))}
    </ul>
  );
}

function Table({ open }: { readonly open: readonly FindingGroup[] }) {
  const narrow = useNarrow();
  return (
    <Statement
      label="Open findings"
      columns={[
        { key: 'finding', label: 'Finding' },
        ...(narrow ? [] : [{ key: 'controls', label: 'Controls', width: '300px' }]),
        { key: 'due', label: 'By', numeric: true, width: '76px' },
        { key: 'amount', label: '$ a month', numeric: true, width: narrow ? '150px' : '180px' },
      ]}
    >
      {open.map((one) => (
        <Row key={one.rule} one={one} narrow={narrow} />
      ))}
    </Statement>
  );
}

function Row({ one, narrow }: { readonly one: FindingGroup; readonly narrow: boolean }) {
  const { to } = usePlaces();
  return (
    <StatementRow>
      <td className={classes.finding}>
        <SeverityMark severity={one.severity} />
        <a className={classes.title} href={to({ view: 'findings', rule: one.rule })}>
          {one.title}
        </a>
        <small title={one.about}>{one.keys === null ? one.evidence : one.about}</small>
      </td>
      {narrow ? null : (
        <td className={classes.controls}>
          <ControlList controls={one.controls} />
        </td>
      )}
      <NumberCell>
        {one.due === null ? <span className={classes.quiet}>—</span> : dayMonth(one.due)}
      </NumberCell>
      <NumberCell>
        {one.amount === null ? <span className={classes.quiet}>—</span> : range(one.amount)}
      </NumberCell>
    </StatementRow>
  );
}
