import type { Overview } from '../../../shared/contract/snapshots.ts';
import { billLine } from '../../../shared/format/bill.ts';
import { count, usd } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import { type Amount, isExact } from '../../../shared/model/amount.ts';
import { KindMark } from '../../components/kind-mark.tsx';
import { keysPlace, usePlaces } from '../../components/places.ts';
import { NumberCell, Statement, StatementRow, StatementTotal } from '../../components/statement.tsx';
import classes from './standing.module.css';

/** The statement that adds up to the run rate. */
export function Standing({ overview }: { readonly overview: Overview }) {
  const places = usePlaces();
  const { counts, runRate, bill } = overview.manifest;
  const keys = counts.customerKeys + counts.awsManagedKeys + counts.unknownKeys;
  const exact = isExact(runRate.total);
  return (
    <section className={classes.standing}>
      <Statement
        label="Standing cost a month"
        columns={[
          { key: 'what', label: 'Standing cost a month' },
          { key: 'billed', label: 'Billed', numeric: true },
          { key: 'low', label: exact ? '$ a month' : 'At least', numeric: true, width: '112px' },
          ...(exact ? [] : [{ key: 'high', label: 'At most', numeric: true, width: '96px' }]),
        ]}
      >
        <StatementRow>
          <td>
            <a className={classes.link} href={places.to(keysPlace({}))}>
              <KindMark kind="customer" /> KMS keys
            </a>
          </td>
          <NumberCell quiet>
            {count(overview.billedKeys)} of {count(keys)}
          </NumberCell>
          <Bounds amount={runRate.keys} exact={exact} />
        </StatementRow>
        <StatementRow>
          <td>
            <a className={classes.link} href={places.to({ view: 'hsms' })}>
              <KindMark kind="hsm" /> CloudHSM
            </a>
          </td>
          <NumberCell quiet>{plural(counts.hsms, 'HSM')}</NumberCell>
          <Bounds amount={runRate.hsms} exact={exact} />
        </StatementRow>
        <StatementTotal>
          <td>Run rate</td>
          <td />
          <Bounds amount={runRate.total} exact={exact} />
        </StatementTotal>
      </Statement>
      {overview.assumedMicroUsd > 0 ? (
        <p className={classes.beside}>
          <span>Of which assumed: rests on a rule that AWS does not state</span>
          <span>{usd(overview.assumedMicroUsd)}</span>
        </p>
      ) : null}
      {bill ? <p className={classes.beside}>{billLine(bill)}</p> : null}
    </section>
  );
}

function Bounds({ amount, exact }: { readonly amount: Amount; readonly exact: boolean }) {
  return (
    <>
      <NumberCell>{usd(amount.lowMicroUsd)}</NumberCell>
      {exact ? null : (
        <NumberCell>{amount.highMicroUsd === null ? 'not known' : usd(amount.highMicroUsd)}</NumberCell>
      )}
    </>
  );
}
