import type { JS } from '@duckdb/node-api';
import type { Amount } from '../../shared/model/amount.ts';
import type { Row } from './database.ts';

/** Reads one value of an answer; what has another type than the column promises is a fault of ours, and says so. */
export function numberAt(row: Row, column: string): number {
  const value = nullableNumberAt(row, column);
  if (value === null) throw unexpected(column, value);
  return value;
}

/** Counts and micro-USD fit a double exactly: 2^53 micro-USD are nine billion dollars. */
export function nullableNumberAt(row: Row, column: string): number | null {
  const value = row[column] ?? null;
  if (value === null || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  throw unexpected(column, value);
}

export function textAt(row: Row, column: string): string {
  const value = nullableTextAt(row, column);
  if (value === null) throw unexpected(column, value);
  return value;
}

export function nullableTextAt(row: Row, column: string): string | null {
  const value = row[column] ?? null;
  if (value === null || typeof value === 'string') return value;
  throw unexpected(column, value);
}

export function textsAt(row: Row, column: string): string[] {
  const value = row[column];
  if (!Array.isArray(value)) throw unexpected(column, value ?? null);
  return value.map((item) => {
    if (typeof item !== 'string') throw unexpected(column, item);
    return item;
  });
}

/** The columns that AMOUNT_SUM makes, or `low` and `high` of one row. */
export function amountAt(row: Row): Amount {
  return { lowMicroUsd: numberAt(row, 'low'), highMicroUsd: nullableNumberAt(row, 'high') };
}

/** A sum has an upper bound only where each of its amounts has one. */
export const AMOUNT_SUM = `coalesce(sum(low), 0)::BIGINT AS low,
  CASE WHEN count(high) = count(*) THEN coalesce(sum(high), 0)::BIGINT END AS high`;

function unexpected(column: string, value: JS): TypeError {
  return new TypeError(`Column ${column} holds an unexpected ${value === null ? 'null' : typeof value}`);
}
