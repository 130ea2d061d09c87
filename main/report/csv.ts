import { stringify } from 'csv-stringify/sync';
import { MICRO_USD } from '../../shared/model/amount.ts';
import type { LineItem } from '../../shared/model/cost.ts';
import type { LedgerKey } from '../../shared/model/ledger.ts';
import { type Detail, known } from '../../shared/model/outcome.ts';
import type { Account } from '../../shared/model/place.ts';

const COLUMNS = [
  'arn',
  'account',
  'account_name',
  'region',
  'key_id',
  'aliases',
  'manager',
  'kind',
  'state',
  'spec',
  'usage',
  'origin',
  'owner',
  'created',
  'rotations',
  'low_usd',
  'high_usd',
  'reasons',
] as const;

const NOT_READ = 'not read';

/** Excel takes a CSV file for the local code page unless it begins with this; other programs skip it. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Exact dollars, two decimals at least; empty where there is no upper bound. */
function dollars(microUsd: number | null): string {
  if (microUsd === null) return '';
  const [whole = '0', decimals = ''] = (microUsd / MICRO_USD).toFixed(6).replace(/0+$/, '').split('.');
  return `${whole}.${decimals.padEnd(2, '0')}`;
}

/** "rotation.unreadable 0.00 to 2.00". */
function reason({ rule, lowMicroUsd, highMicroUsd }: LineItem): string {
  const low = dollars(lowMicroUsd);
  if (highMicroUsd === null) return `${rule} ${low} or more`;
  return lowMicroUsd === highMicroUsd ? `${rule} ${low}` : `${rule} ${low} to ${dollars(highMicroUsd)}`;
}

function rotationCount(rotations: Detail<readonly unknown[]>): string {
  switch (rotations.status) {
    case 'read':
      return String(rotations.value.length);
    case 'partial':
      return `${rotations.value.length} or more`;
    case 'unread':
      return NOT_READ;
    case 'notApplicable':
      return '';
  }
}

function ownerCell({ owner }: LedgerKey): string {
  return owner.name ?? (owner.basis.by === 'unread' ? NOT_READ : '');
}

function record(ledger: LedgerKey, accountNames: ReadonlyMap<string, string>): Record<string, string> {
  const { key, kind, amount, lines } = ledger;
  const metadata = known(key.metadata);
  return {
    arn: key.arn,
    account: key.accountId,
    account_name: accountNames.get(key.accountId) ?? '',
    region: key.region,
    key_id: key.keyId,
    aliases: key.aliases.join('; '),
    manager: metadata?.manager ?? NOT_READ,
    kind,
    state: metadata?.state ?? NOT_READ,
    spec: metadata?.spec ?? NOT_READ,
    usage: metadata?.usage ?? NOT_READ,
    origin: metadata?.origin ?? NOT_READ,
    owner: ownerCell(ledger),
    created: metadata?.createdAt ?? NOT_READ,
    rotations: rotationCount(key.rotations),
    low_usd: dollars(amount.lowMicroUsd),
    high_usd: dollars(amount.highMicroUsd),
    reasons: lines.map(reason).join('; '),
  };
}

/** One record a key, as RFC 4180. A cell that a spreadsheet would run (= + - @ tab CR first) gets a leading apostrophe. */
function written(records: readonly (Record<string, string> | readonly string[])[]): string {
  return stringify([...records], {
    columns: [...COLUMNS],
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}

/**
 * The keys as CSV text, in chunks: a byte order mark and the column names, then one row a key. Dollars a month at the
 * 730-hour run rate; "not read" where AWS did not answer, empty where there is nothing or no upper bound is known.
 */
export async function* csvRows(
  keys: AsyncIterable<readonly LedgerKey[]>,
  accounts: readonly Account[],
): AsyncIterable<string> {
  const names = new Map(accounts.map((account) => [account.id, account.name]));
  yield `${BYTE_ORDER_MARK}${written([COLUMNS])}`;
  for await (const batch of keys) {
    if (batch.length > 0) yield written(batch.map((key) => record(key, names)));
  }
}
