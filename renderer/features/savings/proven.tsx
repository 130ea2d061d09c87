import { count, digits, percent, range, usd } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import { type Amount, isExact, sum, ZERO } from '../../../shared/model/amount.ts';
import type { FindingGroup } from '../../../shared/model/finding.ts';
import { Figure } from '../../components/figure.tsx';
import { usePlaces } from '../../components/places.ts';
import { NumberCell, Statement, StatementRow, StatementTotal } from '../../components/statement.tsx';
import { lineWords } from './line-words.ts';
import classes from './savings.module.css';

interface ProvenProps {
  readonly lines: readonly FindingGroup[];
  readonly keysRate: Amount | undefined;
}

/** What AWS recorded the evidence for; each key in one line only. */
export function Proven({ lines, keysRate }: ProvenProps) {
  const total = sum(lines.map(amountOf));
  const keys = lines.reduce((all, one) => all + (one.keys ?? 0), 0);
  const order = lines.toSorted((a, b) => amountOf(b).lowMicroUsd - amountOf(a).lowMicroUsd);
  const scale = Math.max(1, ...lines.map((one) => amountOf(one).lowMicroUsd));
  return (
    <section className={classes.first} aria-label="Proven">
      <Figure amount={total} style="cents" caption="Proven: AWS recorded the evidence">
        a month
      </Figure>
      <p className={classes.sub}>{subline(total, keys, keysRate)}</p>
      <Statement
        label="Proven savings"
        columns={[
          { key: 'evidence', label: 'Evidence' },
          { key: 'bar', label: 'How much of it', width: '30%' },
          { key: 'amount', label: '$ a month', numeric: true },
        ]}
      >
        {order.map((one, index) => (
          <Line key={one.rule} one={one} first={index === 0} scale={scale} />
        ))}
        <StatementTotal>
          <td colSpan={2}>Proven</td>
          <NumberCell>{range(total)}</NumberCell>
        </StatementTotal>
      </Statement>
    </section>
  );
}

function Line(props: { readonly one: FindingGroup; readonly first: boolean; readonly scale: number }) {
  const { to } = usePlaces();
  const { one, first, scale } = props;
  const amount = amountOf(one);
  const { name, noun, note } = lineWords(one);
  const width = `max(1.5px, ${(amount.lowMicroUsd / scale) * 100}%)`;
  return (
    <StatementRow>
      <td className={classes.line}>
        <a className={classes.link} href={to({ view: 'findings', rule: one.rule })}>
          {name} <span className={classes.quiet}>{plural(one.keys ?? 0, noun)}</span>
        </a>
        <small>{note}</small>
      </td>
      <td className={classes.barCell}>
        <i
          className={classes.bar}
          data-replica={one.rule === 'key.replicaUnused' || undefined}
          style={{ width }}
        />
      </td>
      <NumberCell>{isExact(amount) ? (first ? usd : digits)(amount.lowMicroUsd) : range(amount)}</NumberCell>
    </StatementRow>
  );
}

function subline(total: Amount, keys: number, keysRate: Amount | undefined): string {
  if (keys === 0) return 'No key is proven to be unused so far.';
  const year = usd(total.lowMicroUsd * 12, 'whole');
  const share = keysRate ? `, ${percent(total.lowMicroUsd, keysRate.lowMicroUsd)} of the KMS run rate` : '';
  return `${year} a year, ${count(keys)} ${keys === 1 ? 'key' : 'keys'}${share}`;
}

function amountOf({ amount }: FindingGroup): Amount {
  return amount ?? ZERO;
}
