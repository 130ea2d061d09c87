import { digits, range, usd } from '../../shared/format/money.ts';
import type { Amount } from '../../shared/model/amount.ts';
import type { LineItem } from '../../shared/model/cost.ts';
import { CopyButton } from './copy-button.tsx';
import { confidenceWord, gapWord, lineWord, priceWord, ruleWord, sourceWord } from './line-words.ts';
import classes from './why.module.css';

interface WhyProps {
  readonly title: string;
  readonly amount: Amount;
  readonly lines: readonly LineItem[];
}

/** The reason of an amount: its lines, the price and where it is from, how sure it is, and what is not known. */
export function Why({ title, amount, lines }: WhyProps) {
  const prices = [...new Set(lines.flatMap((line) => (line.price ? [priceWord(line.price, 'whole')] : [])))];
  const sure = [...new Set(lines.map((line) => confidenceWord(line.confidence)))];
  const sources = [...new Set(lines.map(sourceWord))];
  const gaps = lines.flatMap((line) => gapWord(line) ?? []);
  return (
    <div className={classes.why}>
      <p className={classes.head}>
        <span className={classes.title}>{title}</span>
        <strong>{range(amount)}</strong>
      </p>
      <table className={classes.lines} aria-label="Lines of this amount">
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.rule} ${line.subject ?? ''}`}>
              <td>{lineWord(line)}</td>
              <td className={classes.rule}>{ruleWord(line)}</td>
              <td className={classes.amount}>{lineAmount(line)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl className={classes.notes}>
        {prices.map((price) => (
          <Note key={price} term="Price">
            {price}
          </Note>
        ))}
        {sources.map((source) => (
          <Note key={source} term="Source">
            {source}
          </Note>
        ))}
        <Note term="Confidence">{sure.join(', ')}</Note>
        {gaps.map((gap) => (
          <div key={gap.fix} className={classes.group}>
            <Note term="Not known">{gap.unknown}</Note>
            <Note term="To fix">
              allow <code>{gap.fix}</code> <CopyButton text={gap.fix} what={gap.fix} />
            </Note>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Note({ term, children }: { readonly term: string; readonly children: React.ReactNode }) {
  return (
    <div className={classes.note}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function lineAmount(amount: Amount): string {
  if (amount.highMicroUsd === null) return `at least ${usd(amount.lowMicroUsd)}`;
  const low = digits(amount.lowMicroUsd);
  const high = digits(amount.highMicroUsd);
  return low === high ? low : `${low} – ${high}`;
}
