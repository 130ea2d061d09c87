import { date } from '../../../shared/format/date.ts';
import { count, percent, unitPrice } from '../../../shared/format/money.ts';
import { adjustedWords } from '../../../shared/format/price-words.ts';
import { OUTCOME_WORDS, plural } from '../../../shared/format/words.ts';
import type { PriceBook } from '../../../shared/model/price.ts';
import type { Manifest } from '../../../shared/model/snapshot.ts';
import { gaps, reading } from '../coverage.ts';

/** "$1.00", or "$1.45 to $1.60" where regions differ; null where there is no such price. */
function priceSpan(book: PriceBook, belongs: (item: string) => boolean): string | null {
  const amounts = book.prices.filter((price) => belongs(price.item)).map((price) => price.microUsd);
  if (amounts.length === 0) return null;
  const [low, high] = [Math.min(...amounts), Math.max(...amounts)];
  return low === high ? unitPrice(low) : `${unitPrice(low)} to ${unitPrice(high)}`;
}

function pricesSentence(book: PriceBook): string {
  const from =
    book.source === 'list'
      ? `AWS list prices of ${date(book.asOf)}`
      : `Prices shipped with Keyledger, of ${date(book.asOf)}`;
  const adjusted = adjustedWords(book);
  const key = priceSpan(book, (item) => item === 'kms.key');
  const hsm = priceSpan(book, (item) => item.startsWith('hsm.'));
  const parts = [
    ...(key === null ? [] : [`${key} a key`, `${key} more for the first and for the second rotation`]),
    ...(hsm === null ? [] : [`${hsm} an HSM-hour`]),
  ];
  return parts.length === 0 ? `${from}${adjusted}.` : `${from}${adjusted}: ${parts.join('; ')}.`;
}

function coverageSentence(manifest: Manifest): string {
  const { units, unitsRead, details, detailsRead } = reading(manifest);
  const { accounts, regions } = manifest.scope;
  const sentences = [
    `${count(unitsRead)} of ${count(units)} units read: ${plural(accounts.length, 'account')} in ${plural(regions.length, 'region')}.`,
  ];
  for (const gap of gaps(manifest.coverage).filter(({ operation }) => operation === 'kms:ListKeys')) {
    const were = `${plural(gap.entries.length, 'unit')} ${gap.entries.length === 1 ? 'was' : 'were'} not listed`;
    sentences.push(`${were} (${OUTCOME_WORDS[gap.outcome]}); nothing is priced there.`);
  }
  if (details > 0) sentences.push(`${share(detailsRead, details)} of key details read.`);
  return sentences.join(' ');
}

/** Never rounded up to all: 99.96 % reads "99.9 %". */
function share(part: number, of: number): string {
  if (part === of) return '100 %';
  return percent(Math.min(part / of, 0.999), 1, 1);
}

/** "What this statement rests on", a paragraph each. */
export function restsOn(manifest: Manifest): string[] {
  const sample = manifest.sample
    ? [
        'Sample: this organisation, its keys and its HSMs are invented. The rules that price them are those for real ones.',
      ]
    : [];
  return [...sample, coverageSentence(manifest), pricesSentence(manifest.priceBook)];
}
