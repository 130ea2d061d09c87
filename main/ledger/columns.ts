import { type DuckDBAppender, LIST, VARCHAR } from '@duckdb/node-api';
import type { Amount } from '../../shared/model/amount.ts';
import type { Owner } from '../../shared/model/cost.ts';
import type { KeyStore } from '../../shared/model/hsm.ts';
import type { LedgerCluster, LedgerKey } from '../../shared/model/ledger.ts';
import { known } from '../../shared/model/outcome.ts';
import type { KeyRow } from '../../shared/model/query.ts';
import { searchText } from './row.ts';

/** One column of a table: its name in the file, its SQL type, and how its value for one row is put there. */
export interface Column<Row> {
  readonly name: string;
  readonly type: 'VARCHAR' | 'VARCHAR[]' | 'INTEGER' | 'BIGINT';
  readonly append: (appender: DuckDBAppender, row: Row) => void;
}

/** A key with the row that shows it. */
export interface KeyEntry {
  readonly ledger: LedgerKey;
  readonly row: KeyRow;
}

export interface ClusterEntry {
  readonly ledger: LedgerCluster;
  readonly accountName: string;
}

function column<Row, Value>(
  name: string,
  type: Column<Row>['type'],
  value: (row: Row) => Value | null,
  append: (appender: DuckDBAppender, value: Value) => void,
): Column<Row> {
  return {
    name,
    type,
    append(appender, row) {
      const here = value(row);
      if (here === null) appender.appendNull();
      else append(appender, here);
    },
  };
}

function text<Row>(name: string, value: (row: Row) => string | null): Column<Row> {
  return column(name, 'VARCHAR', value, (appender, here) => appender.appendVarchar(here));
}

function texts<Row>(name: string, value: (row: Row) => readonly string[]): Column<Row> {
  return column(name, 'VARCHAR[]', value, (appender, here) => appender.appendList(here, LIST(VARCHAR)));
}

function integer<Row>(name: string, value: (row: Row) => number | null): Column<Row> {
  return column(name, 'INTEGER', value, (appender, here) => appender.appendInteger(here));
}

function micro<Row>(name: string, value: (row: Row) => number | null): Column<Row> {
  return column(name, 'BIGINT', value, (appender, here) => appender.appendBigInt(BigInt(here)));
}

function ownerBasis({ basis }: Owner): string {
  return basis.by === 'tag' ? `tag:${basis.tagKey}` : basis.by;
}

/** Micro-USD a month of the lines that rest on an assumed rule or price. */
function assumed(lines: LedgerKey['lines']): number {
  return lines.reduce((total, line) => total + (line.confidence === 'I' ? line.lowMicroUsd : 0), 0);
}

function metadata(entry: KeyEntry) {
  return known(entry.ledger.key.metadata);
}

/** The members of a multi-Region family share one key id, which AWS begins with `mrk-`. */
function familyKey({ ledger: { key } }: KeyEntry): string | null {
  const multiRegion = key.keyId.startsWith('mrk-') || known(key.metadata)?.multiRegion;
  return multiRegion ? `${key.accountId}/${key.keyId}` : null;
}

/**
 * keys.parquet: every value that is filtered, sorted or shown has a flat column, so that the file is a table for any
 * engine; `detail` is the LedgerKey itself as JSON. Times are ISO 8601 text, as AWS gave them.
 */
export const KEY_COLUMNS: readonly Column<KeyEntry>[] = [
  text('account_id', ({ row }) => row.accountId),
  text('account_name', ({ row }) => row.accountName),
  text('region', ({ row }) => row.region),
  text('arn', ({ row }) => row.arn),
  text('key_id', ({ row }) => row.keyId),
  text('alias', ({ row }) => row.alias),
  texts('aliases', ({ row }) => row.aliases),
  text('owner', ({ row }) => row.owner),
  text('owner_basis', ({ ledger }) => ownerBasis(ledger.owner)),
  text('kind', ({ row }) => row.kind),
  text('manager', ({ row }) => row.manager),
  text('state', ({ row }) => row.state),
  text('spec', ({ row }) => row.spec),
  text('usage', ({ row }) => row.usage),
  text('origin', ({ row }) => row.origin),
  text('created_at', ({ row }) => row.createdAt),
  text('description', (entry) => metadata(entry)?.description ?? null),
  text('deletion_date', (entry) => metadata(entry)?.deletionDate ?? null),
  text('key_store_id', (entry) => metadata(entry)?.customKeyStoreId ?? null),
  text('multi_region_role', (entry) => metadata(entry)?.multiRegion?.role ?? null),
  text('family_key', familyKey),
  integer('rotation_count', ({ row }) => row.rotationCount),
  text('rotation_band', ({ row }) => row.rotationBand),
  ...amountColumns<KeyEntry>(({ row }) => row.amount),
  micro('assumed_micro_usd', ({ ledger }) => assumed(ledger.lines)),
  text('search', ({ ledger }) => searchText(ledger)),
  text('detail', ({ ledger }) => JSON.stringify(ledger)),
];

function amountColumns<Row>(amount: (row: Row) => Amount): Column<Row>[] {
  return [
    micro('low_micro_usd', (row) => amount(row).lowMicroUsd),
    micro('high_micro_usd', (row) => amount(row).highMicroUsd),
  ];
}

/** clusters.parquet: one row per cluster; `detail` is the LedgerCluster, HSMs and lines included, as JSON. */
export const CLUSTER_COLUMNS: readonly Column<ClusterEntry>[] = [
  text('account_id', ({ ledger }) => ledger.cluster.accountId),
  text('account_name', ({ accountName }) => accountName),
  text('region', ({ ledger }) => ledger.cluster.region),
  text('cluster_id', ({ ledger }) => ledger.cluster.id),
  text('state', ({ ledger }) => ledger.cluster.state),
  text('hsm_type', ({ ledger }) => ledger.cluster.hsmType),
  text('mode', ({ ledger }) => ledger.cluster.mode),
  text('network_type', ({ ledger }) => ledger.cluster.networkType),
  text('created_at', ({ ledger }) => ledger.cluster.createdAt),
  text('owner', ({ ledger }) => ledger.owner.name),
  text('owner_basis', ({ ledger }) => ownerBasis(ledger.owner)),
  integer('hsms', ({ ledger }) => ledger.cluster.hsms.filter((hsm) => hsm.state !== 'DELETED').length),
  ...amountColumns<ClusterEntry>(({ ledger }) => ledger.amount),
  micro('assumed_micro_usd', ({ ledger }) => assumed(ledger.lines)),
  text('detail', ({ ledger }) => JSON.stringify(ledger)),
];

/** key-stores.parquet. */
export const KEY_STORE_COLUMNS: readonly Column<KeyStore>[] = [
  text('account_id', (store) => store.accountId),
  text('region', (store) => store.region),
  text('key_store_id', (store) => store.id),
  text('name', (store) => store.name),
  text('type', (store) => store.type),
  text('connection_state', (store) => store.connectionState),
  text('cluster_id', (store) => store.clusterId),
  text('created_at', (store) => store.createdAt),
  text('detail', (store) => JSON.stringify(store)),
];
