import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findPrice } from '../../shared/model/price.ts';
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

function stage(list: List) {
  let asked = 0;
  const session = {
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
      readPriceBook({ session, gate, cacheFile, regions, now: () => now }),
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
