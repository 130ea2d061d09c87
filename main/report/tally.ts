import { type Amount, add, ZERO } from '../../shared/model/amount.ts';
import type { CostKind } from '../../shared/model/cost.ts';
import { keyKind } from '../../shared/model/key.ts';
import type { LedgerCluster, LedgerKey } from '../../shared/model/ledger.ts';
import { known } from '../../shared/model/outcome.ts';

export interface Sum {
  readonly count: number;
  readonly amount: Amount;
}

/** Keys and HSMs of one place, as a bar draws them. */
export interface Share {
  readonly keyAmount: Amount;
  readonly hsmAmount: Amount;
  readonly amount: Amount;
}

/** What one owner pays for; `name: null` is "no owner tag", tags that were not readable included. */
export interface OwnerTally {
  readonly name: string | null;
  readonly amount: Amount;
  readonly kinds: ReadonlyMap<CostKind, Sum>;
  /** By account id. */
  readonly accounts: ReadonlyMap<string, Share>;
  readonly regions: ReadonlyMap<string, Share>;
  readonly ranged: Sum;
  readonly disabled: Sum;
  readonly deleting: Sum;
}

/** What one pass over the keys adds up to. */
export interface Tally {
  /** Keys that cost something, or may. */
  readonly charged: Sum;
  readonly free: number;
  readonly keysByStore: ReadonlyMap<string, number>;
  /** The costliest first, no owner last. */
  readonly owners: readonly OwnerTally[];
}

const NONE: Sum = { count: 0, amount: ZERO };
const NO_SHARE: Share = { keyAmount: ZERO, hsmAmount: ZERO, amount: ZERO };

/** True where a rule says that the key costs nothing, whatever could not be read. */
export function isFree(key: LedgerKey): boolean {
  return key.amount.lowMicroUsd === 0 && key.amount.highMicroUsd === 0;
}

function plus(sum: Sum, amount: Amount, count = 1): Sum {
  return { count: sum.count + count, amount: add(sum.amount, amount) };
}

class OwnerSums implements OwnerTally {
  readonly name: string | null;
  amount: Amount = ZERO;
  readonly kinds = new Map<CostKind, Sum>();
  readonly accounts = new Map<string, Share>();
  readonly regions = new Map<string, Share>();
  ranged = NONE;
  disabled = NONE;
  deleting = NONE;

  constructor(name: string | null) {
    this.name = name;
  }

  addKey({ key, amount }: LedgerKey): void {
    const kind = keyKind(key);
    this.kinds.set(kind, plus(this.kinds.get(kind) ?? NONE, amount));
    this.place('keyAmount', key.accountId, key.region, amount);
    const state = known(key.metadata)?.state;
    if (amount.lowMicroUsd !== amount.highMicroUsd) this.ranged = plus(this.ranged, amount);
    if (state === 'Disabled') this.disabled = plus(this.disabled, amount);
    if (state === 'PendingDeletion' || state === 'PendingReplicaDeletion') {
      this.deleting = plus(this.deleting, amount);
    }
  }

  addCluster({ cluster, amount }: LedgerCluster): void {
    this.kinds.set('hsm', plus(this.kinds.get('hsm') ?? NONE, amount, cluster.hsms.length));
    this.place('hsmAmount', cluster.accountId, cluster.region, amount);
  }

  private place(part: 'keyAmount' | 'hsmAmount', accountId: string, region: string, amount: Amount): void {
    this.amount = add(this.amount, amount);
    for (const [places, name] of [
      [this.accounts, accountId],
      [this.regions, region],
    ] as const) {
      const share = places.get(name) ?? NO_SHARE;
      places.set(name, { ...share, [part]: add(share[part], amount), amount: add(share.amount, amount) });
    }
  }
}

/** Adds up keys and clusters by owner, and the keys as a whole. */
export async function tally(
  keys: AsyncIterable<readonly LedgerKey[]>,
  clusters: readonly LedgerCluster[],
): Promise<Tally> {
  const owners = new Map<string | null, OwnerSums>();
  const keysByStore = new Map<string, number>();
  let charged = NONE;
  let free = 0;
  const owner = (name: string | null): OwnerSums => {
    const sums = owners.get(name) ?? new OwnerSums(name);
    owners.set(name, sums);
    return sums;
  };
  for await (const batch of keys) {
    for (const key of batch) {
      owner(key.owner.name).addKey(key);
      if (isFree(key)) free += 1;
      else charged = plus(charged, key.amount);
      const store = known(key.key.metadata)?.customKeyStoreId ?? null;
      if (store !== null) keysByStore.set(store, (keysByStore.get(store) ?? 0) + 1);
    }
  }
  for (const cluster of clusters) owner(cluster.owner.name).addCluster(cluster);
  const sorted = [...owners.values()].sort(
    (a, b) =>
      Number(a.name === null) - Number(b.name === null) ||
      b.amount.lowMicroUsd - a.amount.lowMicroUsd ||
      ((a.name ?? '') < (b.name ?? '') ? -1 : 1),
  );
  return { charged, free, keysByStore, owners: sorted };
}
