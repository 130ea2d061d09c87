import { HoverCard } from '@mantine/core';
import { RULES } from '../../../shared/cost/rules.ts';
import { type CostStep, costSteps } from '../../../shared/cost/steps.ts';
import { date } from '../../../shared/format/date.ts';
import { digits, range, unitPrice } from '../../../shared/format/money.ts';
import { isExact, sum } from '../../../shared/model/amount.ts';
import type { LineItem } from '../../../shared/model/cost.ts';
import type { LedgerKey } from '../../../shared/model/ledger.ts';
import type { Price } from '../../../shared/model/price.ts';
import type { KeyRow } from '../../../shared/model/query.ts';
import { KindMark } from '../../components/kind-mark.tsx';
import { confidenceWord, lineWord, priceWord, ruleWord } from '../../components/line-words.ts';
import { NumberCell, Statement, StatementRow, StatementTotal } from '../../components/statement.tsx';
import { useNarrow } from '../../components/use-narrow.ts';
import { othersWords } from './key-words.ts';
import classes from './ledger.module.css';

interface LedgerProps {
  readonly ledger: LedgerKey;
  readonly family: readonly KeyRow[];
  readonly asOf: string;
}

/** Why the key costs what it costs, line by line. */
export function Ledger({ ledger, family, asOf }: LedgerProps) {
  const others = family.filter((row) => row.arn !== ledger.key.arn);
  const planned = costSteps(ledger, asOf).filter(
    (step) => step.planned && (step.reason === 'firstRotation' || step.reason === 'secondRotation'),
  );
  const narrow = useNarrow();
  const price = ledger.lines.find((line) => line.rule === 'key.held')?.price ?? null;
  return (
    <section>
      <h2 className={classes.title}>Why it costs this</h2>
      <Statement
        label="Why it costs this"
        columns={[
          { key: 'line', label: 'Line' },
          { key: 'rule', label: 'Rule' },
          ...(narrow ? [] : [{ key: 'price', label: 'Price' }]),
          { key: 'confidence', label: 'Confidence' },
          { key: 'amount', label: '$ a month', numeric: true },
        ]}
      >
        {ledger.lines.map((line, index) => (
          <Line key={`${line.rule} ${line.subject ?? ''}`} line={line} first={index === 0} />
        ))}
        {planned.map((step) => (
          <Planned key={step.at} step={step} price={price} />
        ))}
        <StatementTotal double={others.length === 0}>
          <td colSpan={narrow ? 3 : 4}>This key</td>
          <NumberCell>{range(ledger.amount)}</NumberCell>
        </StatementTotal>
        {others.length > 0 ? <Others others={others} /> : null}
        {others.length > 0 ? (
          <StatementTotal>
            <td colSpan={narrow ? 3 : 4}>The family</td>
            <NumberCell>{range(sum([ledger.amount, ...others.map((row) => row.amount)]))}</NumberCell>
          </StatementTotal>
        ) : null}
      </Statement>
      <p className={classes.note}>Requests to the key are not in this figure: they are not metered yet.</p>
    </section>
  );
}

function Line({ line, first }: { readonly line: LineItem; readonly first: boolean }) {
  const narrow = useNarrow();
  const bare = isExact(line) ? digits(line.lowMicroUsd) : range(line);
  return (
    <StatementRow>
      <td>{lineWord(line)}</td>
      <td className={classes.second}>
        <RuleWord line={line} />
      </td>
      {narrow ? null : <td className={classes.second}>{priceWord(line.price)}</td>}
      <td className={line.confidence === 'I' ? undefined : classes.second}>
        {confidenceWord(line.confidence)}
      </td>
      <NumberCell>{first && isExact(line) ? `$${bare}` : bare}</NumberCell>
    </StatementRow>
  );
}

/** The rule in short; hover or focus opens it whole, with its source. */
function RuleWord({ line }: { readonly line: LineItem }) {
  const rule = RULES[line.rule];
  return (
    <HoverCard width={440} position="bottom-start" interactive withinPortal closeDelay={80}>
      <HoverCard.Target>
        <button type="button" className={classes.rule}>
          {ruleWord(line)}
        </button>
      </HoverCard.Target>
      <HoverCard.Dropdown className={classes.card}>
        <p className={classes.cardTitle}>{rule.title}</p>
        <p>{rule.text}</p>
        <p className={classes.source}>{rule.source}</p>
        {line.price ? <p className={classes.source}>Price: {priceWord(line.price, 'whole')}</p> : null}
      </HoverCard.Dropdown>
    </HoverCard>
  );
}

function Planned({ step, price }: { readonly step: CostStep; readonly price: Price | null }) {
  const narrow = useNarrow();
  const more = price === null ? 'one key price' : unitPrice(price.microUsd);
  return (
    <StatementRow quiet>
      <td>
        {step.text}, {date(step.at)}
      </td>
      <td>{step.reason === 'firstRotation' ? `+${more} for the first` : `+${more}, then capped`}</td>
      {narrow ? null : <td>not yet charged</td>}
      <td>planned</td>
      <NumberCell>—</NumberCell>
    </StatementRow>
  );
}

function Others({ others }: { readonly others: readonly KeyRow[] }) {
  const narrow = useNarrow();
  const assumed = others.some((row) => row.kind === 'replica' && row.rotationBand !== 'none');
  const regions = others.length === 1 ? (others[0]?.region ?? '') : `${others.length} regions`;
  const amount = sum(others.map((row) => row.amount));
  return (
    <StatementRow>
      <td>
        <span className={classes.marked}>
          <KindMark kind={others[0]?.kind ?? 'replica'} /> {othersWords(others)}
        </span>
      </td>
      <td className={classes.second}>each billed as its own key</td>
      {narrow ? null : <td className={classes.second}>key price, {regions}</td>}
      <td className={assumed ? undefined : classes.second}>{assumed ? 'assumed' : 'confirmed'}</td>
      <NumberCell>{isExact(amount) ? digits(amount.lowMicroUsd) : range(amount)}</NumberCell>
    </StatementRow>
  );
}
