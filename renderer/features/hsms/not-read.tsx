import { plural } from '../../../shared/format/words.ts';
import { unitId } from '../../../shared/model/place.ts';
import type { Manifest } from '../../../shared/model/snapshot.ts';
import { usePlaces } from '../../components/places.ts';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { isGap } from '../coverage/reach.ts';
import classes from './hsms.module.css';

const OPERATION = 'cloudhsm:DescribeClusters';

/** Units whose clusters are not known: there may be more than is shown. */
export function HsmsNotRead({ manifest }: { readonly manifest: Manifest }) {
  const places = usePlaces();
  const gaps = manifest.coverage.filter(
    ({ operation, outcome }) => operation === OPERATION && isGap(outcome),
  );
  const units = new Set(gaps.map(unitId)).size;
  if (units === 0) return null;
  return (
    <p className={classes.notRead}>
      <SeverityMark severity="unknown" />
      <span>
        CloudHSM was not read in {plural(units, 'unit')} of {manifest.scope.units}: clusters there are in no
        figure of this view. <a href={places.to({ view: 'coverage' })}>Coverage says why</a>
      </span>
    </p>
  );
}
