import { useQuery } from '@tanstack/react-query';
import type { AdvisedKind } from '../../../shared/advisor/kind.ts';
import type { HsmInventory } from '../../../shared/contract/hsms.ts';
import type { Overview } from '../../../shared/contract/snapshots.ts';
import { range } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import type { KeyFilter } from '../../../shared/model/query.ts';
import { queries } from '../../api/queries.ts';
import { KindMark } from '../../components/kind-mark.tsx';
import { keysPlace, usePlaces } from '../../components/places.ts';
import { ShortId } from '../../components/short-id.tsx';
import { shorten } from '../../components/shorten.ts';
import type from '../../theme/type.module.css';
import { liveHsms } from '../hsms/cluster-words.ts';
import { storesOf } from '../hsms/marks.ts';
import classes from './guide.module.css';
import { ownFilter, ownOf } from './own.ts';

const SHOWN = 4;

interface OwnKeysProps {
  readonly snapshot: string;
  readonly kind: AdvisedKind;
  readonly overview: Overview;
  readonly inventory: HsmInventory;
}

/** Which of the reader's own are of the kind that is advised, the dearest first. */
export function OwnKeys({ snapshot, kind, overview, inventory }: OwnKeysProps) {
  const filter = ownFilter(kind);
  const own = ownOf(kind, overview.groups.kind);
  return (
    <div className={classes.block}>
      <h3 className={type.title}>Yours of this kind</h3>
      {filter === null || own === null ? (
        <NotKeys kind={kind} inventory={inventory} />
      ) : own.keys === 0 ? (
        <p className={classes.note}>None was found in the accounts and regions that answered.</p>
      ) : (
        <Listed
          snapshot={snapshot}
          filter={filter}
          words={`${plural(own.keys, 'key')}, ${range(own.amount)} a month`}
        />
      )}
    </div>
  );
}

function Listed(props: { readonly snapshot: string; readonly filter: KeyFilter; readonly words: string }) {
  const places = usePlaces();
  const sort = [{ column: 'amount', descending: true }] as const;
  const { data, isPlaceholderData } = useQuery(
    queries.keysPage(props.snapshot, { filter: props.filter, sort, offset: 0, limit: SHOWN }),
  );
  return (
    <>
      <ul className={classes.keys}>
        {isPlaceholderData
          ? null
          : data?.rows.map((row) => (
              <li key={row.arn}>
                <KindMark kind={row.kind} />
                <a href={places.to({ view: 'key', arn: row.arn })}>{row.alias ?? shorten(row.keyId)}</a>
                <span className={classes.second}>
                  {row.accountName}, {row.region}
                </span>
                <span className={classes.amount}>{range(row.amount)}</span>
              </li>
            ))}
      </ul>
      <a className={classes.again} href={places.to(keysPlace(props.filter, sort))}>
        All: {props.words}
      </a>
    </>
  );
}

/** Kinds whose keys no API of AWS shows. */
function NotKeys({ kind, inventory }: Pick<OwnKeysProps, 'kind' | 'inventory'>) {
  const places = usePlaces();
  if (kind === 'awsOwned')
    return (
      <p className={classes.note}>
        AWS owned keys are in no account, so that none can be listed. Which of your services use one shows in
        the settings of each service.
      </p>
    );
  const free = inventory.clusters.filter(
    ({ cluster }) => liveHsms(cluster) > 0 && storesOf(cluster, inventory.keyStores).length === 0,
  );
  if (free.length === 0)
    return <p className={classes.note}>No cluster that serves no key store was found.</p>;
  return (
    <ul className={classes.keys}>
      {free.map(({ cluster, amount }) => (
        <li key={cluster.id}>
          <KindMark kind="hsm" />
          <a href={places.to({ view: 'hsms', cluster: cluster.id })}>
            <ShortId id={cluster.id} keep={12} />
          </a>
          <span className={classes.second}>
            {plural(liveHsms(cluster), 'HSM')}, {cluster.region}; its keys are not visible to AWS
          </span>
          <span className={classes.amount}>{range(amount)}</span>
        </li>
      ))}
    </ul>
  );
}
