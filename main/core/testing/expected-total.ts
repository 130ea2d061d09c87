import type { Counts } from '../../../shared/model/snapshot.ts';
import type { SampleKey } from '../../sample/generate/key.ts';
import type { SampleOrganisation } from '../../sample/organisation.ts';
import { type Asked, itemsOf } from './ledger-of-answers.ts';

/** Dollars a month; `high: null` where nothing bounds it. */
export interface Dollars {
  readonly low: number;
  readonly high: number | null;
}

export interface ExpectedTotal {
  readonly read: Dollars;
  readonly counts: Counts;
  /** Every key and every cluster of the organisation was listed. */
  readonly listedWhole: boolean;
}

/** $1.60 an hour for 730 hours, in us-east-1; no other price of an HSM is known (facts, section 3). */
const HSM_MONTH = 1168;
const HSM_REGION = 'us-east-1';

function exact(amount: number): Dollars {
  return { low: amount, high: amount };
}

function sum(amounts: readonly Dollars[]): Dollars {
  const low = amounts.reduce((total, one) => total + one.low, 0);
  const highs = amounts.map(({ high }) => high);
  return {
    low,
    high: highs.includes(null) ? null : highs.reduce<number>((total, one) => total + (one ?? 0), 0),
  };
}

function isFree({ manager, state }: SampleKey): boolean {
  return manager === 'AWS' || state === 'PendingDeletion' || state === 'PendingReplicaDeletion';
}

/** $1 for the key, $1 each for its first two rotations (facts, section 1). */
export function keyDollars(key: SampleKey): number {
  if (isFree(key)) return 0;
  return 1 + (key.rotates === 'none' ? 0 : Math.min(key.rotations.length, 2));
}

function hsmDollars(region: string, states: readonly unknown[]): Dollars {
  const billing = states.filter((state) => state === 'ACTIVE' || state === 'DEGRADED').length;
  const coming = states.filter((state) => state === 'CREATE_IN_PROGRESS').length;
  if (region !== HSM_REGION) return { low: 0, high: billing + coming > 0 ? null : 0 };
  return { low: billing * HSM_MONTH, high: (billing + coming) * HSM_MONTH };
}

/** What the organisation costs in truth. */
export function trueTotal(organisation: SampleOrganisation): Dollars {
  const keys = [...organisation.keys()].map((key) => exact(keyDollars(key)));
  const hsms = [...organisation.units()].flatMap((unit) =>
    unit.clusters.map(({ hsms }) =>
      hsmDollars(
        unit.region,
        hsms.map(({ state }) => state),
      ),
    ),
  );
  return sum([...keys, ...hsms]);
}

/** What can be known of one key by what came of it. */
function knownOfKey(
  key: SampleKey,
  described: boolean,
  aliases: readonly string[],
  history: Asked | undefined,
): Dollars {
  if (!described)
    return aliases.some((name) => name.startsWith('alias/aws/')) ? exact(0) : { low: 0, high: 3 };
  if (isFree(key) || key.rotates === 'none' || history?.outcome === 'read') return exact(keyDollars(key));
  return { low: 1 + Math.min(itemsOf(history, 'Rotations').length, 2), high: 3 };
}

/** What exists beyond the listed: nothing bounds it where the listing broke off. */
function beyond(listing: Asked | undefined, field: string): Dollars {
  const brokeOff = listing?.outcome !== 'read' && itemsOf(listing, field).length > 0;
  return { low: 0, high: brokeOff ? null : 0 };
}

/** What can be known of the organisation by what came, and no more. */
export function expectedTotal(asked: readonly Asked[], organisation: SampleOrganisation): ExpectedTotal {
  const index = new Map(
    asked.map((one) => [[one.accountId, one.region, one.operation, one.subject].join(' '), one]),
  );
  const amounts: Dollars[] = [];
  const counts = { customerKeys: 0, awsManagedKeys: 0, unknownKeys: 0, clusters: 0, hsms: 0 };
  let listedWhole = true;
  for (const unit of organisation.units()) {
    const of = (operation: string, subject = '') =>
      index.get([unit.accountId, unit.region, operation, subject].join(' '));
    const [keys, clusters] = [of('kms:ListKeys'), of('cloudhsm:DescribeClusters')];
    if (keys?.outcome !== 'read' || clusters?.outcome !== 'read') listedWhole = false;
    amounts.push(beyond(keys, 'Keys'), beyond(clusters, 'Clusters'));
    const aliases = itemsOf(of('kms:ListAliases'), 'Aliases');
    for (const { KeyId } of itemsOf(keys, 'Keys')) {
      const keyId = String(KeyId);
      const key = unit.key(keyId);
      if (!key) throw new Error(`The endpoint listed ${keyId}, which is not there`);
      const described = of('kms:DescribeKey', keyId)?.outcome === 'read';
      const named = aliases.filter(({ TargetKeyId }) => TargetKeyId === keyId);
      const names = named.map(({ AliasName }) => String(AliasName));
      amounts.push(knownOfKey(key, described, names, of('kms:ListKeyRotations', keyId)));
      counts[!described ? 'unknownKeys' : key.manager === 'AWS' ? 'awsManagedKeys' : 'customerKeys']++;
    }
    for (const { Hsms } of itemsOf(clusters, 'Clusters')) {
      const states = (Hsms as readonly { State: string }[]).map(({ State }) => State);
      amounts.push(hsmDollars(unit.region, states));
      counts.clusters++;
      counts.hsms += states.filter((state) => state !== 'DELETED').length;
    }
  }
  return { read: sum(amounts), counts, listedWhole };
}
