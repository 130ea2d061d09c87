import { z } from 'zod';
import type { Price, PriceItem, PriceUnit } from '../../shared/model/price.ts';
import { microUsd } from './micro-usd.ts';

const dimension = z.object({
  unit: z.string(),
  description: z.string().optional(),
  pricePerUnit: z.record(z.string(), z.string()),
});
const term = z.object({
  effectiveDate: z.string().optional(),
  priceDimensions: z.record(z.string(), dimension),
});
const product = z.object({
  product: z.object({
    sku: z.string(),
    attributes: z.object({ regionCode: z.string().optional(), usagetype: z.string() }),
  }),
  terms: z.object({ OnDemand: z.record(z.string(), term) }),
  publicationDate: z.string().optional(),
});

/** What we price, by the end of its usage type: the beginning is a region code in one service, a short name in another. */
const USAGE: readonly {
  readonly service: 'awskms' | 'CloudHSM';
  readonly ending: RegExp;
  readonly item: PriceItem;
  readonly unit: PriceUnit;
  /** The Price List's own word for the unit, in lower case. */
  readonly listed: RegExp;
}[] = [
  { service: 'awskms', ending: /(^|-)KMS-Keys$/, item: 'kms.key', unit: 'key-month', listed: /^keys?$/ },
  {
    service: 'awskms',
    ending: /(^|-)KMS-Requests$/,
    item: 'kms.request',
    unit: 'request',
    listed: /^requests?$/,
  },
  {
    service: 'CloudHSM',
    ending: /(^|-)CloudHSMv2Usage$/,
    item: 'hsm.hsm1.medium',
    unit: 'hsm-hour',
    listed: /^(hours?|hrs?)$/,
  },
  {
    service: 'CloudHSM',
    ending: /(^|-)CloudHSMv2Usage-hsm2m\.m$/,
    item: 'hsm.hsm2m.medium',
    unit: 'hsm-hour',
    listed: /^(hours?|hrs?)$/,
  },
];

/**
 * The price in one item of the Price List (JSON text), or null for an item that we do not price: another usage, an
 * upfront fee, the free tier, another unit or currency, or two prices of which none can be chosen (facts section 4).
 */
export function priceIn(item: string, service: 'awskms' | 'CloudHSM', now: Date): Price | null {
  const read = product.safeParse(json(item));
  if (!read.success) return null;
  const { sku, attributes } = read.data.product;
  const usage = USAGE.find((one) => one.service === service && one.ending.test(attributes.usagetype));
  if (usage === undefined || !attributes.regionCode) return null;
  const current = currentTerm(Object.values(read.data.terms.OnDemand), now);
  if (current === null) return null;

  const amounts = Object.values(current.priceDimensions)
    .filter((one) => usage.listed.test(one.unit.toLowerCase()) && !/free tier/i.test(one.description ?? ''))
    .map((one) => microUsd(one.pricePerUnit.USD ?? ''))
    .filter((amount) => amount !== null && amount > 0);
  const [amount] = amounts;
  if (amount === null || amount === undefined || amounts.some((other) => other !== amount)) return null;
  return {
    item: usage.item,
    region: attributes.regionCode,
    unit: usage.unit,
    microUsd: usage.unit === 'request' ? amount : Math.round(amount),
    source: 'list',
    sku,
    asOf: day(read.data.publicationDate) ?? day(current.effectiveDate) ?? now.toISOString().slice(0, 10),
    confidence: 'A',
  };
}

/** The currency of an item that we would price if it were in US dollars, and its region; null for every other item. */
export function otherCurrency(
  item: string,
  service: 'awskms' | 'CloudHSM',
): { readonly region: string; readonly currency: string } | null {
  const read = product.safeParse(json(item));
  if (!read.success) return null;
  const { usagetype, regionCode } = read.data.product.attributes;
  const usage = USAGE.find((one) => one.service === service && one.ending.test(usagetype));
  if (usage === undefined || !regionCode) return null;
  const currencies = Object.values(read.data.terms.OnDemand)
    .flatMap((one) => Object.values(one.priceDimensions))
    .flatMap((one) => Object.keys(one.pricePerUnit));
  const [currency] = currencies;
  return currency === undefined || currencies.includes('USD') ? null : { region: regionCode, currency };
}

/** The term in force: the latest of those that have begun. */
function currentTerm(terms: readonly z.infer<typeof term>[], now: Date): z.infer<typeof term> | null {
  const begins = (one: z.infer<typeof term>) => Date.parse(one.effectiveDate ?? '') || 0;
  const begun = terms.filter((one) => begins(one) <= now.getTime()).sort((a, b) => begins(b) - begins(a));
  return begun[0] ?? null;
}

function day(date: string | undefined): string | null {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
