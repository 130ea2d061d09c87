import type { HsmInventory } from '../../../shared/contract/hsms.ts';
import { plural } from '../../../shared/format/words.ts';
import type { Manifest } from '../../../shared/model/snapshot.ts';
import { Figure } from '../../components/figure.tsx';
import { usePlaces } from '../../components/places.ts';
import { Empty } from '../../components/states.tsx';
import { Backups } from './backups.tsx';
import classes from './cluster.module.css';
import { ClusterFacts } from './cluster-facts.tsx';
import { ClusterHsms } from './cluster-hsms.tsx';
import { ClusterKeys } from './cluster-keys.tsx';
import { liveHsms } from './cluster-words.ts';
import { storesOf } from './marks.ts';
import { WhatItServes } from './what-it-serves.tsx';

interface ClusterProps {
  readonly snapshot: string;
  readonly id: string;
  readonly inventory: HsmInventory;
  readonly manifest: Manifest;
}

/** One cluster: its HSMs and what they cost, what it is, whose keys lie in it, its backups. */
export function Cluster({ snapshot, id, inventory, manifest }: ClusterProps) {
  const places = usePlaces();
  const one = inventory.clusters.find(({ cluster }) => cluster.id === id);
  if (one === undefined)
    return (
      <Empty
        title="This cluster is not in this snapshot"
        action={<a href={places.to({ view: 'hsms' })}>All clusters</a>}
      >
        It may have been deleted, or made later.
      </Empty>
    );
  const { cluster, amount } = one;
  const around = { keyStores: inventory.keyStores, coverage: manifest.coverage, asOf: manifest.asOf };
  const stores = storesOf(cluster, inventory.keyStores);
  return (
    <>
      <Figure amount={amount} style="cents" caption={`${plural(liveHsms(cluster), 'HSM')} of one cluster`}>
        a month
      </Figure>
      <p className={classes.marks}>
        <WhatItServes cluster={cluster} around={around} />
      </p>
      <div className={classes.columns}>
        <div>
          <ClusterHsms one={one} />
          {stores.map((store) => (
            <ClusterKeys key={store.id} snapshot={snapshot} store={store} amount={amount} />
          ))}
          <Backups cluster={cluster} />
        </div>
        <ClusterFacts one={one} accounts={manifest.scope.accounts} asOf={manifest.asOf} />
      </div>
    </>
  );
}
