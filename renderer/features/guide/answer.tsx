import type { Advice, Verdict } from '../../../shared/advisor/advise.ts';
import type { Cell } from '../../../shared/advisor/kind.ts';
import { NEED_WORDS } from '../../../shared/advisor/needs.ts';
import type { Answers } from '../../../shared/advisor/questions.ts';
import type { HsmInventory } from '../../../shared/contract/hsms.ts';
import type { Overview } from '../../../shared/contract/snapshots.ts';
import { range } from '../../../shared/format/money.ts';
import { numberWord } from '../../components/numbers.ts';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { NumberCell, Statement, StatementRow } from '../../components/statement.tsx';
import type from '../../theme/type.module.css';
import { RegionSelect } from '../hsms/region-select.tsx';
import type { OfferRegion } from '../hsms/regions.ts';
import classes from './guide.module.css';
import { kindCost } from './kind-cost.ts';
import { OwnKeys } from './own-keys.tsx';
import { sourcesOf, whyText } from './source-words.ts';

interface AnswerProps {
  readonly snapshot: string;
  readonly advice: Advice;
  readonly answers: Answers;
  readonly overview: Overview;
  readonly inventory: HsmInventory;
  readonly regions: readonly OfferRegion[];
  /** Null where there is no region to price in. */
  readonly region: string | null;
  readonly onRegion: (region: string) => void;
}

/** The one kind of key: why, what it costs here, which of yours are of that kind, and why not the others. */
export function Answer(props: AnswerProps) {
  const { snapshot, advice, answers, overview, inventory, regions, region, onRegion } = props;
  const { answer, others } = advice;
  const { facts, met, unmet } = answer;
  const cost = region === null ? null : kindCost(facts.kind, answers, region, overview.manifest.priceBook);
  return (
    <section aria-label="Answer">
      <div aria-live="polite">
        <p className={type.caption}>{standingWords(answer)}</p>
        <p className={classes.figure}>
          <span className={type.figure}>{facts.name}</span>
          {cost === null ? null : <span className={type.unit}>{range(cost.standing)} a month</span>}
        </p>
        <p className={classes.note}>{facts.note}</p>
      </div>
      <ul className={classes.reasons}>
        {unmet.map((reason) => (
          <Reason
            key={reason.need}
            term={`Not met: ${NEED_WORDS[reason.need].toLowerCase()}`}
            cell={reason}
          />
        ))}
        {met.map((reason) => (
          <Reason key={reason.need} term={NEED_WORDS[reason.need]} cell={reason} />
        ))}
      </ul>
      {cost === null || region === null ? null : (
        <div className={classes.block}>
          <div className={classes.head}>
            <h3 className={type.title}>What it costs here</h3>
            <RegionSelect regions={regions} value={region} onChange={onRegion} />
          </div>
          <Statement
            label="What it costs here"
            columns={[
              { key: 'what', label: 'For one key' },
              { key: 'why', label: 'Why' },
              { key: 'amount', label: '$ a month', numeric: true },
            ]}
          >
            {cost.lines.map(({ what, amount, why }) => (
              <StatementRow key={what}>
                <td>{what}</td>
                <td className={classes.second}>{why}</td>
                <NumberCell>{amount === null ? 'by use' : range(amount)}</NumberCell>
              </StatementRow>
            ))}
          </Statement>
        </div>
      )}
      <OwnKeys snapshot={snapshot} kind={facts.kind} overview={overview} inventory={inventory} />
      <div className={classes.block}>
        <h3 className={type.title}>Why not another</h3>
        <ul className={classes.reasons}>
          {others.map((other) => (
            <li key={other.facts.kind}>
              <strong>{other.facts.name}</strong> {whyNot(other, answer)}
            </li>
          ))}
        </ul>
      </div>
      <p className={type.caption}>Sources: {sourcesOf([answer, ...others]).join('; ')}.</p>
    </section>
  );
}

function Reason({ term, cell }: { readonly term: string; readonly cell: Cell }) {
  return (
    <li data-meets={cell.meets}>
      {cell.meets === 'yes' ? null : <SeverityMark severity={cell.meets === 'no' ? 'medium' : 'unknown'} />}
      <span>
        <strong>{term}.</strong> {whyText(cell)}
      </span>
    </li>
  );
}

/** "The cheapest kind that meets all three needs". */
function standingWords({ met, unmet }: Verdict): string {
  const needs = met.length + unmet.length;
  if (unmet.length > 0)
    return `Meets ${numberWord(met.length)} of ${numberWord(needs)} needs; no kind of key meets them all`;
  return needs === 1
    ? 'The cheapest kind that meets the need'
    : `The cheapest kind that meets all ${numberWord(needs)} needs`;
}

function whyNot({ unmet }: Verdict, answer: Verdict): string {
  const [first] = unmet.filter(({ need }) => !answer.unmet.some((one) => one.need === need));
  if (first !== undefined) return whyText(first);
  return unmet.length === 0
    ? 'Would do as well, and costs or asks more of you.'
    : 'Meets no more of it, and costs or asks more of you.';
}
