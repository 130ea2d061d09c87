import { mixText } from '../generate/draw.ts';
import { DEFAULT_REGIONS } from '../generate/places.ts';

/** Names as the Price List writes them: "EU", not "Europe"; no accent on Sao Paulo (facts, section 11). */
const LOCATIONS: Readonly<Record<string, string>> = {
  'us-east-1': 'US East (N. Virginia)',
  'us-east-2': 'US East (Ohio)',
  'us-west-1': 'US West (N. California)',
  'us-west-2': 'US West (Oregon)',
  'ca-central-1': 'Canada (Central)',
  'sa-east-1': 'South America (Sao Paulo)',
  'eu-central-1': 'EU (Frankfurt)',
  'eu-west-1': 'EU (Ireland)',
  'eu-west-2': 'EU (London)',
  'eu-west-3': 'EU (Paris)',
  'eu-north-1': 'EU (Stockholm)',
  'ap-south-1': 'Asia Pacific (Mumbai)',
  'ap-northeast-1': 'Asia Pacific (Tokyo)',
  'ap-northeast-2': 'Asia Pacific (Seoul)',
  'ap-northeast-3': 'Asia Pacific (Osaka)',
  'ap-southeast-1': 'Asia Pacific (Singapore)',
  'ap-southeast-2': 'Asia Pacific (Sydney)',
};

/** SKUs that public cost models cite from the real list (facts, sections 1 and 2). */
const REAL_SKUS: Readonly<Record<string, string>> = {
  'us-west-2-KMS-Keys': 'S8HBXBVJKWKDP9AS',
  'us-west-2-KMS-Requests': 'SE9KXT6M6JTP7E4W',
};

interface Dimension {
  readonly unit: string;
  readonly usd: string;
  readonly begin?: string;
  readonly end?: string;
  readonly description: string;
}

interface Draft {
  readonly serviceCode: string;
  readonly productFamily?: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly sku?: string;
  readonly term?: string;
  readonly dimensions: readonly Dimension[];
}

export interface Product {
  readonly serviceCode: string;
  /** What filters are compared with: the attributes, and productFamily. */
  readonly fields: Readonly<Record<string, string>>;
  readonly draft: Draft;
  readonly sku: string;
}

function place(region: string): Record<string, string> {
  return { location: LOCATIONS[region] ?? region, locationType: 'AWS Region', regionCode: region };
}

function kms(
  region: string,
  usage: string,
  more: Record<string, string>,
  dimension: Dimension,
  family?: string,
): Draft {
  const usagetype = `${region}-KMS-${usage}`;
  return {
    serviceCode: 'awskms',
    ...(family && { productFamily: family }),
    ...(REAL_SKUS[usagetype] && { sku: REAL_SKUS[usagetype] }),
    attributes: {
      servicecode: 'awskms',
      servicename: 'AWS Key Management Service',
      ...place(region),
      usagetype,
      operation: '',
      ...more,
    },
    dimensions: [dimension],
  };
}

function request(usd: string, description: string): Dimension {
  return { unit: 'Requests', usd, description };
}

function kmsOf(region: string): Draft[] {
  const per = `per 10000 KMS requests in ${LOCATIONS[region]}`;
  return [
    kms(
      region,
      'Keys',
      {},
      {
        unit: 'Keys',
        usd: '1.0000000000',
        description: `$1 per customer managed key version in ${LOCATIONS[region]}`,
      },
      'Encryption Key',
    ),
    kms(region, 'Requests', {}, request('0.0000030000', `$0.03 ${per}`), 'API Request'),
    kms(
      region,
      'Requests-Asymmetric-RSA_2048',
      { group: 'aws-kms-Requests-Asymmetric-RSA_2048' },
      request('0.0000030000', `$0.03 RSA_2048 ${per}`),
    ),
    kms(
      region,
      'Requests-Asymmetric',
      { group: 'awskms-Requests-Asymmetric' },
      request('0.0000150000', `$0.15 asymmetric ${per}`),
    ),
    kms(
      region,
      'Requests-GenerateDatakeyPair-RSA',
      {},
      request('0.0012000000', `$12 RSA data key pair ${per}`),
    ),
    kms(
      region,
      'Requests-GenerateDatakeyPair-ECC',
      {},
      request('0.0000100000', `$0.10 ECC data key pair ${per}`),
    ),
  ];
}

/** The free tier is a product with no region and, first, a price of nothing: a careless reader takes it for the price. */
const FREE_TIER: Draft = {
  serviceCode: 'awskms',
  productFamily: 'API Request',
  sku: 'VTFSAGP364M6QE4A',
  term: 'A429C66SYZ',
  attributes: {
    servicecode: 'awskms',
    servicename: 'AWS Key Management Service',
    location: 'Any',
    locationType: 'AWS Region',
    regionCode: '',
    usagetype: 'Global-KMS-Requests',
    operation: '',
  },
  dimensions: [
    {
      unit: 'Requests',
      usd: '0.0000000000',
      begin: '0',
      end: '20000',
      description: 'Global free tier: first 20000 KMS requests',
    },
    {
      unit: 'Requests',
      usd: '0.0000030000',
      begin: '20000',
      end: 'Inf',
      description: '$0.03 per 10000 KMS requests, Global',
    },
  ],
};

function hsm(region: string, usagetype: string, usd: string, description: string): Draft {
  return {
    serviceCode: 'CloudHSM',
    productFamily: 'Dedicated-Host',
    attributes: {
      servicecode: 'CloudHSM',
      servicename: 'AWS CloudHSM',
      ...place(region),
      instanceFamily: 'CloudHSM-v2',
      usagetype,
      operation: usagetype.endsWith('Upfront') ? 'Upfront' : 'Hourly',
    },
    dimensions: [{ unit: usagetype.endsWith('Upfront') ? 'Quantity' : 'Hrs', usd, description }],
  };
}

/** Only us-east-1 has an hourly price here, because no other is known (facts, section 3); a made-up one would look true. */
const CLOUDHSM: readonly Draft[] = [
  hsm('us-east-1', 'CloudHSMv2Upfront', '0.0000000000', '$0 upfront for CloudHSM v2'),
  hsm(
    'us-east-1',
    'CloudHSMv2Usage',
    '1.6000000000',
    '$1.60 per hsm1.medium HSM hour in US East (N. Virginia)',
  ),
  hsm(
    'us-east-1',
    'CloudHSMv2Usage-hsm2m.m',
    '1.6000000000',
    '$1.60 per hsm2m.medium HSM hour in US East (N. Virginia)',
  ),
  hsm('us-west-2', 'USW2-CloudHSMv2Upfront', '0.0000000000', '$0 upfront for CloudHSM v2'),
];

function skuOf(draft: Draft): string {
  const name = `${draft.serviceCode}/${draft.attributes.usagetype}`;
  const digits = [1, 2, 3].map((seed) => mixText(seed, name).toString(36).toUpperCase().padStart(7, 'X'));
  return draft.sku ?? digits.join('').slice(0, 16);
}

export const PRODUCTS: readonly Product[] = [FREE_TIER, ...DEFAULT_REGIONS.flatMap(kmsOf), ...CLOUDHSM].map(
  (draft) => ({
    serviceCode: draft.serviceCode,
    fields: { ...draft.attributes, ...(draft.productFamily && { productFamily: draft.productFamily }) },
    draft,
    sku: skuOf(draft),
  }),
);

/** One item of GetProducts, as JSON text (facts, section 4); published at midnight of the day. */
export function priceItem({ draft, sku }: Product, day: string): string {
  const term = `${sku}.${draft.term ?? 'JRTCKXETXF'}`;
  const dimensions = draft.dimensions.map((one, index) => {
    const rateCode = `${term}.${index === 0 ? '6YS6EN2CT7' : 'PGHJ3S3EYE'}`;
    return [
      rateCode,
      {
        unit: one.unit,
        endRange: one.end ?? 'Inf',
        description: one.description,
        appliesTo: [],
        rateCode,
        beginRange: one.begin ?? '0',
        pricePerUnit: { USD: one.usd },
      },
    ] as const;
  });
  return JSON.stringify({
    product: {
      ...(draft.productFamily && { productFamily: draft.productFamily }),
      attributes: draft.attributes,
      sku,
    },
    serviceCode: draft.serviceCode,
    terms: {
      OnDemand: {
        [term]: {
          priceDimensions: Object.fromEntries(dimensions),
          sku,
          effectiveDate: `${day.slice(0, 7)}-01T00:00:00Z`,
          offerTermCode: draft.term ?? 'JRTCKXETXF',
          termAttributes: {},
        },
      },
    },
    version: `${day.replaceAll('-', '')}000000`,
    publicationDate: `${day}T00:00:00Z`,
  });
}
