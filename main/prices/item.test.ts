import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceIn } from './item.ts';
import { FREE_TIER, type ItemOptions, priceItem } from './testing/price-item.ts';

const NOW = new Date('2026-11-24T09:12:00Z');
const kms = (usagetype: string, options?: ItemOptions) =>
  priceIn(priceItem(usagetype, options), 'awskms', NOW);
const hour = { unit: 'Hrs', usd: '1.6000000000', sku: 'HSM1' } as const;
const hsm = (usagetype: string, options?: ItemOptions) =>
  priceIn(priceItem(usagetype, { ...hour, ...options }), 'CloudHSM', NOW);

describe('what is priced', () => {
  it('a key-month', () => {
    expect(kms('eu-west-1-KMS-Keys')).toEqual({
      item: 'kms.key',
      region: 'eu-west-1',
      unit: 'key-month',
      microUsd: 1_000_000,
      source: 'list',
      sku: 'S8HBXBVJKWKDP9AS',
      asOf: '2026-11-20',
      confidence: 'A',
    });
  });

  it('a request, by the short region name as well', () => {
    const options = { unit: 'Requests', usd: '0.0000030000' };
    for (const usagetype of ['eu-west-1-KMS-Requests', 'EUW1-KMS-Requests']) {
      expect(kms(usagetype, options)).toMatchObject({ item: 'kms.request', unit: 'request', microUsd: 3 });
    }
  });

  it('an HSM-hour of either type, with and without a region prefix', () => {
    expect(hsm('CloudHSMv2Usage')).toMatchObject({
      item: 'hsm.hsm1.medium',
      unit: 'hsm-hour',
      microUsd: 1_600_000,
    });
    expect(hsm('EUW1-CloudHSMv2Usage-hsm2m.m', { usd: '2.0500000000' })).toMatchObject({
      item: 'hsm.hsm2m.medium',
      microUsd: 2_050_000,
    });
  });
});

describe('what is not', () => {
  it.each([
    'eu-west-1-KMS-Requests-Asymmetric',
    'eu-west-1-KMS-Requests-Asymmetric-RSA_2048',
    'eu-west-1-KMS-Requests-GenerateDatakeyPair-RSA',
    'eu-west-1-KMS-Requests-GenerateDatakeyPair-ECC',
    'eu-west-1-KMS-KeysOfAnotherKind',
    'XKMS-Keys',
  ])('another usage: %s', (usagetype) => {
    expect(kms(usagetype)).toBeNull();
  });

  it('the upfront fee, and an HSM type that we do not know', () => {
    expect(hsm('EUW1-CloudHSMv2Upfront', { usd: '0.0000000000' })).toBeNull();
    expect(hsm('EUW1-CloudHSMv2Usage-hsm9.x')).toBeNull();
  });

  it('a product of the other service', () => {
    expect(priceIn(priceItem('eu-west-1-KMS-Keys'), 'CloudHSM', NOW)).toBeNull();
    expect(priceIn(priceItem('CloudHSMv2Usage', hour), 'awskms', NOW)).toBeNull();
  });

  it('the free tier: nothing for requests of no region', () => {
    expect(priceIn(FREE_TIER, 'awskms', NOW)).toBeNull();
    expect(kms('eu-west-1-KMS-Requests', { unit: 'Requests', usd: '0.0000000000' })).toBeNull();
    expect(
      kms('eu-west-1-KMS-Requests', { unit: 'Requests', usd: '0.000001', description: 'Free tier' }),
    ).toBeNull();
  });

  it('another currency, another unit, another way to write a price', () => {
    expect(kms('cn-north-1-KMS-Keys', { currency: 'CNY', usd: '6.88' })).toBeNull();
    expect(kms('eu-west-1-KMS-Keys', { unit: 'GB' })).toBeNull();
    expect(kms('eu-west-1-KMS-Keys', { usd: '1e0' })).toBeNull();
  });

  it('a price that is not in force yet', () => {
    expect(kms('eu-west-1-KMS-Keys', { effectiveDate: '2026-12-01T00:00:00Z' })).toBeNull();
  });
});

it('takes the latest term in force, and no dimension where two disagree', () => {
  const now = JSON.parse(priceItem('eu-west-1-KMS-Keys'));
  const term = (usd: string, effectiveDate: string) => ({
    effectiveDate,
    priceDimensions: { d: { unit: 'Keys', pricePerUnit: { USD: usd } } },
  });
  now.terms.OnDemand = {
    old: term('0.5', '2020-01-01T00:00:00Z'),
    current: term('1.25', '2026-11-01T00:00:00Z'),
    coming: term('9', '2027-01-01T00:00:00Z'),
  };
  expect(priceIn(JSON.stringify(now), 'awskms', NOW)?.microUsd).toBe(1_250_000);

  const both = {
    d: { unit: 'Keys', pricePerUnit: { USD: '1' } },
    e: { unit: 'Keys', pricePerUnit: { USD: '2' } },
  };
  now.terms.OnDemand = { current: { effectiveDate: '2026-11-01T00:00:00Z', priceDimensions: both } };
  expect(priceIn(JSON.stringify(now), 'awskms', NOW)).toBeNull();
});

it('dates a price by the list, else by its term', () => {
  expect(kms('eu-west-1-KMS-Keys', { publicationDate: undefined })?.asOf).toBe('2026-11-01');
});

it('makes of any text a clean price or none: never a crash', () => {
  const mangled = fc
    .tuple(fc.constant(priceItem('eu-west-1-KMS-Keys')), fc.nat(600), fc.string({ maxLength: 8 }))
    .map(([text, at, noise]) => text.slice(0, at) + noise + text.slice(at + noise.length));
  const shaped = fc.json().map((json) => `{"product":${json},"terms":${json}}`);
  fc.assert(
    fc.property(fc.oneof(mangled, shaped, fc.string(), fc.json()), (text) => {
      const price = priceIn(text, 'awskms', NOW);
      if (price === null) return;
      expect(Number.isSafeInteger(price.microUsd) || price.unit === 'request').toBe(true);
      expect(price.microUsd).toBeGreaterThan(0);
      expect(price.region).not.toBe('');
      expect(price.asOf).toMatch(/^[+-]?\d{4,6}-\d\d-\d\d$/);
    }),
    { numRuns: 500 },
  );
});
