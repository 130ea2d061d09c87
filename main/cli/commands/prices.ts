import type { Command } from 'commander';
import { date } from '../../../shared/format/date.ts';
import { unitPrice } from '../../../shared/format/money.ts';
import type { Price, PriceBook } from '../../../shared/model/price.ts';
import { type Context, EXIT, type Finish } from '../context.ts';
import { plain, wrap } from '../terminal/style.ts';
import { table } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { dataDir } from './options.ts';

const UNITS: Readonly<Record<Price['unit'], string>> = {
  'key-month': 'a key a month',
  'hsm-hour': 'an HSM an hour',
  request: 'a request',
};

const SOURCES: Readonly<Record<Price['source'], string>> = {
  list: 'list',
  bundled: 'bundled',
  override: 'your own',
};

function sourceOf({ source, discountPercent }: Price): string {
  return discountPercent === undefined ? SOURCES[source] : `${SOURCES[source]}, ${discountPercent} % off`;
}

function block(item: string, prices: readonly Price[], { style, columns }: Terminal): string {
  const [first] = prices;
  const unit = first === undefined ? '' : `, ${UNITS[first.unit]}`;
  const rows = prices.map((price) => [
    price.region,
    `${price.confidence === 'I' ? '≈ ' : ''}${unitPrice(price.microUsd)}`,
    sourceOf(price),
    price.sku ?? '—',
    price.asOf.slice(0, 10),
  ]);
  const head = [
    { head: 'Region' },
    { head: 'Price', align: 'right' as const },
    { head: 'Source', flexible: true },
    { head: 'SKU' },
    { head: 'Dated' },
  ];
  return `  ${style.bold(item)}${style.dim(unit)}\n${table(head, rows, { style, columns })}`;
}

/** Every price of a book by item, those that are assumed marked, and the regions that have none, each with why. */
export function priceTables(book: PriceBook, terminal: Terminal): string {
  const { style, columns } = terminal;
  const items = [...new Set(book.prices.map(({ item }) => item))].sort();
  const blocks = items.map((item) => {
    const prices = book.prices.filter((price) => price.item === item);
    return block(
      item,
      prices.sort((a, b) => (a.region < b.region ? -1 : 1)),
      terminal,
    );
  });
  const assumed = book.prices.filter(({ confidence }) => confidence === 'I').length;
  const notes = [
    ...(assumed > 0 ? [`≈ ${assumed} prices are assumed: the figure was seen in other regions only.`] : []),
    ...(book.gaps ?? []).flatMap(({ regions, reason, action }) => [
      `◌ ${regions.join(', ')}: ${plain(reason)}.`,
      `  ${plain(action)}.`,
    ]),
    'A region without a line for an item has no known price: totals that need it are "at least".',
  ];
  return [
    ...blocks,
    notes
      .flatMap((note) => wrap(note, columns, 2))
      .map(style.dim)
      .join('\n'),
  ].join('\n\n');
}

export function addPriceCommand(program: Command, context: Context, finish: Finish): void {
  program
    .command('prices')
    .description('every price in use, with SKU, source and date')
    .option('--refresh', 'ask AWS for its price list now, not only when the kept one is a day old')
    .option('--profile <name>', 'ask through this profile (with --refresh; default: those that are ready)')
    .option('--json', 'as JSON')
    .action(async (options: { refresh?: true; profile?: string; json?: true }, command: Command) => {
      const { prices } = await context.core(dataDir(command));
      const book = await (options.refresh ? prices.refresh(options.profile) : prices.current());
      const { terminal } = context;
      terminal.print(options.json ? JSON.stringify(book) : `\n${priceTables(book, terminal)}\n`);
      const whose = book.source === 'list' ? 'AWS price list' : 'Table shipped with Keyledger';
      const when = options.refresh ? 'Read now; it counts from the next scan.' : 'As the latest scan has it.';
      terminal.note(`  ${whose} of ${date(book.asOf)}. ${when}`);
      finish(EXIT.complete);
    });
}
