import { useQuery } from '@tanstack/react-query';
import type { SnapshotSummary } from '../../shared/contract/snapshots.ts';
import { queries } from '../api/queries.ts';
import { usePlaces } from '../components/places.ts';
import { shorten } from '../components/shorten.ts';
import { useRoute } from './navigation.ts';
import type { Route } from './route.ts';
import classes from './title-bar.module.css';

const TITLES: Readonly<Record<Exclude<Route['view'], 'key'>, string>> = {
  start: 'Start',
  scan: 'Scan',
  overview: 'Overview',
  keys: 'Keys',
  hsms: 'CloudHSM',
  guide: 'Key guide',
  savings: 'Savings',
  findings: 'Findings',
  coverage: 'Coverage',
};

function KeyTitle({ snapshot, arn }: { readonly snapshot: string; readonly arn: string }) {
  const { data } = useQuery(queries.key(snapshot, arn));
  const { to } = usePlaces();
  const alias = data?.ledger.key.aliases[0]?.replace(/^alias\//, '');
  return (
    <h1 className={classes.title}>
      <a href={to({ view: 'keys', filter: {}, sort: [] })}>Keys</a>
      <i className={classes.slash} aria-hidden="true">
        /
      </i>
      <span title={arn}>{alias ?? shorten(arn.slice(arn.lastIndexOf('/') + 1))}</span>
    </h1>
  );
}

function FindingTitle({ snapshot, rule }: { readonly snapshot: string; readonly rule: string }) {
  const { data } = useQuery(queries.findings(snapshot));
  const { to } = usePlaces();
  const found = [...(data?.open ?? []), ...(data?.unknown ?? [])].find((one) => one.rule === rule);
  return (
    <h1 className={classes.title}>
      <a href={to({ view: 'findings' })}>Findings</a>
      <i className={classes.slash} aria-hidden="true">
        /
      </i>
      <span>{found?.title ?? rule}</span>
    </h1>
  );
}

function ClusterTitle({ cluster }: { readonly cluster: string }) {
  const { to } = usePlaces();
  return (
    <h1 className={classes.title}>
      <a href={to({ view: 'hsms' })}>CloudHSM</a>
      <i className={classes.slash} aria-hidden="true">
        /
      </i>
      <span title={cluster}>{shorten(cluster, 12)}</span>
    </h1>
  );
}

/** Where the window stands; the page's one h1. */
export function Title({ shown }: { readonly shown: SnapshotSummary | undefined }) {
  const route = useRoute();
  if (route.view === 'key') {
    return shown === undefined ? null : <KeyTitle snapshot={shown.id} arn={route.arn} />;
  }
  if (route.view === 'findings' && route.rule !== undefined && shown !== undefined) {
    return <FindingTitle snapshot={shown.id} rule={route.rule} />;
  }
  if (route.view === 'hsms' && route.cluster !== undefined) return <ClusterTitle cluster={route.cluster} />;
  return (
    <h1 className={classes.title}>
      <span>{TITLES[route.view]}</span>
    </h1>
  );
}
