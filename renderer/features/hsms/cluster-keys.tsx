import { range, usd } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import { type Amount, add } from '../../../shared/model/amount.ts';
import { keysPlace, usePlaces } from '../../components/places.ts';
import { useKeyTotal } from '../../components/use-key-total.ts';
import classes from './cluster.module.css';
import { clusterState } from './cluster-words.ts';
import type { StoreUse } from './marks.ts';

interface ClusterKeysProps {
  readonly snapshot: string;
  readonly store: StoreUse;
  /** Of the cluster. */
  readonly amount: Amount;
}

/** A key store of the cluster: its keys, what they cost, and with the hardware. */
export function ClusterKeys({ snapshot, store, amount }: ClusterKeysProps) {
  const places = usePlaces();
  const total = useKeyTotal(snapshot, { text: store.id });
  return (
    <section>
      <h2 className={classes.title}>Key store {store.name}</h2>
      <p className={classes.words}>
        {clusterState(store.connectionState)}.{' '}
        <a href={places.to(keysPlace({ text: store.id }))}>{plural(store.keys, 'KMS key')}</a>
        {total === undefined || total.keys === 0 ? null : (
          <>
            : {range(total.amount)} for the keys and {range(amount)} for the HSMs,{' '}
            <strong>{range(add(total.amount, amount))}</strong> together,{' '}
            {usd((total.amount.lowMicroUsd + amount.lowMicroUsd) / total.keys)} a key at least
          </>
        )}
        . Keys in a key store do not rotate.
      </p>
    </section>
  );
}
