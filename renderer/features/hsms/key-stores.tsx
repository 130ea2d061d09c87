import type { HsmInventory } from '../../../shared/contract/hsms.ts';
import { count } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import type { Account } from '../../../shared/model/place.ts';
import { KindMark } from '../../components/kind-mark.tsx';
import { keysPlace, usePlaces } from '../../components/places.ts';
import { ShortId } from '../../components/short-id.tsx';
import { NumberCell, Statement, StatementRow } from '../../components/statement.tsx';
import { clusterState } from './cluster-words.ts';
import classes from './hsms.module.css';

interface KeyStoresProps {
  readonly keyStores: HsmInventory['keyStores'];
  readonly accounts: readonly Account[];
}

/** Custom key stores: where KMS keys live in hardware of one's own, or outside AWS. */
export function KeyStores({ keyStores, accounts }: KeyStoresProps) {
  const places = usePlaces();
  const keys = keyStores.reduce((total, one) => total + one.keys, 0);
  return (
    <section className={classes.section}>
      <h2 className={classes.title}>
        {plural(keyStores.length, 'key store')} {keyStores.length === 1 ? 'holds' : 'hold'}{' '}
        {plural(keys, 'KMS key')}
      </h2>
      <p className={classes.subtitle}>Each key pays the key price beside the hardware</p>
      <Statement
        label="Key stores"
        columns={[
          { key: 'store', label: 'Key store' },
          { key: 'account', label: 'Account' },
          { key: 'region', label: 'Region' },
          { key: 'cluster', label: 'Cluster' },
          { key: 'state', label: 'Connection' },
          { key: 'keys', label: 'Keys', numeric: true },
        ]}
      >
        {keyStores.map((store) => {
          const kind = store.type === 'AWS_CLOUDHSM' ? 'cloudhsm' : 'external';
          return (
            <StatementRow key={`${store.accountId} ${store.id}`}>
              <td>
                <span className={classes.marked}>
                  <KindMark kind={kind} /> {store.name}
                </span>
              </td>
              <td>{accounts.find((one) => one.id === store.accountId)?.name ?? store.accountId}</td>
              <td className={classes.second}>{store.region}</td>
              <td className={classes.second}>
                {store.clusterId === null ? (
                  'outside AWS'
                ) : (
                  <a className={classes.link} href={places.to({ view: 'hsms', cluster: store.clusterId })}>
                    <ShortId id={store.clusterId} keep={12} />
                  </a>
                )}
              </td>
              <td className={store.connectionState === 'CONNECTED' ? classes.quiet : undefined}>
                {clusterState(store.connectionState)}
              </td>
              <NumberCell>
                <a className={classes.link} href={places.to(keysPlace({ text: store.id }))}>
                  {count(store.keys)}
                </a>
              </NumberCell>
            </StatementRow>
          );
        })}
      </Statement>
    </section>
  );
}
