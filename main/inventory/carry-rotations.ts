import type { KeyMetadata, Rotation, RotationStatus } from '../../shared/model/key.ts';
import type { KnownKey } from '../../shared/model/known.ts';
import type { Detail } from '../../shared/model/outcome.ts';

/** Rotations that bill (facts section 1): a key that has them costs the same whatever follows. */
const BILLED = 2;
const DAY_MS = 86_400_000;
const STATUS_DAYS = { least: 7, spread: 7 };

/** What of an earlier snapshot stands for an answer of AWS; undefined where AWS is to be asked. */
export interface CarriedRotations {
  readonly status: Detail<RotationStatus> | undefined;
  readonly history: Detail<readonly Rotation[]> | undefined;
}

const NOTHING: CarriedRotations = { status: undefined, history: undefined };

/**
 * What a key keeps from an earlier snapshot. Every value that is kept says by `asOf` when AWS answered it.
 *
 * - History: whole, where the current key material is the one of then (a rotation makes a new one current, so there was
 *   none since: assumed, facts section 6). With two rotations or more the key is never asked again, since its price is
 *   capped; where the material has changed, the history is `partial`: at least these.
 * - Status: rotation can be switched on or off without a trace in DescribeKey, so this is knowledge of an earlier day
 *   and no inference. It is kept where the material is the same, no on-demand rotation ran, and the next date has not
 *   passed, for 7 to 14 days by key: a daily scan then asks a tenth of its keys anew, rather than all of them every week.
 */
export function carriedRotations(
  known: KnownKey | undefined,
  keyId: string,
  metadata: KeyMetadata,
  now: Date,
): CarriedRotations {
  if (!known) return NOTHING;
  const same = known.currentMaterialId !== null && known.currentMaterialId === metadata.currentMaterialId;
  return { status: same ? statusOf(known, keyId, now) : undefined, history: historyOf(known, same) };
}

function historyOf(
  { rotations: value, complete, rotationsAsOf: asOf }: KnownKey,
  same: boolean,
): Detail<readonly Rotation[]> | undefined {
  if (same && complete) return { status: 'read', value, asOf };
  if (value.length < BILLED) return undefined;
  return { status: 'partial', value, asOf, outcome: 'notAsked' };
}

function statusOf({ status }: KnownKey, keyId: string, now: Date): Detail<RotationStatus> | undefined {
  if (!status) return undefined;
  const { value, asOf } = status;
  if (value.onDemandStartedAt !== null) return undefined;
  if (value.nextRotationAt !== null && Date.parse(value.nextRotationAt) <= now.getTime()) return undefined;
  const age = now.getTime() - Date.parse(asOf);
  return age < holdsMs(keyId) ? { status: 'read', value, asOf } : undefined;
}

/** Spread evenly by the last digits of the key id, which are random. */
function holdsMs(keyId: string): number {
  const digits = Number.parseInt(keyId.slice(-4), 16);
  const share = Number.isNaN(digits) ? 0 : digits / 0x1_0000;
  return (STATUS_DAYS.least + STATUS_DAYS.spread * share) * DAY_MS;
}
