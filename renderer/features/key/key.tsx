import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { KeyDetail } from '../../../shared/contract/keys.ts';
import { nextStep } from '../../../shared/cost/steps.ts';
import { range } from '../../../shared/format/money.ts';
import { sum } from '../../../shared/model/amount.ts';
import { queries } from '../../api/queries.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Figure } from '../../components/figure.tsx';
import { lastKeys } from '../../components/last-keys.ts';
import { keysPlace, usePlaces } from '../../components/places.ts';
import { QueryView } from '../../components/query-view.tsx';
import { Family } from './family.tsx';
import { AliasesAndTags, Identity } from './identity.tsx';
import classes from './key.module.css';
import { headWord, nextWords } from './key-words.ts';
import { Ledger } from './ledger.tsx';
import { NotRead } from './not-read.tsx';
import { Steps } from './steps.tsx';

/** What is this key, what does it cost and why? */
export function KeyView({ snapshot, arn }: { readonly snapshot: string; readonly arn: string }) {
  const query = useQuery(queries.key(snapshot, arn));
  const places = usePlaces();
  const back = lastKeys() ?? places.to(keysPlace({}));
  useHotkeys([['Escape', () => window.location.assign(back)]]);
  return (
    <div className={classes.view}>
      <QueryView query={query} rows={14}>
        {(detail) => <Page detail={detail} back={back} />}
      </QueryView>
    </div>
  );
}

function Page({ detail, back }: { readonly detail: KeyDetail; readonly back: string }) {
  const { ledger, family, asOf } = detail;
  const next = nextStep(ledger, asOf);
  const words = next ? nextWords(next) : null;
  return (
    <>
      <header className={classes.head}>
        <Figure
          amount={ledger.amount}
          style="cents"
          caption={
            <>
              {headWord(ledger.key)} · <code className={classes.id}>{ledger.key.keyId}</code>{' '}
              <CopyButton text={ledger.key.keyId} what="the key id" />
            </>
          }
        >
          a month
          {family.length > 1 ? <> · the family {range(sum(family.map((row) => row.amount)))}</> : null}
          {words ? (
            <>
              {' '}
              · next step <strong>{words.amount}</strong> {words.when}
            </>
          ) : null}
        </Figure>
        <a className={classes.back} href={back}>
          Back to the keys
        </a>
      </header>
      <div className={classes.columns}>
        <div className={classes.column}>
          <Ledger ledger={ledger} family={family} asOf={asOf} />
          <NotRead record={ledger.key} />
          <Steps ledger={ledger} asOf={asOf} />
        </div>
        <div className={classes.column}>
          <Identity detail={detail} />
          <AliasesAndTags detail={detail} />
          {family.length > 1 ? <Family family={family} arn={ledger.key.arn} /> : null}
        </div>
      </div>
    </>
  );
}
