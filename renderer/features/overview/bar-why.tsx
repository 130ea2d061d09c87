import { range } from '../../../shared/format/money.ts';
import { plural } from '../../../shared/format/words.ts';
import { isExact } from '../../../shared/model/amount.ts';
import type { CostGroup } from '../../../shared/model/query.ts';
import { NumberCell, Statement, StatementRow, StatementTotal } from '../../components/statement.tsx';

/** The true figures behind a bar, which may be too small to draw. */
export function BarWhy({ group }: { readonly group: CostGroup }) {
  return (
    <>
      <Statement
        label={`What ${group.name} pays`}
        columns={[
          { key: 'what', label: group.name },
          { key: 'count', label: 'Of', numeric: true },
          { key: 'amount', label: '$ a month', numeric: true },
        ]}
      >
        <StatementRow>
          <td>KMS keys</td>
          <NumberCell quiet>{plural(group.keys, 'key')}</NumberCell>
          <NumberCell>{range(group.keyAmount)}</NumberCell>
        </StatementRow>
        {group.hsms > 0 ? (
          <StatementRow>
            <td>CloudHSM</td>
            <NumberCell quiet>{plural(group.hsms, 'HSM')}</NumberCell>
            <NumberCell>{range(group.hsmAmount)}</NumberCell>
          </StatementRow>
        ) : null}
        <StatementTotal>
          <td colSpan={2}>Together</td>
          <NumberCell>{range(group.amount)}</NumberCell>
        </StatementTotal>
      </Statement>
      {isExact(group.amount) ? null : (
        <p>The bar ends at “at least”; the whisker at “at most”: some keys were not read in full.</p>
      )}
    </>
  );
}
