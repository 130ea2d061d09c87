import type { Overview } from '../../../shared/contract/snapshots.ts';
import { footprint } from '../../../shared/cost/footprint.ts';
import { billLine, footprintLine } from '../../../shared/format/bill.ts';
import { date, moment } from '../../../shared/format/date.ts';
import { deltaWords } from '../../../shared/format/delta.ts';
import { change, count, percent, range, usd } from '../../../shared/format/money.ts';
import { adjustedWords } from '../../../shared/format/price-words.ts';
import { OUTCOME_WORDS, operationWord, plural } from '../../../shared/format/words.ts';
import type { Amount } from '../../../shared/model/amount.ts';
import type { CoverageEntry } from '../../../shared/model/coverage.ts';
import type { Manifest } from '../../../shared/model/snapshot.ts';
import { bars } from '../terminal/bars.ts';
import { plain, wrap } from '../terminal/style.ts';
import { table } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';

function high(amount: Amount): string {
  return amount.highMicroUsd === null ? 'not known' : usd(amount.highMicroUsd);
}

function statement({ manifest, billedKeys }: Overview, terminal: Terminal): string {
  const { counts, runRate } = manifest;
  const keys = counts.customerKeys + counts.awsManagedKeys + counts.unknownKeys;
  const line = (name: string, billed: string, amount: Amount) => [
    name,
    billed,
    usd(amount.lowMicroUsd),
    high(amount),
  ];
  return table(
    [
      { head: 'Standing cost a month' },
      { head: 'Billed', align: 'right' },
      { head: 'At least', align: 'right' },
      { head: 'At most', align: 'right' },
    ],
    [
      line('KMS keys', `${count(billedKeys)} of ${count(keys)}`, runRate.keys),
      line('CloudHSM', plural(counts.hsms, 'HSM'), runRate.hsms),
    ],
    { style: terminal.style, columns: terminal.columns, total: line('Run rate', '', runRate.total) },
  );
}

function grouped(
  coverage: readonly CoverageEntry[],
): Map<string, { entry: CoverageEntry; count: number; units: number }> {
  const groups = new Map<string, { entry: CoverageEntry; count: number; units: number }>();
  for (const entry of coverage) {
    if (entry.outcome === 'read') continue;
    const id = `${entry.operation} ${entry.outcome}`;
    const group = groups.get(id);
    groups.set(id, {
      entry: group?.entry ?? entry,
      count: (group?.count ?? 0) + entry.count,
      units: (group?.units ?? 0) + 1,
    });
  }
  return groups;
}

/** What was not read, grouped, each with what to do: nothing hides. */
function coverageLines(coverage: readonly CoverageEntry[], { style, columns }: Terminal): string {
  const groups = [...grouped(coverage).values()];
  if (groups.length === 0) return `  ${style.accent('✓')} Every call was answered.`;
  return groups
    .map(({ entry, count: times, units }) => {
      const what = `${operationWord(entry.operation)} ${OUTCOME_WORDS[entry.outcome]}`;
      const where = `${count(times)} times in ${plural(units, 'unit')}`;
      const help =
        entry.action === null ? '' : `\n${wrap(plain(entry.action), columns, 6).map(style.dim).join('\n')}`;
      return `  ${style.bold('◌')} ${what}: ${where}${help}`;
    })
    .join('\n');
}

/** "202 of 204 units; 99.2 % of details": what the figures rest on. */
function closing(manifest: Manifest): string {
  const asked = manifest.coverage.reduce((sum, entry) => sum + entry.count, 0);
  const answered = manifest.coverage.reduce(
    (sum, entry) => sum + (entry.outcome === 'read' ? entry.count : 0),
    0,
  );
  const { accounts, regions, units } = manifest.scope;
  return `${plural(accounts.length, 'account')} × ${plural(regions.length, 'region')} = ${plural(units, 'unit')}; ${percent(answered, asked, 1)} of details read`;
}

function pricesFrom({ priceBook }: Manifest): string {
  const whose = priceBook.source === 'list' ? 'AWS list prices' : 'Prices shipped with Keyledger,';
  return `${whose} of ${date(priceBook.asOf)}${adjustedWords(priceBook)}.`;
}

/** What the scan itself asked, and of what the prices are. */
function sent({ requests, scope, priceBook }: Manifest, columns: number): string[] {
  return wrap(`${footprintLine(footprint(requests, scope.accounts.length, priceBook))}.`, columns, 2);
}

/** The human form of `summary`: the figure, the statement that adds up to it, who carries it, what was not seen. */
export function summaryText(overview: Overview, terminal: Terminal): string {
  const { manifest, previous, groups } = overview;
  const { style, columns } = terminal;
  const organisation = manifest.scope.organisation ?? 'Your accounts';
  const sample = manifest.sample ? ' (sample organisation)' : '';
  const since =
    previous === null
      ? []
      : [
          `  ${style.bold(change(manifest.runRate.total.lowMicroUsd - previous.runRate.total.lowMicroUsd))} since ${moment(previous.asOf)}`,
        ];
  return [
    `  ${style.bold(plain(organisation))}${sample} · ${moment(manifest.asOf)}`,
    '',
    `  ${style.bold(range(manifest.runRate.total, 'whole'))} a month  ${style.dim('run rate of keys and HSMs, a 730-hour month')}`,
    ...since,
    '',
    statement(overview, terminal),
    ...(manifest.bill ? wrap(billLine(manifest.bill), columns, 2).map(style.dim) : []),
    '',
    bars('By account, $ a month', groups.account, columns, style),
    '',
    bars('By region, $ a month', groups.region, columns, style),
    '',
    bars('By owner, $ a month', groups.owner, columns, style),
    '',
    `  ${style.bold('What this rests on')}`,
    `  ${closing(manifest)}`,
    coverageLines(manifest.coverage, terminal),
    ...(manifest.delta ? wrap(deltaWords(manifest.delta), columns, 2) : []),
    ...wrap(pricesFrom(manifest), columns, 2),
    ...sent(manifest, columns),
  ].join('\n');
}
