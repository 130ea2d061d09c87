import type { Depth } from '../../../shared/model/policy.ts';
import { Delta } from '../../inventory/delta/delta.ts';
import type { Ledger } from '../../ledger/ledger.ts';

/** What a scan as of a moment may carry on from the latest snapshot before it, of the sample or of real accounts. */
export async function openDelta(
  ledger: Ledger,
  { sample, asOf, depth }: { readonly sample: boolean; readonly asOf: Date; readonly depth: Depth },
): Promise<Delta> {
  const before = asOf.toISOString();
  const last = (await ledger.snapshots()).find((one) => one.sample === sample && one.asOf < before);
  if (!last) return new Delta({ last: null, now: asOf, depth });
  return new Delta({
    last: {
      id: last.id,
      asOf: new Date(last.asOf),
      async *keys({ accountId, region }) {
        const filter = { account: [accountId], region: [region] };
        for await (const keys of ledger.eachKey(last.id, { filter })) yield keys.map(({ key }) => key);
      },
    },
    now: asOf,
    depth,
  });
}
