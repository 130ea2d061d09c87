import type { HsmInventory } from '../../../shared/contract/hsms.ts';
import { digits, range, usd } from '../../../shared/format/money.ts';
import { stateWord } from '../../../shared/format/words.ts';
import { isExact, sum } from '../../../shared/model/amount.ts';
import type { LedgerCluster } from '../../../shared/model/ledger.ts';
import type { Account } from '../../../shared/model/place.ts';
import { Amount } from '../../components/amount.tsx';
import { KindMark } from '../../components/kind-mark.tsx';
import { capital, numberWord } from '../../components/numbers.ts';
import { keysPlace, usePlaces } from '../../components/places.ts';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { ShortId } from '../../components/short-id.tsx';
import { NumberCell, Statement, StatementRow, StatementTotal } from '../../components/statement.tsx';
import { useNarrow } from '../../components/use-narrow.ts';
import { hoursWords, liveHsms, serves, typeWords, zoneWords } from './cluster-words.ts';
import classes from './hsms.module.css';

interface ClustersProps {
  readonly clusters: readonly LedgerCluster[];
  readonly keyStores: HsmInventory['keyStores'];
  readonly accounts: readonly Account[];
}

/** The ledger of the clusters, dearest first. */
export function Clusters({ clusters, keyStores, accounts }: ClustersProps) {
  const narrow = useNarrow();
  const order = clusters.toSorted(
    (a, b) => b.amount.lowMicroUsd - a.amount.lowMicroUsd || a.cluster.id.localeCompare(b.cluster.id, 'en'),
  );
  if (order.length === 0) return null;
  return (
    <section className={classes.section} aria-label="Clusters">
      <Statement
        label="Clusters"
        columns={[
          { key: 'cluster', label: 'Cluster' },
          { key: 'account', label: 'Account' },
          { key: 'region', label: 'Region' },
          { key: 'type', label: 'Type, mode' },
          ...(narrow ? [] : [{ key: 'state', label: 'State' }]),
          { key: 'serves', label: 'What it serves' },
          { key: 'hsms', label: 'HSMs', numeric: true },
          { key: 'zones', label: 'Zones' },
          ...(narrow ? [] : [{ key: 'hours', label: 'Hours × price', numeric: true }]),
          { key: 'amount', label: '$ a month', numeric: true },
        ]}
      >
        {order.map((one, index) => (
          <Row
            key={`${one.cluster.accountId} ${one.cluster.id}`}
            one={one}
            first={index === 0}
            narrow={narrow}
            keyStores={keyStores}
            accounts={accounts}
          />
        ))}
        <StatementTotal>
          <td colSpan={narrow ? 5 : 6}>
            {clusters.length === 1 ? 'One cluster' : `${capital(numberWord(clusters.length))} clusters`}
          </td>
          <NumberCell>{clusters.reduce((total, one) => total + liveHsms(one.cluster), 0)}</NumberCell>
          <td />
          {narrow ? null : <NumberCell>{hoursWords(clusters)}</NumberCell>}
          <NumberCell>{range(sum(clusters.map((one) => one.amount)))}</NumberCell>
        </StatementTotal>
      </Statement>
    </section>
  );
}

interface RowProps extends Omit<ClustersProps, 'clusters'> {
  readonly one: LedgerCluster;
  readonly first: boolean;
  readonly narrow: boolean;
}

function Row({ one, first, narrow, keyStores, accounts }: RowProps) {
  const places = usePlaces();
  const { cluster, amount, lines } = one;
  const served = serves(one, keyStores);
  const account = accounts.find((candidate) => candidate.id === cluster.accountId)?.name ?? cluster.accountId;
  const words =
    served.keyStoreId === null ? (
      served.words
    ) : (
      <a
        className={classes.link}
        href={places.to(
          keysPlace({ account: [cluster.accountId], region: [cluster.region], kind: ['cloudhsm'] }),
        )}
      >
        {served.words}
      </a>
    );
  const figure = isExact(amount) ? (first ? usd : digits)(amount.lowMicroUsd) : range(amount);
  return (
    <StatementRow>
      <td>
        <span className={classes.marked}>
          <KindMark kind="hsm" /> <ShortId id={cluster.id} keep={12} />
        </span>
      </td>
      <td>{account}</td>
      <td className={classes.second}>{cluster.region}</td>
      <td className={classes.second}>{typeWords(cluster)}</td>
      {narrow ? null : (
        <td className={cluster.state === 'ACTIVE' ? classes.quiet : undefined}>
          {clusterState(cluster.state)}
        </td>
      )}
      <td className={`${classes.serves} ${served.severity === null ? classes.second : ''}`}>
        <span className={classes.marked}>
          {served.severity === null ? null : <SeverityMark severity={served.severity} />}
          <span>{words}</span>
        </span>
      </td>
      <NumberCell>{liveHsms(cluster)}</NumberCell>
      <td
        className={classes.quiet}
        title={cluster.hsms.map((hsm) => `${hsm.id}: ${hsm.availabilityZone}`).join(', ')}
      >
        {zoneWords(cluster)}
      </td>
      {narrow ? null : (
        <NumberCell>
          <span className={classes.second}>{hoursWords([one])}</span>
        </NumberCell>
      )}
      <NumberCell>
        <Amount amount={amount} title={cluster.id} lines={lines}>
          {figure}
        </Amount>
      </NumberCell>
    </StatementRow>
  );
}

/** "CREATE_IN_PROGRESS" → "Create in progress". */
function clusterState(state: string): string {
  return stateWord(state.toLowerCase().replaceAll('_', ' '));
}
