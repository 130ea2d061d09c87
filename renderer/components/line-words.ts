import { RULES } from '../../shared/cost/rules.ts';
import { date, dayMonth } from '../../shared/format/date.ts';
import { unitPrice, usd } from '../../shared/format/money.ts';
import { plural } from '../../shared/format/words.ts';
import { RUN_RATE_HOURS } from '../../shared/model/amount.ts';
import type { LineItem } from '../../shared/model/cost.ts';
import type { Confidence, Price } from '../../shared/model/price.ts';

const ISO_DAY = /^\d{4}-\d{2}-\d{2}/;

/** What the line is: "First rotation, 14 Mar 2026". */
export function lineWord(line: LineItem): string {
  const about =
    line.subject === null ? '' : `, ${ISO_DAY.test(line.subject) ? date(line.subject) : line.subject}`;
  switch (line.rule) {
    case 'key.held':
      return `Key held, ${RUN_RATE_HOURS} of ${RUN_RATE_HOURS} hours`;
    case 'key.awsManaged':
      return 'AWS managed key';
    case 'key.pendingDeletion':
      return ISO_DAY.test(line.subject ?? '')
        ? `Scheduled for deletion on ${date(line.subject ?? '')}`
        : 'Scheduled for deletion';
    case 'key.unreadable':
      return 'Key not readable';
    case 'rotation.first':
      return `First rotation${about}`;
    case 'rotation.second':
      return `Second rotation${about}`;
    case 'rotation.capped':
      return line.quantity > 1 ? `${plural(line.quantity, 'later rotation')}` : `Later rotation${about}`;
    case 'rotation.unreadable':
      return 'Rotations, not read';
    case 'hsm.hour':
      return line.quantity > 1 ? `${plural(line.quantity, 'HSM')} rented` : `HSM rented${about}`;
    case 'hsm.pending':
      return `HSM not certain to be charged${about}`;
    case 'hsm.notBilled':
      return `HSM being deleted${about}`;
    case 'hsm.emptyCluster':
      return 'Cluster without an HSM';
    case 'hsm.noPrice':
      return `HSM, price not known${about}`;
  }
}

/** The rule in a few words: "+$1.00 for the first". */
export function ruleWord(line: LineItem): string {
  const each = line.price === null ? null : unitPrice(line.price.microUsd);
  switch (line.rule) {
    case 'key.held':
      return each === null ? 'price of a key not known' : `${each} a month a key`;
    case 'key.awsManaged':
      return 'free: AWS holds it';
    case 'key.pendingDeletion':
      return 'free until deleted or kept';
    case 'key.unreadable':
      return line.highMicroUsd === null ? 'free at least' : `free, or ${usd(line.highMicroUsd)} at most`;
    case 'rotation.first':
      return each === null ? 'one price for the first' : `+${each} for the first`;
    case 'rotation.second':
      return each === null ? 'one price more, then capped' : `+${each}, then capped`;
    case 'rotation.capped':
      return 'free after the second';
    case 'rotation.unreadable':
      return each === null ? 'twice at most' : `+${each}, twice at most`;
    case 'hsm.hour':
      return each === null ? 'by the hour' : `${RUN_RATE_HOURS} hours × ${each}`;
    case 'hsm.pending':
      return each === null ? 'nothing, or its price' : `nothing, or ${RUN_RATE_HOURS} hours × ${each}`;
    case 'hsm.notBilled':
      return 'not counted';
    case 'hsm.emptyCluster':
      return 'no charge without an HSM';
    case 'hsm.noPrice':
      return 'at least $0.00';
  }
}

/** "list price, eu-west-1"; the whole form adds the date and the SKU. */
export function priceWord(price: Price | null, form: 'short' | 'whole' = 'short'): string {
  if (price === null) return '—';
  const source = { list: 'list price', bundled: 'bundled price', override: 'your price' }[price.source];
  const off = price.discountPercent === undefined ? '' : ` less ${price.discountPercent} %`;
  const place = `${source}${off}, ${price.region}`;
  if (form === 'short') return `${place}, ${dayMonth(price.asOf)}`;
  return `${place}, ${price.source === 'list' ? 'read' : 'of'} ${date(price.asOf)}${price.sku === null ? '' : `, SKU ${price.sku}`}`;
}

export function confidenceWord(confidence: Confidence): string {
  return { A: 'confirmed', T: 'third party', I: 'assumed' }[confidence];
}

/** What is not known and what would tell, for lines whose amount is a range; null where all is known. */
export function gapWord(line: LineItem): { readonly unknown: string; readonly fix: string } | null {
  if (line.rule === 'rotation.unreadable')
    return { unknown: 'how often the key was rotated', fix: 'kms:ListKeyRotations' };
  if (line.rule === 'key.unreadable')
    return { unknown: 'whose key it is, and its state', fix: 'kms:DescribeKey' };
  if (line.rule === 'hsm.noPrice')
    return { unknown: 'the price of an HSM hour in this region', fix: 'pricing:GetProducts' };
  return null;
}

/** Where the rule is written: "AWS KMS pricing page (aws.amazon.com/kms/pricing)", without its quotation. */
export function sourceWord(line: LineItem): string {
  return RULES[line.rule].source.split(/[:;]/, 1)[0] ?? '';
}
