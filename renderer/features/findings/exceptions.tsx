import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { holds } from '../../../shared/findings/exceptions.ts';
import { date } from '../../../shared/format/date.ts';
import type { FindingException } from '../../../shared/model/finding.ts';
import { problemOf } from '../../api/problem.ts';
import { queries } from '../../api/queries.ts';
import { usePlaces } from '../../components/places.ts';
import { QueryView } from '../../components/query-view.tsx';
import { ShortId } from '../../components/short-id.tsx';
import { Statement, StatementRow } from '../../components/statement.tsx';
import type from '../../theme/type.module.css';
import classes from './findings.module.css';
import { ruleName } from './rule-name.ts';
import { offerUndo } from './undo.tsx';
import { useExcept, useRestore } from './use-exceptions.ts';

/** What the user lives with, why, and until when; of one rule, or of all. Nothing where there is none. */
export function Exceptions({ rule }: { readonly rule?: string }) {
  const query = useQuery(queries.exceptions());
  return (
    <QueryView query={query} rows={1}>
      {(all) => {
        const shown = rule === undefined ? all : all.filter((one) => one.rule === rule);
        return shown.length === 0 ? null : <Table exceptions={shown} />;
      }}
    </QueryView>
  );
}

function Table({ exceptions }: { readonly exceptions: readonly FindingException[] }) {
  return (
    <section className={classes.exceptions} aria-label="Exceptions">
      <h2 className={type.title}>
        {exceptions.length === 1 ? 'One exception' : `${exceptions.length} exceptions`}
      </h2>
      <p className={type.caption}>Kept on this computer. After its last day, each is found again.</p>
      <Statement
        label="Exceptions"
        columns={[
          { key: 'finding', label: 'Finding' },
          { key: 'subject', label: 'Of what' },
          { key: 'reason', label: 'Reason' },
          { key: 'until', label: 'Last day', numeric: true },
          { key: 'restore', label: 'Take back', numeric: true },
        ]}
      >
        {exceptions.map((one) => (
          <Row key={`${one.rule} ${one.subject}`} one={one} />
        ))}
      </Statement>
    </section>
  );
}

function Row({ one }: { readonly one: FindingException }) {
  const { to } = usePlaces();
  const except = useExcept();
  const { rule, subject, reason, until } = one;
  const name = ruleName(rule);
  const restore = useRestore(() =>
    offerUndo(`Taken back: the exception for ${name}.`, () =>
      except.mutate({ rule, subject, reason, until }),
    ),
  );
  return (
    <StatementRow quiet={!holds(one, new Date())}>
      <td>
        <a className={classes.title} href={to({ view: 'findings', rule })}>
          {name}
        </a>
      </td>
      <td className={classes.second}>
        {subject === null ? (
          'everything it finds'
        ) : (
          <a className={classes.title} href={to({ view: 'key', arn: subject })} title={subject}>
            <ShortId id={subject.slice(subject.lastIndexOf('/') + 1)} />
          </a>
        )}
      </td>
      <td className={classes.reason}>{reason}</td>
      <td className={classes.until}>
        {date(until)}
        {holds(one, new Date()) ? '' : ', over'}
      </td>
      <td className={classes.until}>
        <UnstyledButton
          className={classes.link}
          aria-label={`Take back the exception for ${name}`}
          disabled={restore.isPending}
          onClick={() => restore.mutate({ rule, subject })}
        >
          take back
        </UnstyledButton>
        {restore.error === null ? null : <small role="alert">{problemOf(restore.error).detail}</small>}
      </td>
    </StatementRow>
  );
}
