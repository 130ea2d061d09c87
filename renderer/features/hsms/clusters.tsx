import { digits, range, usd } from '../../../shared/format/money.ts';
import { isExact, sum } from '../../../shared/model/amount.ts';
import type { LedgerCluster } from '../../../shared/model/ledger.ts';
import type { Account } from '../../../shared/model/place.ts';
import { Amount } from '../../components/amount.tsx';
import { KindMark } from '../../components/kind-mark.tsx';
import { capital, numberWord } from '../../components/numbers.ts';
import { usePlaces } from '../../components/places.ts';
import { ShortId } from '../../components/short-id.tsx';
import { NumberCell, Statement, StatementRow, StatementTotal } from '../../components/statement.tsx';
import { useNarrow } from '../../components/use-narrow.ts';
import { backupWords } from './backup-words.ts';
import { hoursWords, liveHsms, typeWords, zoneWords } from './cluster-words.ts';
import classes from './hsms.module.css';
import type { Surroundings } from './marks.ts';
import { WhatItServes } from './what-it-serves.tsx';

interface ClustersProps extends Surroundings {
  readonly clusters: readonly LedgerCluster[];
  readonly accounts: readonly Account[];
}

/** The ledger of the clusters, dearest first. */
export function Clusters({ clusters, accounts, ...around }: ClustersProps) {
  const narrow = useNarrow();
  const order = [...clusters].sort(
    (a, b) => b.amount.lowMicroUsd - a.amount.lowMicroUsd || a.cluster.id.localeCompare(b.cluster.id, 'en'),
  );
  return (
    <section className={classes.section} aria-label="Clusters">
      <Statement
        label="Clusters"
        columns={[
          { key: 'cluster', label: 'Cluster' },
          { key: 'account', label: 'Account' },
          { key: 'region', label: 'Region' },
          { key: 'type', label: 'Type, mode' },
          { key: 'serves', label: 'What it serves, and what needs care' },
          { key: 'hsms', label: 'HSMs', numeric: true },
          { key: 'zones', label: 'Zones' },
          ...(narrow
            ? []
            : [
                { key: 'backups', label: 'Backups', numeric: true },
                { key: 'hours', label: 'Hours × price', numeric: true },
              ]),
          { key: 'amount', label: '$ a month', numeric: true },
        ]}
      >
        {order.map((one, index) => (
          <Row
            key={`${one.cluster.accountId} ${one.cluster.id}`}
            one={one}
            first={index === 0}
            narrow={narrow}
            accounts={accounts}
            around={around}
          />
        ))}
        <StatementTotal>
          <td colSpan={5}>
            {clusters.length === 1 ? 'One cluster' : `${capital(numberWord(clusters.length))} clusters`}
          </td>
          <NumberCell>{clusters.reduce((total, one) => total + liveHsms(one.cluster), 0)}</NumberCell>
          <td />
          {narrow ? null : <td />}
          {narrow ? null : <NumberCell>{hoursWords(clusters)}</NumberCell>}
          <NumberCell>{range(sum(clusters.map((one) => one.amount)))}</NumberCell>
        </StatementTotal>
      </Statement>
    </section>
  );
}

interface RowProps {
  readonly one: LedgerCluster;
  readonly first: boolean;
  readonly narrow: boolean;
  readonly accounts: readonly Account[];
  readonly around: Surroundings;
}

function Row({ one, first, narrow, accounts, around }: RowProps) {
  const places = usePlaces();
  const { cluster, amount, lines } = one;
  const account = accounts.find((candidate) => candidate.id === cluster.accountId)?.name ?? cluster.accountId;
  const figure = isExact(amount) ? (first ? usd : digits)(amount.lowMicroUsd) : range(amount);
  const own = places.to({ view: 'hsms', cluster: cluster.id });
  return (
    <StatementRow>
      <td>
        <span className={classes.marked}>
          <KindMark kind="hsm" />{' '}
          <a className={classes.link} href={own}>
            <ShortId id={cluster.id} keep={12} />
          </a>
        </span>
      </td>
      <td>{account}</td>
      <td className={classes.second}>{cluster.region}</td>
      <td className={classes.second}>{typeWords(cluster)}</td>
      <td className={classes.serves}>
        <WhatItServes cluster={cluster} around={around} />
      </td>
      <NumberCell>
        <a className={classes.link} href={own} aria-label={`${liveHsms(cluster)} HSMs of ${cluster.id}`}>
          {liveHsms(cluster)}
        </a>
      </NumberCell>
      <td className={classes.quiet}>{zoneWords(cluster)}</td>
      {narrow ? null : (
        <>
          <NumberCell quiet={cluster.backups?.status !== 'read'}>{backupWords(cluster)}</NumberCell>
          <NumberCell>
            <span className={classes.second}>{hoursWords([one])}</span>
          </NumberCell>
        </>
      )}
      <NumberCell>
        <Amount amount={amount} title={cluster.id} lines={lines}>
          {figure}
        </Amount>
      </NumberCell>
    </StatementRow>
  );
}
