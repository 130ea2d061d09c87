import { percent, range } from '../../../shared/format/money.ts';
import type { OwnerSaving } from '../../../shared/model/finding.ts';
import { keysPlace, usePlaces } from '../../components/places.ts';
import type from '../../theme/type.module.css';
import classes from './savings.module.css';

const SHOWN = 8;

/** Who can stop paying: ranked bars, those without an owner tag last. */
export function ByOwner({ owners }: { readonly owners: readonly OwnerSaving[] }) {
  const { to } = usePlaces();
  if (owners.length === 0) return <div />;
  const scale = Math.max(1, ...owners.map(({ amount }) => amount.lowMicroUsd));
  const named = owners.filter(({ owner }) => owner !== null).slice(0, SHOWN);
  const shown = [...named, ...owners.filter(({ owner }) => owner === null)];
  return (
    <section className={classes.first}>
      <h2 className={type.title}>{titleOf(owners)}</h2>
      <p className={type.caption}>
        Proven, by owner, $ a month{shown.length < owners.length ? `; the first ${SHOWN}` : ''}
      </p>
      <table className={classes.owners} aria-label={`${titleOf(owners)}. Proven savings by owner`}>
        <colgroup>
          <col className={classes.nameColumn} />
          <col />
          <col className={classes.amountColumn} />
        </colgroup>
        <thead className={type.hidden}>
          <tr>
            <th scope="col">Owner</th>
            <th scope="col">Share</th>
            <th scope="col">$ a month</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ owner, amount }) => (
            <tr key={owner ?? '~'} data-quiet={owner === null || undefined}>
              <th scope="row">
                <a
                  className={classes.link}
                  href={to(keysPlace({ owner: [owner] }))}
                  title={owner ?? undefined}
                >
                  {owner ?? 'no owner tag'}
                </a>
              </th>
              <td className={classes.barCell}>
                <i
                  className={classes.bar}
                  style={{ width: `max(1.5px, ${(amount.lowMicroUsd / scale) * 100}%)` }}
                />
              </td>
              <td>{range(amount, 'whole')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** "merchant and data hold 37 % of it" */
export function titleOf(owners: readonly OwnerSaving[]): string {
  const all = owners.reduce((total, { amount }) => total + amount.lowMicroUsd, 0);
  const [first, second] = owners.filter(({ owner }) => owner !== null);
  if (first === undefined) return 'None of it has an owner tag';
  if (second === undefined) return `${first.owner} holds ${percent(first.amount.lowMicroUsd, all)} of it`;
  const both = first.amount.lowMicroUsd + second.amount.lowMicroUsd;
  return `${first.owner} and ${second.owner} hold ${percent(both, all)} of it`;
}
