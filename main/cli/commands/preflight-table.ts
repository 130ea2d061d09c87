import { OUTCOME_WORDS, plural } from '../../../shared/format/words.ts';
import type { PreflightCheck, PreflightReport, PreflightResult } from '../../../shared/model/preflight.ts';
import { plain, wrap } from '../terminal/style.ts';
import { table } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';

interface Tried extends PreflightCheck {
  readonly accountName: string;
}

/** One kind of call, in every account. */
interface Row {
  readonly operation: string;
  readonly checks: readonly Tried[];
}

const RESULT_WORDS: Readonly<Record<PreflightResult, string>> = {
  denied: 'denied',
  unanswered: 'no answer',
  allowed: 'allowed',
  notTried: 'not tried',
};

/** In the order of the account of which most was tried. */
function rowsOf({ accounts }: PreflightReport): readonly Row[] {
  const checks = [...accounts]
    .sort((a, b) => b.checks.length - a.checks.length)
    .flatMap(({ account, checks: own }) =>
      own.map((check): Tried => ({ ...check, accountName: account.name })),
    );
  const operations = [...new Set(checks.map(({ operation }) => operation))];
  return operations.map((operation) => ({
    operation,
    checks: checks.filter((check) => check.operation === operation),
  }));
}

function countOf({ checks }: Row, result: PreflightResult): number {
  return checks.filter((check) => check.result === result).length;
}

/** "allowed", "denied in 1 of 12": of the accounts in which it was tried. */
function resultOf(row: Row): string {
  const tried = row.checks.length - countOf(row, 'notTried');
  if (tried === 0) return RESULT_WORDS.notTried;
  const bad = (['denied', 'unanswered'] as const).filter((result) => countOf(row, result) > 0);
  if (bad.length === 0) return RESULT_WORDS.allowed;
  return bad
    .map((result) => {
      const count = countOf(row, result);
      return count === tried ? RESULT_WORDS[result] : `${RESULT_WORDS[result]} in ${count} of ${tried}`;
    })
    .join(', ');
}

function markOf(row: Row, { style }: Terminal): string {
  if (row.checks.some(({ result, optional }) => result === 'denied' && !optional)) return style.alert('▲');
  if (countOf(row, 'denied') + countOf(row, 'unanswered') > 0) return '◌';
  return countOf(row, 'allowed') > 0 ? style.accent('✓') : '·';
}

function emptyOf({ checks }: Pick<Row, 'checks'>): string {
  return [...new Set(checks.flatMap((check) => check.empty))].join(', ');
}

/** Every call that was not allowed, with what it leaves empty and what helps; accounts that want the same, at once. */
function reasons(rows: readonly Row[], { style, columns }: Terminal): string[] {
  const groups = new Map<string, Tried[]>();
  for (const check of rows.flatMap(({ checks }) => checks)) {
    if (check.result !== 'denied' && check.result !== 'unanswered') continue;
    const id = `${check.operation} ${check.outcome} ${check.action}`;
    groups.set(id, [...(groups.get(id) ?? []), check]);
  }
  return [...groups.values()].flatMap((checks) => {
    const [check] = checks;
    if (!check) return [];
    const others = checks.length === 1 ? '' : ` and ${plural(checks.length - 1, 'other account')}`;
    const outcome = check.outcome === null ? '' : ` ${OUTCOME_WORDS[check.outcome]}`;
    const empty = emptyOf({ checks });
    return [
      `  ${style.bold('◌')} ${check.operation}${outcome}: ${plain(check.accountName)}${others}`,
      ...(empty === '' ? [] : wrap(`Left empty: ${empty}`, columns, 4)),
      ...wrap(plain(check.action ?? ''), columns, 4).map(style.dim),
    ];
  });
}

function notTried(rows: readonly Row[], { columns }: Terminal): string[] {
  return rows.flatMap((row) => {
    if (countOf(row, 'notTried') < row.checks.length) return [];
    return wrap(`· ${row.operation} not tried: ${row.checks[0]?.reason ?? ''}`, columns, 2);
  });
}

function unopened({ unopened: entries }: PreflightReport, { style, columns }: Terminal): string[] {
  return entries.flatMap(({ accountId, example, action }) => {
    const [first = '', ...more] = wrap(`${plain(accountId)}: ${plain(example ?? '')}`, columns, 4);
    return [
      `  ${style.alert('▲')} ${first.trimStart()}`,
      ...more,
      ...wrap(plain(action ?? ''), columns, 4).map(style.dim),
    ];
  });
}

function policyText({ policy }: PreflightReport, { columns }: Terminal): string[] {
  if (policy === null) return [];
  const keys = policy.includes('key/*')
    ? wrap('On keys it helps where their own policies trust IAM, as the default key policy does.', columns, 2)
    : [];
  return ['  The least policy that allows what is denied:', ...keys, policy];
}

/** The human form of a pre-flight: what each call came to, why, and the policy that mends it. */
export function preflightText(report: PreflightReport, terminal: Terminal): string {
  const { style, columns } = terminal;
  const { accounts, notes } = report;
  const rows = rowsOf(report);
  const cells = rows
    .filter((row) => countOf(row, 'notTried') < row.checks.length)
    .map((row) => [`${markOf(row, terminal)} ${row.operation}`, resultOf(row), emptyOf(row) || '—']);
  const head = [{ head: 'Operation' }, { head: 'Result' }, { head: 'Left empty', flexible: true }];
  const keyless = accounts.filter(({ hasKey }) => !hasKey).length;
  return [
    `  ${style.bold(`${plural(accounts.length, 'account')}, one call of each kind in each`)}`,
    '',
    table(head, cells, { style, columns }),
    ...section(notTried(rows, terminal)),
    ...section(keyless === 0 ? [] : [`  ${plural(keyless, 'account')} without a key to try calls on.`]),
    ...section(notes.flatMap((note) => wrap(plain(note), columns, 2))),
    ...section(unopened(report, terminal)),
    ...section(reasons(rows, terminal)),
    ...section(policyText(report, terminal)),
    ...section(report.ok ? [`  ${style.accent('✓')} A scan may read everything.`] : []),
  ].join('\n');
}

function section(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}
