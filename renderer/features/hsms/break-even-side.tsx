import type { HsmInventory } from '../../../shared/contract/hsms.ts';
import type { BreakEven } from '../../../shared/cost/break-even.ts';
import { range } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import type { KeyPage } from '../../../shared/model/query.ts';
import { KindMark } from '../../components/kind-mark.tsx';
import { keysPlace, usePlaces } from '../../components/places.ts';
import { NumberCell, Statement, StatementRow } from '../../components/statement.tsx';
import classes from './break-even.module.css';
import { keysShown, scaleOf } from './break-even-scale.ts';
import { atKeys, ownWords } from './break-even-words.ts';
import hsmClasses from './hsms.module.css';
import { KeyStoreCase } from './key-store-case.tsx';

interface BreakEvenSideProps {
  readonly snapshot: string;
  readonly even: BreakEven;
  readonly own: KeyPage['total'] | undefined;
  readonly moved: number | null;
  readonly inventory: HsmInventory;
}

/** What the chart says at the slider, on the reader's own keys, and what it does not decide. */
export function BreakEvenSide({ snapshot, even, own, moved, inventory }: BreakEvenSideProps) {
  const places = usePlaces();
  const keys = keysShown(scaleOf(even, own?.keys ?? 0), own?.keys, moved);
  const words = own === undefined ? undefined : ownWords(own, even);
  const mine = keysPlace({ region: [even.offer.region], kind: ['customer', 'replica'] });
  return (
    <div className={classes.side}>
      <section>
        <h3>At {plural(keys, 'key')}</h3>
        <Statement
          label={`Cost at ${plural(keys, 'key')}`}
          columns={[
            { key: 'way', label: 'Cheapest first' },
            { key: 'amount', label: '$ a month', numeric: true },
          ]}
        >
          {atKeys(even, keys).map((way) => (
            <StatementRow key={way.id}>
              <td>
                <span className={hsmClasses.marked}>
                  <KindMark kind={way.kind} /> {way.name}
                </span>
              </td>
              <NumberCell>{range(way.amount)}</NumberCell>
            </StatementRow>
          ))}
        </Statement>
      </section>
      {words === undefined ? null : (
        <section>
          <h3>On your own keys</h3>
          <p>
            <a href={places.to(mine)}>{words.link}</a>
            {words.rest}
          </p>
        </section>
      )}
      <KeyStoreCase snapshot={snapshot} inventory={inventory} even={even} />
      <section>
        <h3>What price does not decide</h3>
        <p>
          Hardware for you alone, control of the key material, and PKCS#11, JCE, KSP or OpenSSL access. FIPS
          does not decide it either: KMS and hsm2m in FIPS mode are both validated to 140-3 Level 3.{' '}
          <a href={places.to({ view: 'guide', answers: {} })}>Which key for which need</a>
        </p>
      </section>
    </div>
  );
}
