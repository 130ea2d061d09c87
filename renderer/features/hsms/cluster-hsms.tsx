import { range, usd } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import { RUN_RATE_HOURS } from '../../../shared/model/amount.ts';
import type { LedgerCluster } from '../../../shared/model/ledger.ts';
import { Amount } from '../../components/amount.tsx';
import { ShortId } from '../../components/short-id.tsx';
import { NumberCell, Statement, StatementRow, StatementTotal } from '../../components/statement.tsx';
import classes from './cluster.module.css';
import { clusterState } from './cluster-words.ts';

/** The HSMs by zone, each with its line of the ledger. */
export function ClusterHsms({ one: { cluster, lines, amount } }: { readonly one: LedgerCluster }) {
  if (cluster.hsms.length === 0)
    return (
      <section>
        <h2 className={classes.title}>HSMs</h2>
        <p className={classes.words}>
          None. AWS charges by the HSM, so the cluster costs nothing; it cannot answer anything either.
        </p>
      </section>
    );
  const order = [...cluster.hsms].sort((a, b) => a.availabilityZone.localeCompare(b.availabilityZone, 'en'));
  return (
    <section>
      <h2 className={classes.title}>HSMs by zone</h2>
      <Statement
        label="HSMs"
        columns={[
          { key: 'zone', label: 'Zone' },
          { key: 'hsm', label: 'HSM' },
          { key: 'type', label: 'Type' },
          { key: 'state', label: 'State' },
          { key: 'hours', label: 'Hours × price', numeric: true },
          { key: 'amount', label: '$ a month', numeric: true },
        ]}
      >
        {order.map((hsm) => {
          const line = lines.find(({ subject }) => subject === hsm.id);
          const price = line?.price ?? null;
          return (
            <StatementRow key={hsm.id}>
              <td>{hsm.availabilityZone}</td>
              <td>
                <ShortId id={hsm.id} keep={12} />
              </td>
              <td>{hsm.type ?? cluster.hsmType}</td>
              <td className={hsm.state === 'ACTIVE' ? classes.quiet : undefined}>
                {clusterState(hsm.state)}
              </td>
              <NumberCell quiet>
                {price === null ? '—' : `${RUN_RATE_HOURS} × ${usd(price.microUsd)}`}
              </NumberCell>
              <NumberCell>
                {line === undefined ? (
                  'not priced'
                ) : (
                  <Amount amount={line} title={hsm.id} lines={[line]}>
                    {range(line)}
                  </Amount>
                )}
              </NumberCell>
            </StatementRow>
          );
        })}
        <StatementTotal>
          <td colSpan={5}>{plural(cluster.hsms.length, 'HSM')}</td>
          <NumberCell>{range(amount)}</NumberCell>
        </StatementTotal>
      </Statement>
    </section>
  );
}
