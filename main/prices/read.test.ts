import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPrice, type PriceBook } from '../../shared/model/price.ts';
import type { PriceSettings } from '../../shared/model/settings.ts';
import { AwsCallError } from '../aws/error.ts';
import type { AwsSession, CallGate } from '../aws/reader.ts';
import { readPriceBook } from './read.ts';
import { FREE_TIER, priceItem } from './testing/price-item.ts';

const NOW = new Date('2026-11-24T09:12:00Z');
const gate: CallGate = { run: (_operation, attempt) => attempt(new AbortController().signal) };
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyledger-prices-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const denied = new AwsCallError({
  operation: 'pricing:GetProducts',
  outcome: 'denied',
  code: 'AccessDeniedException',
  retry: 'no',
  message: 'no',
  action: 'Allow pricing:GetProducts',
});

type List = Record<'awskms' | 'CloudHSM', readonly string[] | AwsCallError>;

const NONE: PriceSettings = { overrides: [], discountPercent: 0 };

function stage(list: List, { homeRegion = 'us-east-1', settings = NONE } = {}) {
  let asked = 0;
  const session = {
    homeRegion,
    async *getProducts(_gate: CallGate, service: 'awskms' | 'CloudHSM') {
      asked += 1;
      const items = list[service];
      if (items instanceof AwsCallError) throw items;
      yield items;
    },
  } as Partial<AwsSession> as AwsSession;
  return {
    asked: () => asked,
    read: (regions: readonly string[], now = NOW, cacheFile = join(folder, 'a', 'list.json')) =>
      readPriceBook({
        readers: [{ session, gate }],
        cacheFile: (partition) => (partition === 'aws' ? cacheFile : `${cacheFile}.${partition}`),
        regions,
        settings,
        now: () => now,
      }),
    session,
  };
}

const LIST: List = {
  awskms: [
    priceItem('eu-west-1-KMS-Keys', { usd: '1.1000000000' }),
    priceItem('us-gov-west-1-KMS-Keys', { regionCode: 'us-gov-west-1', usd: '1.2000000000' }),
    FREE_TIER,
  ],
  CloudHSM: [
    priceItem('EU-CloudHSMv2Usage', { unit: 'Hrs', usd: '1.8500000000' }),
    priceItem('EU-CloudHSMv2Upfront', { unit: 'Hrs', usd: '0.0000000000' }),
  ],
};

it('takes the list where it has a price, and the bundled table for the rest', async () => {
  const { book, failure } = await stage(LIST).read(['eu-west-1', 'us-east-1', 'us-gov-west-1']);
  expect(failure).toBeNull();
  expect(book).toMatchObject({ source: 'list', asOf: '2026-11-20' });
  const price = (item: Parameters<typeof findPrice>[1], region: string) => {
    const found = findPrice(book, item, region);
    return found && [found.microUsd, found.source];
  };
  expect(price('kms.key', 'eu-west-1')).toEqual([1_100_000, 'list']);
  expect(price('hsm.hsm1.medium', 'eu-west-1')).toEqual([1_850_000, 'list']);
  expect(price('hsm.hsm2m.medium', 'eu-west-1')).toBeUndefined();
  expect(price('kms.request', 'eu-west-1')).toEqual([3, 'bundled']);
  expect(price('hsm.hsm2m.medium', 'us-east-1')).toEqual([1_600_000, 'bundled']);
  expect(price('kms.key', 'us-gov-west-1')).toEqual([1_200_000, 'list']);
  expect(new Set(book.prices.map(({ item, region }) => `${item} ${region}`)).size).toBe(book.prices.length);
});

it('asks once in 24 hours, and keeps every region, not only those of the first scan', async () => {
  const { read, asked } = stage(LIST);
  await read(['us-east-1']);
  expect(asked()).toBe(2);
  const later = await read(['eu-west-1'], new Date(NOW.getTime() + 86_399_000));
  expect(asked()).toBe(2);
  expect(findPrice(later.book, 'kms.key', 'eu-west-1')?.source).toBe('list');
  await read(['eu-west-1'], new Date(NOW.getTime() + 86_400_000));
  expect(asked()).toBe(4);
  await read(['eu-west-1'], new Date(NOW.getTime() - 1000));
  expect(asked()).toBe(6);
});

it('leaves no half file behind', async () => {
  await stage(LIST).read(['us-east-1']);
  expect(await readdir(join(folder, 'a'))).toEqual(['list.json']);
});

it('reads the list again where the cache cannot be understood', async () => {
  const cacheFile = join(folder, 'list.json');
  const { read, asked } = stage(LIST);
  await read(['eu-west-1'], NOW, cacheFile);
  const whole = await readFile(cacheFile, 'utf8');
  const texts = ['', '{', '[]', '{"version":2}', whole.slice(0, -9), whole.replace('1100000', '-1')];
  for (const [index, text] of texts.entries()) {
    await writeFile(cacheFile, text);
    const { book } = await read(['eu-west-1'], NOW, cacheFile);
    expect(findPrice(book, 'kms.key', 'eu-west-1')?.microUsd).toBe(1_100_000);
    expect(asked()).toBe(2 * (index + 2));
  }
});

it('tells why the list was not read, prices from the bundled table, and keeps nothing', async () => {
  const { book, failure } = await stage({ awskms: denied, CloudHSM: denied }).read(['us-east-1']);
  expect(failure).toBe(denied);
  expect(book).toMatchObject({ source: 'bundled', asOf: '2026-11-24' });
  expect(findPrice(book, 'kms.key', 'us-east-1')?.microUsd).toBe(1_000_000);
  expect(await readdir(folder)).toEqual([]);
});

it('keeps the half of the list that was read for this scan, and asks again at the next', async () => {
  const { read, asked } = stage({ ...LIST, CloudHSM: denied });
  const { book, failure } = await read(['eu-west-1']);
  expect(failure).toBe(denied);
  expect(findPrice(book, 'kms.key', 'eu-west-1')?.source).toBe('list');
  await read(['eu-west-1']);
  expect(asked()).toBe(4);
});

it('has no list price where two products disagree', async () => {
  const two = [
    priceItem('eu-west-1-KMS-Keys', { sku: 'A', usd: '1.1' }),
    priceItem('EU-KMS-Keys', { sku: 'B', usd: '7.0' }),
  ];
  const { book } = await stage({ awskms: two, CloudHSM: [] }).read(['eu-west-1']);
  expect(findPrice(book, 'kms.key', 'eu-west-1')).toMatchObject({ microUsd: 1_000_000, source: 'bundled' });
});

it('has the prices even where they cannot be kept, and says so', async () => {
  await writeFile(join(folder, 'file'), '');
  const { book, failure } = await stage(LIST).read(['eu-west-1'], NOW, join(folder, 'file', 'list.json'));
  expect(book.source).toBe('list');
  expect(failure).toMatchObject({ name: 'PriceCacheError', path: join(folder, 'file', 'list.json') });
});

it('asks again at once where it is told to', async () => {
  const { session, read, asked } = stage(LIST);
  await read(['eu-west-1']);
  const again = { readers: [{ session, gate }], cacheFile: () => join(folder, 'a', 'list.json') };
  await readPriceBook({ ...again, regions: ['eu-west-1'], settings: NONE, now: () => NOW, refresh: true });
  expect(asked()).toBe(4);
});

const book = (reading: { book: PriceBook }) => reading.book.prices.map((price) => [price.item, price.region]);

describe('partitions', () => {
  const yuan = priceItem('CNN1-KMS-Keys', { regionCode: 'cn-north-1', currency: 'CNY', usd: '6.8800000000' });
  const china = { awskms: [yuan], CloudHSM: [] };

  it('prices GovCloud from the commercial list, also where that was kept', async () => {
    const { read } = stage(LIST);
    for (const time of [1, 2]) {
      const reading = await read(['us-gov-west-1']);
      expect([time, book(reading)]).toEqual([time, [['kms.key', 'us-gov-west-1']]]);
      expect(reading.book.gaps).toBeUndefined();
    }
  });

  it('has no price for GovCloud where no commercial profile is there, asks nobody, and says why', async () => {
    const { read, asked } = stage(LIST, { homeRegion: 'us-gov-west-1' });
    const reading = await read(['us-gov-west-1', 'us-gov-east-1']);
    expect(asked()).toBe(0);
    expect(reading).toMatchObject({
      failure: null,
      book: {
        prices: [],
        gaps: [
          { regions: ['us-gov-west-1', 'us-gov-east-1'], reason: expect.stringContaining('commercial') },
        ],
      },
    });
  });

  it('reads the list of China, converts nothing, keeps why, and asks once a day', async () => {
    const { read, asked } = stage(china, { homeRegion: 'cn-north-1' });
    for (const time of [1, 2]) {
      const reading = await read(['cn-north-1']);
      expect([time, asked()]).toEqual([time, 2]);
      expect(reading.book.prices).toEqual([]);
      expect(reading.book.gaps).toEqual([
        expect.objectContaining({ regions: ['cn-north-1'], reason: expect.stringContaining('CNY') }),
      ]);
    }
    expect(await readdir(join(folder, 'a'))).toEqual(['list.json.aws-cn']);
  });

  it('never asks one partition for the list of another', async () => {
    const { read, asked } = stage(LIST, { homeRegion: 'eusc-de-east-1' });
    const reading = await read(['eusc-de-east-1', 'cn-north-1', 'eu-west-1']);
    expect(asked()).toBe(0);
    expect(book(reading)).toEqual([
      ['kms.key', 'eu-west-1'],
      ['kms.request', 'eu-west-1'],
    ]);
    expect(reading.book.gaps?.map(({ regions }) => regions)).toEqual([['eusc-de-east-1'], ['cn-north-1']]);
  });

  it('has no gap where the user has set the price', async () => {
    const overrides = [{ item: 'kms.key', region: 'cn-north-1', usd: 0.95 }] as const;
    const { read } = stage(china, {
      homeRegion: 'cn-north-1',
      settings: { overrides, discountPercent: 50 },
    });
    const reading = await read(['cn-north-1']);
    expect(reading.book.gaps).toBeUndefined();
    expect(reading.book.prices).toEqual([
      expect.objectContaining({ microUsd: 950_000, source: 'override', asOf: '2026-11-24' }),
    ]);
  });

  it('asks the next profile where one is denied, three at most', async () => {
    const refused = stage({ awskms: denied, CloudHSM: denied });
    const allowed = stage(LIST);
    const source = (...stages: ReturnType<typeof stage>[]) => ({
      readers: stages.map(({ session }) => ({ session, gate })),
      cacheFile: () => join(folder, 'list.json'),
      regions: ['eu-west-1'],
      settings: NONE,
      now: () => NOW,
      refresh: true,
    });
    expect(await readPriceBook(source(refused, allowed))).toMatchObject({ failure: null });
    expect(await readPriceBook(source(refused, refused, refused, allowed))).toMatchObject({
      failure: denied,
    });
    expect([refused.asked(), allowed.asked()]).toEqual([2 + 6, 2]);
  });
});

it('makes a book in dollars of any list', async () => {
  const part = fc.oneof(fc.string(), fc.jsonValue(), fc.constantFrom('1.6', '0', '-1', '1e9', 'NaN', ''));
  const item = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record({
        usage: fc.constantFrom('EU-KMS-Keys', 'KMS-Requests', 'X-CloudHSMv2Usage', 'KMS-Keys-2'),
        part,
      })
      .map(({ usage, part: usd }) => priceItem(usage, { usd: usd as string })),
    fc.record({ part, at: fc.nat() }).map(({ part: value, at }) => {
      const text = priceItem('EU-KMS-Keys');
      return text.slice(0, at % text.length) + JSON.stringify(value) + text.slice((at + 1) % text.length);
    }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(item, { maxLength: 6 }),
      fc.integer({ min: 0, max: 100 }),
      async (items, off) => {
        const list = { awskms: items, CloudHSM: items };
        const { read } = stage(list, { settings: { overrides: [], discountPercent: off } });
        const cacheFile = join(folder, 'fuzz.json');
        await rm(cacheFile, { force: true });
        const { book: made } = await read(['eu-west-1'], NOW, cacheFile);
        expect(findPrice(made, 'kms.key', 'eu-west-1')).toBeDefined();
        for (const price of made.prices) {
          expect(price.microUsd).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(price.microUsd)).toBe(true);
          if (price.unit !== 'request') expect(Number.isSafeInteger(price.microUsd)).toBe(true);
        }
        expect((await read(['eu-west-1'], NOW, cacheFile)).book).toEqual(made);
      },
    ),
    { numRuns: 150 },
  );
});
