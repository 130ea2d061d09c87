import { useQuery } from '@tanstack/react-query';
import type { KeyRow } from '../../../shared/model/query.ts';
import { queries } from '../../api/queries.ts';
import { QueryView } from '../../components/query-view.tsx';
import { Why } from '../../components/why.tsx';

/** A row has no lines; they are asked for when someone wants to know why. */
export function RowWhy({ snapshot, row }: { readonly snapshot: string; readonly row: KeyRow }) {
  const query = useQuery(queries.key(snapshot, row.arn));
  return (
    <QueryView query={query} rows={3}>
      {({ ledger }) => <Why title={row.alias ?? row.keyId} amount={ledger.amount} lines={ledger.lines} />}
    </QueryView>
  );
}
