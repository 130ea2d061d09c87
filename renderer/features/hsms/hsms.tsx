import { useQuery } from '@tanstack/react-query';
import type { HsmInventory } from '../../../shared/contract/hsms.ts';
import type { Overview } from '../../../shared/contract/snapshots.ts';
import { dayMonth } from '../../../shared/format/date.ts';
import { change, percent } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import { sum } from '../../../shared/model/amount.ts';
import { queries } from '../../api/queries.ts';
import { Figure } from '../../components/figure.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { Empty } from '../../components/states.tsx';
import { BreakEvenCard } from './break-even.tsx';
import { Cluster } from './cluster.tsx';
import { liveHsms } from './cluster-words.ts';
import { Clusters } from './clusters.tsx';
import classes from './hsms.module.css';
import { KeyStores } from './key-stores.tsx';
import { HsmsNotRead } from './not-read.tsx';

interface HsmsViewProps {
  readonly snapshot: string;
  /** One cluster's id; left out: all of them. */
  readonly cluster?: string | undefined;
}

/** What hardware do we rent, and do we need it? */
export function HsmsView({ snapshot, cluster }: HsmsViewProps) {
  const inventory = useQuery(queries.hsms(snapshot));
  const overview = useQuery(queries.overview(snapshot));
  return (
    <div className={classes.view}>
      <QueryView query={inventory} rows={6}>
        {(found) => (
          <QueryView query={overview} rows={6}>
            {(facts) =>
              cluster === undefined ? (
                <Page snapshot={snapshot} inventory={found} overview={facts} />
              ) : (
                <Cluster snapshot={snapshot} id={cluster} inventory={found} manifest={facts.manifest} />
              )
            }
          </QueryView>
        )}
      </QueryView>
    </div>
  );
}

interface PageProps {
  readonly snapshot: string;
  readonly inventory: HsmInventory;
  readonly overview: Overview;
}

function Page({ snapshot, inventory, overview }: PageProps) {
  const { clusters, keyStores } = inventory;
  const { manifest } = overview;
  const accounts = manifest.scope.accounts;
  const none = clusters.length === 0 && keyStores.length === 0;
  return (
    <>
      {none ? (
        <Empty title="No CloudHSM cluster was found">
          Nothing is rented in the accounts and regions that answered.
        </Empty>
      ) : (
        <Headline inventory={inventory} overview={overview} />
      )}
      <HsmsNotRead manifest={manifest} />
      {clusters.length > 0 ? (
        <Clusters
          clusters={clusters}
          keyStores={keyStores}
          accounts={accounts}
          coverage={manifest.coverage}
          asOf={manifest.asOf}
        />
      ) : null}
      <BreakEvenCard snapshot={snapshot} inventory={inventory} overview={overview} />
      {keyStores.length > 0 ? <KeyStores keyStores={keyStores} accounts={accounts} /> : null}
    </>
  );
}

function Headline({ inventory: { clusters }, overview }: Omit<PageProps, 'snapshot'>) {
  const amount = sum(clusters.map((one) => one.amount));
  const hsms = clusters.reduce((total, one) => total + liveHsms(one.cluster), 0);
  const total = overview.manifest.runRate.total.lowMicroUsd;
  const before = overview.previous;
  const grown = before === null ? 0 : amount.lowMicroUsd - before.runRate.hsms.lowMicroUsd;
  return (
    <Figure
      amount={amount}
      style="cents"
      caption={`${plural(hsms, 'HSM')} in ${plural(clusters.length, 'cluster')}, by the hour, a 730-hour month`}
    >
      a month
      {total > 0 ? <> · {percent(amount.lowMicroUsd, total)} of the run rate</> : null}
      {before === null ? null : (
        <>
          {' '}
          · {grown === 0 ? 'unchanged' : change(grown)} since {dayMonth(before.asOf)}
        </>
      )}
    </Figure>
  );
}
