import type { KeyRecord } from '../../../shared/model/key.ts';
import type { Detail } from '../../../shared/model/outcome.ts';
import type { Depth } from '../../../shared/model/policy.ts';

export interface Moment {
  /** Ids of the keys that CloudTrail says have changed. */
  readonly changed: ReadonlySet<string>;
  readonly now: Date;
  readonly depth: Depth;
}

/** States that end by an act, which CloudTrail records; every other ends by itself or by what happens elsewhere. */
const LASTING = ['Enabled', 'Disabled'];

/**
 * Whether a key of the last snapshot is still as it was read: nothing recorded has changed it, no date of its own has
 * passed, nothing about it was left unread, and nothing outside it decides its state.
 */
export function mayCarry(key: KeyRecord, { changed, now, depth }: Moment): boolean {
  if (changed.has(key.keyId) || !whole(key, depth)) return false;
  if (key.metadata.status !== 'read') return false;
  const { state, multiRegion, customKeyStoreId, validTo } = key.metadata.value;
  if (!LASTING.includes(state)) return false;
  // A family's members change each other; a key store's connection changes the state of its keys.
  if (multiRegion !== null || customKeyStoreId !== null) return false;
  const status = key.rotationStatus.status === 'read' ? key.rotationStatus.value : null;
  if (status !== null && status.onDemandStartedAt !== null) return false;
  return !passed(validTo, now) && !passed(status?.nextRotationAt ?? null, now);
}

function passed(date: string | null, now: Date): boolean {
  return date !== null && Date.parse(date) <= now.getTime();
}

/** Every detail was read, as far as this key has it and this scan asks for it. Tags are listed anew. */
function whole({ metadata, rotationStatus, rotations, policy, grants }: KeyRecord, depth: Depth): boolean {
  const details: (Detail<unknown> | undefined)[] = [metadata, rotationStatus, rotations];
  if (depth === 'full') details.push(policy, grants);
  return details.every((detail) => detail?.status === 'read' || detail?.status === 'notApplicable');
}
