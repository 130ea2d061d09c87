import { Button, UnstyledButton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { FindingKey } from '../../../shared/contract/findings.ts';
import { dayMonth } from '../../../shared/format/date.ts';
import { count, range } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import type { FindingGroup } from '../../../shared/model/finding.ts';
import type { KeyRow } from '../../../shared/model/query.ts';
import { queries } from '../../api/queries.ts';
import { KindMark } from '../../components/kind-mark.tsx';
import { usePlaces } from '../../components/places.ts';
import { QueryView } from '../../components/query-view.tsx';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { ShortId } from '../../components/short-id.tsx';
import { NumberCell, Statement, StatementRow, StatementTotal } from '../../components/statement.tsx';
import { useNarrow } from '../../components/use-narrow.ts';
import classes from './findings.module.css';

interface FindingKeyTableProps {
  readonly snapshot: string;
  readonly found: FindingGroup;
  readonly onExcept: (row: KeyRow) => void;
}

/** The keys of a finding: the worst, the soonest and the dearest first. */
export function FindingKeyTable({ snapshot, found, onExcept }: FindingKeyTableProps) {
  const narrow = useNarrow();
  const query = useInfiniteQuery(queries.findingKeys(snapshot, found.rule));
  const dated = found.due !== null;
  return (
    <section className={classes.keys} aria-label="Keys of this finding">
      <QueryView query={query}>
        {({ pages }) => {
          const keys = pages.flatMap((page) => page.keys);
          const total = pages[0]?.total;
          const before = (narrow ? 3 : 5) + (dated ? 1 : 0);
          return (
            <>
              <Statement
                label={found.title}
                columns={[
                  { key: 'key', label: 'Key' },
                  { key: 'evidence', label: 'Evidence' },
                  { key: 'account', label: 'Account' },
                  ...(narrow
                    ? []
                    : [
                        { key: 'region', label: 'Region' },
                        { key: 'owner', label: 'Owner' },
                      ]),
                  ...(dated ? [{ key: 'due', label: 'By', numeric: true }] : []),
                  { key: 'amount', label: '$ a month', numeric: true },
                  { key: 'except', label: 'Exception', numeric: true },
                ]}
              >
                {keys.map((one) => (
                  <Row
                    key={one.row.arn}
                    one={one}
                    narrow={narrow}
                    dated={dated}
                    onExcept={() => onExcept(one.row)}
                  />
                ))}
                {total === undefined ? null : (
                  <StatementTotal unknown={found.saving === 'unknown'}>
                    <td colSpan={before}>
                      {keys.length < total.keys
                        ? `${count(keys.length)} of ${plural(total.keys, 'key')} shown`
                        : plural(total.keys, 'key')}
                    </td>
                    <NumberCell>{range(total.amount)}</NumberCell>
                    <td />
                  </StatementTotal>
                )}
              </Statement>
              {query.hasNextPage ? (
                <Button
                  className={classes.more}
                  disabled={query.isFetchingNextPage}
                  onClick={() => query.fetchNextPage()}
                >
                  Show more
                </Button>
              ) : null}
            </>
          );
        }}
      </QueryView>
    </section>
  );
}

interface RowProps {
  readonly one: FindingKey;
  readonly narrow: boolean;
  readonly dated: boolean;
  readonly onExcept: () => void;
}

function Row({ one, narrow, dated, onExcept }: RowProps) {
  const { to } = usePlaces();
  const { row } = one;
  const name = row.alias ?? row.keyId;
  return (
    <StatementRow>
      <td className={classes.key}>
        <span>
          <KindMark kind={row.kind} size={9} />
          <a className={classes.title} href={to({ view: 'key', arn: row.arn })} title={name}>
            {row.alias ?? <ShortId id={row.keyId} />}
          </a>
        </span>
      </td>
      <td className={classes.evidence}>
        <span>
          <SeverityMark severity={one.severity} size={10} /> {one.evidence}
        </span>
      </td>
      <td className={classes.second}>{row.accountName}</td>
      {narrow ? null : (
        <>
          <td className={classes.second}>{row.region}</td>
          <td className={row.owner === null ? classes.quiet : classes.second}>{row.owner ?? 'no tag'}</td>
        </>
      )}
      {dated ? (
        <NumberCell>
          {one.due === null ? <span className={classes.quiet}>—</span> : dayMonth(one.due)}
        </NumberCell>
      ) : null}
      <NumberCell>{range(row.amount)}</NumberCell>
      <td className={classes.until}>
        <UnstyledButton
          className={classes.link}
          aria-label={`Make an exception for ${name}`}
          onClick={onExcept}
        >
          make
        </UnstyledButton>
      </td>
    </StatementRow>
  );
}
