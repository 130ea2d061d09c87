export interface ItemOptions {
  readonly sku?: string;
  readonly regionCode?: string | undefined;
  readonly unit?: string;
  readonly usd?: string;
  readonly currency?: string;
  readonly description?: string;
  readonly effectiveDate?: string;
  readonly publicationDate?: string | undefined;
}

/** One item of GetProducts as AWS shapes it (facts section 4), as JSON text. */
export function priceItem(usagetype: string, options: ItemOptions = {}): string {
  const {
    sku = 'S8HBXBVJKWKDP9AS',
    regionCode = 'eu-west-1',
    unit = 'Keys',
    usd = '1.0000000000',
    currency = 'USD',
    description = '$1 per customer managed KMS key',
    effectiveDate = '2026-11-01T00:00:00Z',
  } = options;
  const publicationDate = 'publicationDate' in options ? options.publicationDate : '2026-11-20T18:04:11Z';
  const rate = `${sku}.JRTCKXETXF`;
  return JSON.stringify({
    product: { productFamily: 'Encryption Key', sku, attributes: { regionCode, usagetype, operation: '' } },
    serviceCode: 'awskms',
    terms: {
      OnDemand: {
        [rate]: {
          effectiveDate,
          priceDimensions: {
            [`${rate}.6YS6EN2CT7`]: {
              unit,
              beginRange: '0',
              endRange: 'Inf',
              description,
              rateCode: `${rate}.6YS6EN2CT7`,
              pricePerUnit: { [currency]: usd },
            },
          },
        },
      },
    },
    version: '20261120180411',
    publicationDate,
  });
}

/** The free tier's product: a price of nothing for the first 20,000 requests, of no region. */
export const FREE_TIER = priceItem('Global-KMS-Requests', {
  sku: 'VTFSAGP364M6QE4A',
  regionCode: '',
  unit: 'Requests',
  usd: '0.0000000000',
  description: '$0 per request - Global free tier',
});
