import { useQuery } from '@tanstack/react-query';
import type { HsmInventory } from '../../../shared/contract/hsms.ts';
import { percent } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import { sum } from '../../../shared/model/amount.ts';
import type { Manifest } from '../../../shared/model/snapshot.ts';
import { queries } from '../../api/queries.ts';
import { Figure } from '../../components/figure.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { Empty } from '../../components/states.tsx';
import { liveHsms } from './cluster-words.ts';
import { Clusters } from './clusters.tsx';
import classes from './hsms.module.css';
import { KeyStores } from './key-stores.tsx';

/** What hardware do we rent? */
export function HsmsView({ snapshot }: { readonly snapshot: string }) {
  const query = useQuery(queries.hsms(snapshot));
  const manifest = useQuery(queries.manifest(snapshot)).data;
  return (
    <div className={classes.view}>
      <QueryView query={query} rows={6}>
        {(inventory) => <Page inventory={inventory} manifest={manifest} />}
      </QueryView>
    </div>
  );
}

function Page({
  inventory,
  manifest,
}: {
  readonly inventory: HsmInventory;
  readonly manifest: Manifest | undefined;
}) {
  const { clusters, keyStores } = inventory;
  if (clusters.length === 0 && keyStores.length === 0)
    return (
      <Empty title="No CloudHSM cluster was found">
        Nothing is rented in the accounts and regions that answered. Coverage says which did not.
      </Empty>
    );
  const amount = sum(clusters.map((one) => one.amount));
  const hsms = clusters.reduce((total, one) => total + liveHsms(one.cluster), 0);
  const total = manifest?.runRate.total.lowMicroUsd ?? 0;
  return (
    <>
      <Figure
        amount={amount}
        style="cents"
        caption={`${plural(hsms, 'HSM')} in ${plural(clusters.length, 'cluster')}, by the hour, a 730-hour month`}
      >
        a month
        {total > 0 ? <> · {percent(amount.lowMicroUsd, total)} of the run rate</> : null}
      </Figure>
      <Clusters clusters={clusters} keyStores={keyStores} accounts={manifest?.scope.accounts ?? []} />
      {keyStores.length > 0 ? (
        <KeyStores keyStores={keyStores} accounts={manifest?.scope.accounts ?? []} />
      ) : null}
    </>
  );
}
