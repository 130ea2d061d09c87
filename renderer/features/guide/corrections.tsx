import { useQuery } from '@tanstack/react-query';
import type { HsmInventory } from '../../../shared/contract/hsms.ts';
import type { Overview } from '../../../shared/contract/snapshots.ts';
import { queries } from '../../api/queries.ts';
import { keysPlace, usePlaces } from '../../components/places.ts';
import { Statement, StatementRow } from '../../components/statement.tsx';
import type from '../../theme/type.module.css';
import { correctionsOn } from './corrections.ts';
import classes from './guide.module.css';

interface CorrectionsProps {
  readonly snapshot: string;
  readonly overview: Overview;
  readonly inventory: HsmInventory;
}

/** What courses and older pages teach, and what holds today. */
export function Corrections({ snapshot, overview, inventory }: CorrectionsProps) {
  const places = usePlaces();
  const facets = useQuery(queries.facets(snapshot, { kind: ['customer', 'replica'] })).data;
  if (facets === undefined) return null;
  const corrections = correctionsOn({
    clusters: inventory.clusters,
    book: overview.manifest.priceBook,
    facets,
  });
  return (
    <section className={classes.section} aria-label="Common errors">
      <h2 className={type.title}>You may have learnt it otherwise</h2>
      <p className={type.caption}>Courses and older pages still teach these</p>
      <Statement
        label="Common errors"
        columns={[
          { key: 'learnt', label: 'Learnt', width: '22%' },
          { key: 'today', label: 'Today', width: '52%' },
          { key: 'own', label: 'Yours', width: '26%' },
        ]}
      >
        {corrections.map(({ learnt, today, source, own }) => (
          <StatementRow key={learnt}>
            <td className={classes.learnt}>{learnt}</td>
            <td>
              {today} <span className={classes.source}>{source}</span>
            </td>
            <td>
              {own === null ? (
                '—'
              ) : (
                <a
                  className={classes.link}
                  href={places.to(own.to === 'hsms' ? { view: 'hsms' } : keysPlace(own.to))}
                >
                  {own.words}
                </a>
              )}
            </td>
          </StatementRow>
        ))}
      </Statement>
    </section>
  );
}
