import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { advise } from '../../../shared/advisor/advise.ts';
import { type Answers, NOTHING_SPECIAL } from '../../../shared/advisor/questions.ts';
import type { HsmInventory } from '../../../shared/contract/hsms.ts';
import type { Overview } from '../../../shared/contract/snapshots.ts';
import { queries } from '../../api/queries.ts';
import { QueryView } from '../../components/query-view.tsx';
import { offerRegions } from '../hsms/regions.ts';
import { Answer } from './answer.tsx';
import { Corrections } from './corrections.tsx';
import classes from './guide.module.css';
import { Kinds } from './kinds.tsx';
import { Questions } from './questions.tsx';

interface GuideViewProps {
  readonly snapshot: string;
  readonly answers: Partial<Answers>;
}

/** Which key for which need, on the reader's own keys and prices. */
export function GuideView({ snapshot, answers }: GuideViewProps) {
  const overview = useQuery(queries.overview(snapshot));
  const inventory = useQuery(queries.hsms(snapshot));
  return (
    <div className={classes.view}>
      <QueryView query={overview}>
        {(facts) => (
          <QueryView query={inventory}>
            {(hsms) => <Page snapshot={snapshot} answers={answers} overview={facts} inventory={hsms} />}
          </QueryView>
        )}
      </QueryView>
    </div>
  );
}

interface PageProps extends GuideViewProps {
  readonly overview: Overview;
  readonly inventory: HsmInventory;
}

function Page({ snapshot, answers: given, overview, inventory }: PageProps) {
  const book = overview.manifest.priceBook;
  const regions = offerRegions(overview.groups.region, inventory.clusters, book);
  const [chosen, setRegion] = useState<string | null>(null);
  const region = regions.find(({ id }) => id === chosen) ?? regions[0];
  const answers: Answers = { ...NOTHING_SPECIAL, ...given };
  return (
    <>
      <div className={classes.advisor}>
        <Questions answers={answers} given={given} />
        <Answer
          snapshot={snapshot}
          advice={advise(answers)}
          answers={answers}
          overview={overview}
          inventory={inventory}
          regions={regions}
          region={region?.id ?? null}
          onRegion={setRegion}
        />
      </div>
      <Kinds overview={overview} inventory={inventory} region={region?.id ?? null} />
      <Corrections snapshot={snapshot} overview={overview} inventory={inventory} />
    </>
  );
}
