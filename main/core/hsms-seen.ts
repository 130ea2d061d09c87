import type { SeenHsms } from '../../shared/cost/bill-hsm.ts';
import { monthOf } from '../../shared/cost/bill-month.ts';
import { LedgerError } from '../ledger/errors.ts';
import type { Ledger } from '../ledger/ledger.ts';

const BILLED = new Set(['ACTIVE', 'DEGRADED']);

/**
 * Since when each HSM is known to stand: what AWS does not tell, earlier snapshots do. Those of the same month are
 * enough, and the last one before it. A snapshot that cannot be read tells nothing.
 */
export async function hsmsSeen(ledger: Ledger, sample: boolean, asOf: Date): Promise<SeenHsms> {
  const { start } = monthOf(asOf.toISOString());
  const earlier = (await ledger.snapshots())
    .filter((one) => one.sample === sample && Date.parse(one.asOf) < asOf.getTime())
    .sort((a, b) => Date.parse(b.asOf) - Date.parse(a.asOf));
  const before = earlier.findIndex((one) => Date.parse(one.asOf) <= start);
  const seen = new Map<string, string>();
  // The oldest last, so that it is the one that is kept.
  for (const snapshot of before < 0 ? earlier : earlier.slice(0, before + 1)) {
    for (const id of await standing(ledger, snapshot.id)) seen.set(id, snapshot.asOf);
  }
  return seen;
}

async function standing(ledger: Ledger, id: string): Promise<readonly string[]> {
  try {
    const clusters = await ledger.clusters(id);
    return clusters.flatMap(({ cluster }) =>
      cluster.hsms.filter(({ state }) => BILLED.has(state)).map((hsm) => hsm.id),
    );
  } catch (error) {
    if (error instanceof LedgerError) return [];
    throw error;
  }
}
