import { digits, range } from '../../../shared/format/money.ts';
import { stateWord } from '../../../shared/format/words.ts';
import { isExact } from '../../../shared/model/amount.ts';
import type { KeyRow } from '../../../shared/model/query.ts';
import { KindMark } from '../../components/kind-mark.tsx';
import { usePlaces } from '../../components/places.ts';
import { NumberCell, Statement, StatementRow } from '../../components/statement.tsx';
import classes from './family.module.css';

/** The members of a multi-Region family, each of which opens. */
export function Family({ family, arn }: { readonly family: readonly KeyRow[]; readonly arn: string }) {
  const places = usePlaces();
  return (
    <section>
      <h2 className={classes.title}>One key in {family.length} regions</h2>
      <Statement
        label="The family"
        columns={[
          { key: 'region', label: 'Family' },
          { key: 'state', label: 'State' },
          { key: 'amount', label: '$ a month', numeric: true },
        ]}
      >
        {family.map((row) => (
          <StatementRow key={row.arn}>
            <td>
              <span className={classes.member}>
                <KindMark kind={row.kind} />
                {row.arn === arn ? (
                  <strong>{row.region}</strong>
                ) : (
                  <a href={places.to({ view: 'key', arn: row.arn })}>{row.region}</a>
                )}
                <span className={classes.quiet}>{row.kind === 'replica' ? '' : 'primary'}</span>
              </span>
            </td>
            <td className={row.state === 'Enabled' ? classes.quiet : undefined}>{stateWord(row.state)}</td>
            <NumberCell>
              {isExact(row.amount) ? digits(row.amount.lowMicroUsd) : range(row.amount)}
            </NumberCell>
          </StatementRow>
        ))}
      </Statement>
    </section>
  );
}
