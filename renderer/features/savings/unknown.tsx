import { digits, range, usd } from '../../../shared/format/money.ts';
import { allowStatement } from '../../../shared/format/policy.ts';
import { plural } from '../../../shared/format/words.ts';
import { isExact, sum, ZERO } from '../../../shared/model/amount.ts';
import type { FindingGroup } from '../../../shared/model/finding.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Figure } from '../../components/figure.tsx';
import { usePlaces } from '../../components/places.ts';
import { NumberCell, Statement, StatementRow, StatementTotal } from '../../components/statement.tsx';
import { ReadLastUse } from './last-use-line.tsx';
import { lineWords } from './line-words.ts';
import classes from './savings.module.css';

/** What may be in use or not. Never added to what is proven. */
export function Unknown({
  lines,
  snapshot,
}: {
  readonly lines: readonly FindingGroup[];
  readonly snapshot: string;
}) {
  const total = sum(lines.map(({ amount }) => amount ?? ZERO));
  const order = lines.toSorted((a, b) => (b.amount?.lowMicroUsd ?? 0) - (a.amount?.lowMicroUsd ?? 0));
  return (
    <section className={classes.second} aria-label="Unknown">
      <div className={classes.unknown}>
        <Figure amount={total} caption="Unknown: may be in use, may not">
          a month
        </Figure>
      </div>
      <p className={classes.sub}>Not a saving until someone answers. Never added to what is proven.</p>
      <Statement
        label="Unknown savings"
        columns={[
          { key: 'what', label: 'What is not known' },
          { key: 'who', label: 'Who can tell', width: '24%' },
          { key: 'amount', label: '$ a month', numeric: true },
        ]}
      >
        {order.map((one, index) => (
          <Line key={one.rule} one={one} first={index === 0} snapshot={snapshot} />
        ))}
        <StatementTotal unknown>
          <td colSpan={2}>Unknown</td>
          <NumberCell>{range(total)}</NumberCell>
        </StatementTotal>
      </Statement>
    </section>
  );
}

function Line(props: { readonly one: FindingGroup; readonly first: boolean; readonly snapshot: string }) {
  const { to } = usePlaces();
  const { one, first, snapshot } = props;
  const amount = one.amount ?? ZERO;
  const { name, noun, note } = lineWords(one);
  return (
    <StatementRow>
      <td className={classes.line}>
        <a className={classes.link} href={to({ view: 'findings', rule: one.rule })}>
          {one.keys === null ? one.title : name}
        </a>
        <small>{one.keys === null ? note : `${plural(one.keys, noun)}; ${note}`}</small>
      </td>
      <td>
        <Answer one={one} snapshot={snapshot} />
      </td>
      <NumberCell>{isExact(amount) ? (first ? usd : digits)(amount.lowMicroUsd) : range(amount)}</NumberCell>
    </StatementRow>
  );
}

/** The one thing that would turn it into knowledge. */
function Answer({ one, snapshot }: { readonly one: FindingGroup; readonly snapshot: string }) {
  switch (one.rule) {
    case 'key.useNotAsked':
      return <ReadLastUse snapshot={snapshot} />;
    case 'key.useNotReadable':
      return (
        <>
          Allow it:{' '}
          <CopyButton text={allowStatement('kms:GetKeyLastUsage')} what="the statement that allows it" />
        </>
      );
    case 'hsm.unlinked':
      return (
        <>
          Ask security: <CopyButton text={questionOf(one)} what="the question" />
        </>
      );
    default:
      return <>Watch 90 days</>;
  }
}

function questionOf({ title, evidence, amount }: FindingGroup): string {
  const cost = amount === null ? '' : ` They cost ${range(amount)} a month.`;
  return `${title} (${evidence}).${cost} Which programs connect to them, and can they be switched off?`;
}
