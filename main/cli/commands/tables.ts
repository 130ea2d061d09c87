import type { SnapshotSummary } from '../../../shared/contract/snapshots.ts';
import { dayMonth } from '../../../shared/format/date.ts';
import { lastUseShort } from '../../../shared/format/last-use.ts';
import { count, range } from '../../../shared/format/money.ts';
import { stateWord } from '../../../shared/format/words.ts';
import type { LastUse } from '../../../shared/model/last-use.ts';
import type { ProfileSummary } from '../../../shared/model/profile.ts';
import type { KeyPage } from '../../../shared/model/query.ts';
import { plain } from '../terminal/style.ts';
import { table } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';

const KIND: Readonly<Record<ProfileSummary['kind'], string>> = {
  static: 'Static keys',
  session: 'Session keys',
  role: 'Role',
  mfaRole: 'Role with MFA',
  sso: 'IAM Identity Center',
  ssoLegacy: 'IAM Identity Center (legacy)',
  process: 'External command',
  webIdentity: 'Web identity',
  credentialSource: 'Role of this machine',
  login: 'aws login',
  environment: 'From the environment',
  incomplete: 'Incomplete',
};

export function profileTable(profiles: readonly ProfileSummary[], { style, columns }: Terminal): string {
  const rows = profiles.map(({ name, kind, accountId, source, need }) => [
    plain(name),
    source === null ? KIND[kind] : `${KIND[kind]}, from ${plain(source)}`,
    accountId ?? '—',
    `${need.state === 'ready' ? style.accent('✓') : '○'} ${plain(need.text)}`,
  ]);
  const commands = profiles.flatMap(({ name, need }) =>
    need.command === null ? [] : [`  ${plain(name)}: ${style.accent(plain(need.command))}`],
  );
  const head = [
    { head: 'Profile', flexible: true },
    { head: 'Kind', flexible: true },
    { head: 'Account' },
    { head: 'What it needs', flexible: true },
  ];
  return [table(head, rows, { style, columns }), ...(commands.length > 0 ? ['', ...commands] : [])].join(
    '\n',
  );
}

export function snapshotTable(snapshots: readonly SnapshotSummary[], { style, columns }: Terminal): string {
  const rows = snapshots.map((one) => [
    one.id,
    dayMonth(one.asOf),
    count(one.counts.customerKeys + one.counts.awsManagedKeys + one.counts.unknownKeys),
    range(one.runRate.total, 'whole'),
    [...(one.sample ? ['sample'] : []), ...(one.complete ? [] : ['partial'])].join(', '),
  ]);
  const head = [
    { head: 'Snapshot' },
    { head: 'As of' },
    { head: 'Keys', align: 'right' as const },
    { head: '$ a month', align: 'right' as const },
    { head: '' },
  ];
  return table(head, rows, { style, columns });
}

/** Last uses in the order of the rows; their column is there where one of them is known. */
export function keyTable(page: KeyPage, uses: readonly LastUse[], { style, columns }: Terminal): string {
  const asked = uses.some(({ grade }) => grade !== 'notAsked');
  const useOf = (index: number) => {
    const use = uses[index];
    return asked && use ? [lastUseShort(use)] : [];
  };
  const rows = page.rows.map((row, index) => [
    plain(row.alias ?? row.keyId),
    plain(row.accountName),
    row.region,
    stateWord(row.state),
    plain(row.owner ?? '—'),
    ...useOf(index),
    range(row.amount),
  ]);
  const head = [
    { head: 'Alias or key id', flexible: true },
    { head: 'Account', flexible: true },
    { head: 'Region' },
    { head: 'State' },
    { head: 'Owner', flexible: true },
    ...(asked ? [{ head: 'Last use' }] : []),
    { head: '$ a month', align: 'right' as const },
  ];
  const total = [
    `Total of ${count(page.total.keys)} keys`,
    '',
    '',
    '',
    '',
    ...(asked ? [''] : []),
    range(page.total.amount, 'whole'),
  ];
  return table(head, rows, { style, columns, total });
}
