import { useQuery } from '@tanstack/react-query';
import type { SnapshotSummary } from '../../shared/contract/snapshots.ts';
import { date } from '../../shared/format/date.ts';
import { count, usd } from '../../shared/format/money.ts';
import { sum } from '../../shared/model/amount.ts';
import { queries } from '../api/queries.ts';
import { usePlaces } from '../components/places.ts';
import { reach } from '../features/coverage/reach.ts';
import { useRoute } from './navigation.ts';
import classes from './rail.module.css';
import { href, type Route } from './route.ts';
import { keyCount } from './snapshots.ts';

interface EntryProps {
  readonly label: string;
  readonly figure?: string | undefined;
  /** Left out: there is nothing to show there yet. */
  readonly to?: string | undefined;
  readonly current: boolean;
}

function Entry({ label, figure, to, current }: EntryProps) {
  const inside = (
    <>
      <span>{label}</span>
      {figure === undefined ? null : <span className={classes.figure}>{figure}</span>}
    </>
  );
  return (
    <li>
      {to === undefined ? (
        <span className={classes.entry} data-off>
          {inside}
        </span>
      ) : (
        <a className={classes.entry} href={to} aria-current={current ? 'page' : undefined}>
          {inside}
        </a>
      )}
    </li>
  );
}

/** A key belongs to Keys, a scan to Coverage: what is being read now is not seen yet. */
function entryOf(route: Route): Route['view'] {
  if (route.view === 'key') return 'keys';
  return route.view === 'scan' ? 'coverage' : route.view;
}

function PricesOf({ shown }: { readonly shown: SnapshotSummary | undefined }) {
  const manifest = useQuery({ ...queries.manifest(shown?.id ?? ''), enabled: shown !== undefined });
  const info = useQuery(queries.info());
  const book = manifest.data?.priceBook;
  const asOf = book?.asOf ?? (shown === undefined ? info.data?.bundledPricesAsOf : undefined);
  if (asOf === undefined) return null;
  return (
    <p className={classes.prices}>
      {book?.source === 'list' ? 'List prices of' : 'Bundled prices of'}
      <br />
      {date(asOf)}
    </p>
  );
}

function toContent(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}

/** Every key is judged for these two figures, so that they wait for the figures of the overview. */
function useFound(snapshot: string | undefined, view: Route['view']) {
  const id = snapshot ?? '';
  const overview = useQuery({ ...queries.overview(id), enabled: false });
  const ready = snapshot !== undefined && (view !== 'overview' || overview.data !== undefined);
  const { data } = useQuery({ ...queries.findings(id), enabled: ready });
  if (data === undefined) return undefined;
  return { open: data.open.length, proven: sum(data.byOwner.map(({ amount }) => amount)) };
}

export function Rail({ shown }: { readonly shown: SnapshotSummary | undefined }) {
  const route = useRoute();
  const { to } = usePlaces();
  const manifest = useQuery({ ...queries.manifest(shown?.id ?? ''), enabled: shown !== undefined });
  const found = useFound(shown?.id, route.view);
  const current = entryOf(route);
  const place = (address: string) => (shown === undefined ? undefined : address);
  return (
    <aside className={classes.rail} aria-label="Organisation and views">
      <a className={classes.skip} href={href(route)} onClick={toContent}>
        To the content
      </a>
      <p className={classes.wordmark}>
        <a href={href({ view: 'overview' })}>Keyledger</a>
      </p>
      <p className={classes.organisation}>
        {shown === undefined ? 'No organisation yet' : (shown.organisation ?? 'AWS accounts')}
      </p>
      {shown?.sample ? <p className={classes.sample}>Sample organisation</p> : null}
      <nav aria-label="Views" className={classes.nav}>
        <ul>
          {shown === undefined || route.view === 'start' ? (
            <Entry label="Start" to={href({ view: 'start' })} current={current === 'start'} />
          ) : null}
          {shown === undefined ? null : (
            <Entry label="Overview" to={to({ view: 'overview' })} current={current === 'overview'} />
          )}
          <Entry
            label="Keys"
            figure={shown && count(keyCount(shown))}
            to={place(to({ view: 'keys', filter: {}, sort: [] }))}
            current={current === 'keys'}
          />
          <Entry
            label="CloudHSM"
            figure={shown && count(shown.counts.hsms)}
            to={place(to({ view: 'hsms' }))}
            current={current === 'hsms'}
          />
          <Entry
            label="Key guide"
            to={place(to({ view: 'guide', answers: {} }))}
            current={current === 'guide'}
          />
          <Entry
            label="Savings"
            figure={found && usd(found.proven.lowMicroUsd, 'whole')}
            to={place(to({ view: 'savings' }))}
            current={current === 'savings'}
          />
          <Entry
            label="Findings"
            figure={found && count(found.open)}
            to={place(to({ view: 'findings' }))}
            current={current === 'findings'}
          />
        </ul>
        <ul className={classes.second}>
          <Entry
            label="Coverage"
            figure={manifest.data && `${Math.floor(reach(manifest.data).share * 100)} %`}
            to={route.view === 'scan' ? href(route) : place(to({ view: 'coverage' }))}
            current={current === 'coverage'}
          />
        </ul>
      </nav>
      <PricesOf shown={shown} />
    </aside>
  );
}
