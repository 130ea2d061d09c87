import { useQuery } from '@tanstack/react-query';
import type { Overview } from '../../../shared/contract/snapshots.ts';
import { queries } from '../../api/queries.ts';
import { QueryView } from '../../components/query-view.tsx';
import { useNarrow } from '../../components/use-narrow.ts';
import { Headline } from './headline.tsx';
import { LookAtFirst } from './look-at-first.tsx';
import classes from './overview.module.css';
import { RankedBars } from './ranked-bars.tsx';
import { Standing } from './standing.tsx';
import { accountTitle, ownerTitle, regionTitle } from './titles.ts';
import { Trend } from './trend.tsx';

/** What do we pay for keys, and what changed? */
export function OverviewView({ snapshot }: { readonly snapshot: string }) {
  const query = useQuery(queries.overview(snapshot));
  return (
    <div className={classes.view}>
      <QueryView query={query} rows={16}>
        {(overview) => <Page overview={overview} />}
      </QueryView>
    </div>
  );
}

function Page({ overview }: { readonly overview: Overview }) {
  const narrow = useNarrow();
  const { groups } = overview;
  const limit = narrow ? 6 : 8;
  return (
    <>
      <div className={classes.top}>
        <Headline overview={overview} />
        <Standing overview={overview} />
      </div>
      <div className={classes.bars}>
        <RankedBars
          title={accountTitle(groups.account)}
          subtitle="By account, $ a month"
          noun="account"
          groups={groups.account}
          limit={limit}
          filterOf={(id) => (id === null ? {} : { account: [id] })}
        />
        <RankedBars
          title={regionTitle(groups.region)}
          subtitle="By region, $ a month"
          noun="region"
          groups={groups.region}
          limit={limit}
          filterOf={(id) => (id === null ? {} : { region: [id] })}
        />
        <RankedBars
          title={ownerTitle(groups.owner)}
          subtitle="By owner tag, $ a month"
          noun="owner"
          groups={groups.owner}
          limit={limit}
          filterOf={(id) => ({ owner: [id] })}
        />
      </div>
      <div className={classes.bottom}>
        <Trend points={overview.trend} />
        <LookAtFirst findings={overview.findings} limit={narrow ? 4 : 5} />
      </div>
    </>
  );
}
