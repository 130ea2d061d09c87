import { useQuery } from '@tanstack/react-query';
import { percent } from '../../shared/format/money.ts';
import { plural } from '../../shared/format/words.ts';
import { queries } from '../api/queries.ts';
import { usePlaces } from '../components/places.ts';
import { reach } from '../features/coverage/reach.ts';
import classes from './closing-line.module.css';

/** What the view rests on: units read, details read, keys in part. */
export function ClosingLine({ snapshot }: { readonly snapshot: string }) {
  const { data } = useQuery(queries.overview(snapshot));
  const { to } = usePlaces();
  if (data === undefined) return <footer className={classes.line} />;
  const { scope } = data.manifest;
  const { units, unitsRead, share } = reach(data.manifest);
  return (
    <footer className={classes.line}>
      <strong>
        Read {unitsRead} of {plural(units, 'unit')}
      </strong>
      <span>
        {plural(scope.accounts.length, 'account')} × {plural(scope.regions.length, 'region')}
      </span>
      <span>{percent(share, 1, 1)} of details read</span>
      {data.rangedKeys === 0 ? null : <span>{plural(data.rangedKeys, 'key')} in part</span>}
      <a href={to({ view: 'coverage' })}>Coverage</a>
    </footer>
  );
}
