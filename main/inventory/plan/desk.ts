import type { Account, Unit } from '../../../shared/model/place.ts';
import type { AwsSession, CallGate } from '../../aws/reader.ts';
import type { Coverage } from '../coverage.ts';
import type { Gates } from '../gate.ts';

/** An account to be read, and the session that opens it. */
export interface Planned {
  readonly account: Account;
  readonly session: AwsSession;
}

/** What every step of planning writes to. */
export interface Desk {
  readonly gates: Gates;
  readonly coverage: Coverage;
  readonly notes: string[];
}

/** Where the calls about an account as a whole are sent and accounted for. */
export function home(
  { account, session }: Planned,
  desk: Pick<Desk, 'gates'>,
): { place: Unit; gate: CallGate } {
  const place = { accountId: account.id, region: session.homeRegion };
  return { place, gate: desk.gates.of(place) };
}
