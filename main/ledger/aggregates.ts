import type { Amount } from '../../shared/model/amount.ts';
import { RANGED } from './conditions.ts';
import { ask } from './database.ts';
import type { Desk } from './desk.ts';
import type { Loaded } from './loaded.ts';
import { AMOUNT_SUM, amountAt, nullableTextAt, numberAt, textAt } from './values.ts';

const MOST_PENDING = 100;

/** Some keys, and what they cost together a month. */
interface KeysAmount {
  readonly keys: number;
  readonly amount: Amount;
}

interface PendingDeletion {
  readonly arn: string;
  readonly alias: string | null;
  readonly accountName: string;
  /** ISO 8601; null for a primary that waits for its replicas to go. */
  readonly deletionDate: string | null;
}

/** "Billed": charged more than nothing for certain. */
export interface Aggregates {
  /** Keys whose amount is a range. */
  readonly rangedKeys: number;
  readonly billedKeys: number;
  /** Micro-USD a month, of keys and HSMs, that rest on an assumed rule or price. */
  readonly assumedMicroUsd: number;
  readonly disabledBilled: KeysAmount;
  /** Billed keys whose tags were read and name no owner. */
  readonly unowned: KeysAmount;
  readonly ranged: KeysAmount;
  /** Soonest first, at most 100. */
  readonly pendingDeletion: readonly PendingDeletion[];
}

export async function aggregates(desk: Desk, snapshot: Loaded): Promise<Aggregates> {
  const { connection } = desk;
  const disabled = snapshot.dictionaries.state.codes.get('Disabled') ?? null;
  const keysWhere = async (where: string, values: readonly (number | null)[] = []): Promise<KeysAmount> => {
    const row = await one(
      desk,
      `SELECT count(*) AS keys, ${AMOUNT_SUM} FROM ${snapshot.schema}.keys WHERE ${where}`,
      values,
    );
    return { keys: numberAt(row, 'keys'), amount: amountAt(row) };
  };
  const assumed = await one(
    desk,
    `SELECT coalesce((SELECT sum(assumed) FROM ${snapshot.schema}.keys), 0)::BIGINT AS keys,
       coalesce((SELECT sum(assumed_micro_usd) FROM ${snapshot.files.clusters}), 0)::BIGINT AS hsms`,
  );
  const pending = await ask(
    connection,
    `SELECT arn, alias, account_name, deletion_date FROM ${snapshot.files.keys}
     WHERE state IN ('PendingDeletion', 'PendingReplicaDeletion')
     ORDER BY deletion_date NULLS LAST, position LIMIT ${MOST_PENDING}`,
  );
  const ranged = await keysWhere(RANGED);
  return {
    rangedKeys: ranged.keys,
    billedKeys: (await keysWhere('low > 0')).keys,
    assumedMicroUsd: numberAt(assumed, 'keys') + numberAt(assumed, 'hsms'),
    disabledBilled: await keysWhere('low > 0 AND state = ?', [disabled]),
    unowned: await keysWhere('low > 0 AND owner IS NULL AND NOT owner_unread'),
    ranged,
    pendingDeletion: pending.map((row) => ({
      arn: textAt(row, 'arn'),
      alias: nullableTextAt(row, 'alias'),
      accountName: textAt(row, 'account_name'),
      deletionDate: nullableTextAt(row, 'deletion_date'),
    })),
  };
}

async function one(desk: Desk, sql: string, values: readonly (number | null)[] = []) {
  const [row] = await ask(desk.connection, sql, values);
  if (row === undefined) throw new Error('An aggregate gives one row');
  return row;
}
