import { useQuery } from '@tanstack/react-query';
import { count, percent } from '../../../shared/format/money.ts';
import { OUTCOME_WORDS, operationWord, plural } from '../../../shared/format/words.ts';
import type { Manifest } from '../../../shared/model/snapshot.ts';
import { queries } from '../../api/queries.ts';
import { usePlaces } from '../../components/places.ts';
import { QueryView } from '../../components/query-view.tsx';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { Empty } from '../../components/states.tsx';
import type from '../../theme/type.module.css';
import classes from './coverage.module.css';
import { countedAs, effect, keysOf, type UnreadGroup, unreadGroups } from './groups.ts';
import { isGap, reach } from './reach.ts';
import { Remedy } from './remedy.tsx';
import { where } from './where.ts';

function Row({ group, manifest }: { readonly group: UnreadGroup; readonly manifest: Manifest }) {
  const { to } = usePlaces();
  const filter = keysOf(group);
  return (
    <tr data-quiet={isGap(group.outcome) ? undefined : true}>
      <td className={classes.mark}>{isGap(group.outcome) ? <SeverityMark severity="unknown" /> : null}</td>
      <th scope="row">
        {operationWord(group.operation)}
        <small>{OUTCOME_WORDS[group.outcome]}</small>
      </th>
      <td title={group.example ?? undefined}>
        {plural(group.count, countedAs(group))}
        <small>{where(group.units, manifest.scope.accounts)}</small>
      </td>
      <td>
        {effect(group)}{' '}
        {filter === null ? null : (
          <a className={classes.link} href={to({ view: 'keys', filter, sort: [] })}>
            List the keys
          </a>
        )}
      </td>
      <td>
        <Remedy group={group} />
      </td>
    </tr>
  );
}

function Unread({ manifest }: { readonly manifest: Manifest }) {
  const groups = unreadGroups(manifest.coverage);
  if (groups.length === 0) {
    return (
      <Empty title="Everything was read">
        Each call to AWS was answered, so every amount here is what its rules and prices make of it.
      </Empty>
    );
  }
  return (
    <table className={classes.table} aria-label="What was not read">
      <thead>
        <tr className={type.head}>
          <td />
          <th scope="col">Call, and how it ended</th>
          <th scope="col">Asked for, where</th>
          <th scope="col">What it does to the figures</th>
          <th scope="col">What helps</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <Row key={`${group.operation} ${group.outcome}`} group={group} manifest={manifest} />
        ))}
      </tbody>
    </table>
  );
}

function Requests({ manifest }: { readonly manifest: Manifest }) {
  const sent = Object.entries(manifest.requests).sort(([, a], [, b]) => b - a);
  if (sent.length === 0) return null;
  const all = sent.reduce((sum, [, requests]) => sum + requests, 0);
  return (
    <section className={classes.requests} aria-label="Requests sent">
      <h2 className={type.title}>{plural(all, 'request')} were sent to AWS, all of them to read</h2>
      <ul>
        {sent.map(([operation, requests]) => (
          <li key={operation}>
            <span>{operation}</span>
            <span>{count(requests)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What did we not see? */
export function CoverageView({ snapshot }: { readonly snapshot: string }) {
  const query = useQuery(queries.manifest(snapshot));
  return (
    <div className={classes.page}>
      <QueryView query={query}>
        {(manifest) => {
          const { units, unitsRead, details, detailsRead, share } = reach(manifest);
          return (
            <>
              <p className={type.caption}>Share of details read</p>
              <p className={classes.figure}>
                <span className={type.figure}>{percent(share, 1, 1)}</span>
                <span className={type.unit}>
                  {count(detailsRead)} of {count(details)} details · {unitsRead} of {plural(units, 'unit')}
                </span>
              </p>
              <Unread manifest={manifest} />
              <Requests manifest={manifest} />
            </>
          );
        }}
      </QueryView>
    </div>
  );
}
