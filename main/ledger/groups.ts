import { KIND_WORDS } from '../../shared/format/words.ts';
import { type Amount, add, ZERO } from '../../shared/model/amount.ts';
import { COST_KINDS, type CostKind } from '../../shared/model/cost.ts';
import type { CostGroup, CostGroups } from '../../shared/model/query.ts';
import { ask } from './database.ts';
import type { Desk } from './desk.ts';
import { facetValue, NO_OWNER } from './facets.ts';
import type { Loaded } from './loaded.ts';
import { AMOUNT_SUM, amountAt, nullableNumberAt, nullableTextAt, numberAt, textAt } from './values.ts';

/** What is added to one group: some keys or some HSMs, and their amount. */
interface Share {
  readonly id: string | null;
  readonly name: string;
  readonly keys: number;
  readonly hsms: number;
  readonly amount: Amount;
}

/** Keys and HSMs by account, region, owner and kind, the dearest first. An HSM that is gone (DELETED) is not counted. */
export async function groups(desk: Desk, snapshot: Loaded): Promise<CostGroups> {
  const clusters = await clusterShares(desk, snapshot);
  const by = async (facet: 'account' | 'region' | 'owner') =>
    gather([...(await keyShares(desk, snapshot, facet)), ...clusters.map((cluster) => cluster[facet])]);
  const kinds = gather([
    ...(await keyShares(desk, snapshot, 'kind')),
    ...clusters.map((cluster) => cluster.kind),
  ]);
  return {
    account: await by('account'),
    region: await by('region'),
    owner: await by('owner'),
    kind: kinds.map((group) => ({ ...group, id: costKind(group.id) })),
  };
}

type Grouping = keyof CostGroups;

async function keyShares(desk: Desk, snapshot: Loaded, facet: Grouping): Promise<Share[]> {
  const rows = await ask(
    desk.connection,
    `SELECT ${facet} AS code, count(*) AS keys, ${AMOUNT_SUM} FROM ${snapshot.schema}.keys GROUP BY code`,
  );
  return rows.map((row) => {
    const { value, label } = facetValue(snapshot, facet, nullableNumberAt(row, 'code'));
    return { id: value, name: label, keys: numberAt(row, 'keys'), hsms: 0, amount: amountAt(row) };
  });
}

async function clusterShares(desk: Desk, snapshot: Loaded): Promise<Record<Grouping, Share>[]> {
  const rows = await ask(
    desk.connection,
    `SELECT account_id, account_name, region, owner, hsms, low_micro_usd AS low, high_micro_usd AS high
     FROM ${snapshot.files.clusters}`,
  );
  return rows.map((row) => {
    const figures = { keys: 0, hsms: numberAt(row, 'hsms'), amount: amountAt(row) };
    const owner = nullableTextAt(row, 'owner');
    return {
      account: { id: textAt(row, 'account_id'), name: textAt(row, 'account_name'), ...figures },
      region: { id: textAt(row, 'region'), name: textAt(row, 'region'), ...figures },
      owner: { id: owner, name: owner ?? NO_OWNER, ...figures },
      kind: { id: 'hsm', name: KIND_WORDS.hsm, ...figures },
    };
  });
}

function gather(shares: readonly Share[]): CostGroup[] {
  const groups = new Map<string | null, CostGroup>();
  for (const share of shares) {
    const group = groups.get(share.id) ?? empty(share);
    const isKeys = share.keys > 0;
    groups.set(share.id, {
      ...group,
      keys: group.keys + share.keys,
      hsms: group.hsms + share.hsms,
      keyAmount: isKeys ? add(group.keyAmount, share.amount) : group.keyAmount,
      hsmAmount: isKeys ? group.hsmAmount : add(group.hsmAmount, share.amount),
      amount: add(group.amount, share.amount),
    });
  }
  return [...groups.values()].sort(dearestFirst);
}

function empty({ id, name }: Share): CostGroup {
  return { id, name, keys: 0, hsms: 0, keyAmount: ZERO, hsmAmount: ZERO, amount: ZERO };
}

function dearestFirst(a: CostGroup, b: CostGroup): number {
  return (
    b.amount.lowMicroUsd - a.amount.lowMicroUsd ||
    compare(b.amount.highMicroUsd ?? Number.MAX_VALUE, a.amount.highMicroUsd ?? Number.MAX_VALUE) ||
    compare(a.name, b.name) ||
    compare(a.id ?? '', b.id ?? '')
  );
}

function compare<T>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function costKind(id: string | null): CostKind {
  return COST_KINDS.find((kind) => kind === id) ?? 'unknown';
}
