import { KINDS } from '../../../shared/advisor/advise.ts';
import { ADVISED_KINDS, type AdvisedKind } from '../../../shared/advisor/kind.ts';
import { NOTHING_SPECIAL } from '../../../shared/advisor/questions.ts';
import type { HsmInventory } from '../../../shared/contract/hsms.ts';
import type { Overview } from '../../../shared/contract/snapshots.ts';
import { clusterFips, kmsFips } from '../../../shared/format/fips.ts';
import { range, unitPrice } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import { findPrice } from '../../../shared/model/price.ts';
import { KindMark } from '../../components/kind-mark.tsx';
import { keysPlace, usePlaces } from '../../components/places.ts';
import { useNarrow } from '../../components/use-narrow.ts';
import type from '../../theme/type.module.css';
import { liveHsms } from '../hsms/cluster-words.ts';
import classes from './guide.module.css';
import { kindCost } from './kind-cost.ts';
import { ownFilter, ownOf } from './own.ts';
import { whyText } from './source-words.ts';

interface KindsProps {
  readonly overview: Overview;
  readonly inventory: HsmInventory;
  readonly region: string | null;
}

const MARKS = {
  awsOwned: 'awsManaged',
  awsManaged: 'awsManaged',
  customer: 'customer',
  keyStore: 'cloudhsm',
  hsm: 'hsm',
  external: 'external',
} as const satisfies Readonly<Record<AdvisedKind, string>>;

/** "An AWS owned key" → "AWS owned". */
const SHORT: Readonly<Record<AdvisedKind, string>> = {
  awsOwned: 'AWS owned',
  awsManaged: 'AWS managed',
  customer: 'Customer managed',
  keyStore: 'CloudHSM key store',
  hsm: 'CloudHSM without KMS',
  external: 'External key store',
};

/** The decision guide: each kind of key by who controls and sees it, what holds it, what rotates, what it costs. */
export function Kinds(props: KindsProps) {
  const narrow = useNarrow();
  const rows: readonly { readonly term: string; readonly cell: (kind: AdvisedKind) => React.ReactNode }[] = [
    { term: 'Who controls it', cell: (kind) => whyText(KINDS[kind].cells.control) },
    { term: 'Who sees its use', cell: (kind) => whyText(KINDS[kind].cells.audit) },
    { term: 'Tenancy', cell: (kind) => whyText(KINDS[kind].cells.tenancy) },
    { term: 'FIPS', cell: (kind) => fipsWords(kind, props) },
    { term: 'What rotates', cell: (kind) => whyText(KINDS[kind].cells.rotation) },
    { term: 'What it costs', cell: (kind) => costWords(kind, props) },
    { term: 'Yours', cell: (kind) => <Yours kind={kind} {...props} /> },
  ];
  return (
    <section className={classes.section} aria-label="Decision guide">
      <h2 className={type.title}>Six kinds of key, and who answers for each</h2>
      <p className={type.caption}>
        {props.region === null
          ? 'Before it is asked anything'
          : `Prices in ${props.region}, before it is asked anything`}
      </p>
      {narrow ? (
        <div className={classes.cards}>
          {ADVISED_KINDS.map((kind) => (
            <section key={kind}>
              <h3>
                <KindMark kind={MARKS[kind]} /> {SHORT[kind]}
              </h3>
              <dl>
                {rows.map(({ term, cell }) => (
                  <div key={term}>
                    <dt>{term}</dt>
                    <dd>{cell(kind)}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      ) : (
        <table className={classes.kinds} aria-label="Kinds of key">
          <thead>
            <tr>
              <td />
              {ADVISED_KINDS.map((kind) => (
                <th key={kind} scope="col">
                  <KindMark kind={MARKS[kind]} /> {SHORT[kind]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ term, cell }) => (
              <tr key={term}>
                <th scope="row">{term}</th>
                {ADVISED_KINDS.map((kind) => (
                  <td key={kind}>{cell(kind)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function fipsWords(kind: AdvisedKind, { inventory, region }: KindsProps): string {
  switch (kind) {
    case 'awsOwned':
    case 'awsManaged':
    case 'customer': {
      const { level, note } = kmsFips(region ?? '');
      return `${level}, ${note}.`;
    }
    case 'keyStore':
    case 'hsm': {
      const live = inventory.clusters.filter(({ cluster }) => liveHsms(cluster) > 0);
      const levels = [...new Set(live.map(({ cluster }) => clusterFips(cluster).level))].sort();
      const mine = levels.length === 0 ? '' : ` Yours: ${levels.join('; ')}.`;
      return `hsm2m: FIPS 140-3 Level 3, in FIPS mode. hsm1: 140-2 Level 3, historical.${mine}`;
    }
    case 'external':
      return 'Whatever your key manager is; Keyledger cannot know.';
  }
}

function costWords(kind: AdvisedKind, { overview, region }: KindsProps): string {
  if (region === null) return 'No price is known.';
  const book = overview.manifest.priceBook;
  const { standing } = kindCost(kind, NOTHING_SPECIAL, region, book);
  const key = findPrice(book, 'kms.key', region);
  const rotations =
    kind === 'customer' && key !== undefined
      ? ` Up to ${unitPrice(key.microUsd * 3)} once it rotates.`
      : kind === 'keyStore' || kind === 'hsm'
        ? ' The hardware is for all keys together.'
        : kind === 'external'
          ? ' Your key manager is on another bill.'
          : '';
  return `${range(standing)} a month.${rotations}`;
}

function Yours({ kind, overview, inventory }: KindsProps & { readonly kind: AdvisedKind }) {
  const places = usePlaces();
  const filter = ownFilter(kind);
  const own = ownOf(kind, overview.groups.kind);
  if (kind === 'hsm')
    return (
      <a href={places.to({ view: 'hsms' })}>
        {plural(
          inventory.clusters.reduce((total, { cluster }) => total + liveHsms(cluster), 0),
          'HSM',
        )}
      </a>
    );
  if (filter === null || own === null) return 'In no account, so never listed.';
  return (
    <a href={places.to(keysPlace(filter))}>
      {plural(own.keys, 'key')}, {range(own.amount, 'whole')} a month
    </a>
  );
}
