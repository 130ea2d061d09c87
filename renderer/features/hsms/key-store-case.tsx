import type { HsmInventory } from '../../../shared/contract/hsms.ts';
import { type BreakEven, CHARGED_ROTATION_COUNTS } from '../../../shared/cost/break-even.ts';
import { range, usd } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import { add } from '../../../shared/model/amount.ts';
import { keysPlace, usePlaces } from '../../components/places.ts';
import { useKeyTotal } from '../../components/use-key-total.ts';

interface KeyStoreCaseProps {
  readonly snapshot: string;
  readonly inventory: HsmInventory;
  readonly even: BreakEven;
}

/** Keys in a CloudHSM key store pay the key price and the hardware: no number of them breaks even. */
export function KeyStoreCase({ snapshot, inventory, even }: KeyStoreCaseProps) {
  const places = usePlaces();
  const linked = inventory.keyStores.flatMap((store) => {
    const cluster = inventory.clusters.find(
      (one) => one.cluster.id === store.clusterId && one.cluster.accountId === store.accountId,
    );
    return cluster !== undefined && store.region === even.offer.region && store.keys > 0
      ? [{ store, cluster }]
      : [];
  });
  const [largest] = [...linked].sort((a, b) => b.store.keys - a.store.keys);
  const keys = useKeyTotal(snapshot, { text: largest?.store.id ?? 'none', kind: ['cloudhsm'] });
  if (largest === undefined || keys === undefined || keys.keys === 0)
    return (
      <section>
        <h3>A key store is a different case</h3>
        <p>
          Keys in a CloudHSM key store pay the key price and the hardware. No number of keys makes one
          cheaper.
        </p>
      </section>
    );
  const { store, cluster } = largest;
  const whole = add(keys.amount, cluster.amount);
  const dearest = CHARGED_ROTATION_COUNTS.at(-1) ?? 0;
  // Such keys do not rotate, so what they cost now is the key price alone.
  const plain = keys.amount.lowMicroUsd;
  return (
    <section>
      <h3>The key store is a different case</h3>
      <p>
        <a href={places.to(keysPlace({ text: store.id, kind: ['cloudhsm'] }))}>
          {plural(keys.keys, 'key')} in {store.name}
        </a>{' '}
        pay the key price <strong>and</strong> the hardware: {range(keys.amount)} + {range(cluster.amount)} ={' '}
        <strong>{range(whole)}</strong>, {usd(whole.lowMicroUsd / keys.keys)} a key. In KMS alone they would
        cost{' '}
        <strong>
          {usd(plain)} to {usd(plain * (1 + dearest))}
        </strong>
        . No number of keys makes a key store cheaper.
      </p>
    </section>
  );
}
