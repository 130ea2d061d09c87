import { expect, test } from 'vitest';
import { NOT_APPLICABLE, read, unread } from '../../shared/model/outcome.ts';
import { keyRow, searchText } from './row.ts';
import { EXAMPLE_METADATA, exampleKey } from './testing/example.ts';

const rotation = { date: '2025-01-01T00:00:00.000Z', type: 'AUTOMATIC' } as const;

test('the rotation band says what was read, not what it may be', () => {
  const band = (rotations: ReturnType<typeof exampleKey>['key']['rotations']) => {
    const row = keyRow(exampleKey(1, { key: { rotations } }), 'a');
    return [row.rotationBand, row.rotationCount];
  };
  expect(band(read([]))).toEqual(['none', 0]);
  expect(band(read([rotation]))).toEqual(['one', 1]);
  expect(band(read([rotation, rotation]))).toEqual(['twoOrMore', 2]);
  expect(band(read([rotation, rotation, rotation]))).toEqual(['twoOrMore', 3]);
  expect(band(unread('denied'))).toEqual(['notRead', null]);
  expect(band({ status: 'partial', value: [rotation], outcome: 'expired' })).toEqual(['notRead', null]);
  expect(band(NOT_APPLICABLE)).toEqual(['notApplicable', null]);
});

test('the first alias is shown without its prefix', () => {
  const aliases = ['alias/aws/s3', 'alias/second'];
  expect(keyRow(exampleKey(1, { key: { aliases } }), 'a')).toMatchObject({ alias: 'aws/s3', aliases });
  expect(keyRow(exampleKey(1), 'a').alias).toBeNull();
});

test('a key that could not be described shows nothing as known', () => {
  const row = keyRow(exampleKey(1, { kind: 'unknown', key: { metadata: unread('denied') } }), 'a');
  expect(row).toMatchObject({
    state: null,
    spec: null,
    usage: null,
    origin: null,
    createdAt: null,
    manager: null,
  });
});

test('text without a UTF-8 form is shown the same before and after it has been to disk', () => {
  expect(keyRow(exampleKey(1, { key: { aliases: ['alias/a\ud800b'] } }), 'n\udc00').alias).toBe('a\ufffdb');
});

test('search text holds ARN, aliases, description, key store and tags, folded', () => {
  const text = searchText(
    exampleKey(7, {
      key: {
        aliases: ['alias/Überweisung'],
        metadata: read({ ...EXAMPLE_METADATA, description: 'For PAYMENTS', customKeyStoreId: 'cks-1f0e' }),
        tags: read([{ key: 'Team', value: '支払い' }]),
      },
    }),
  );
  for (const part of ['key/00000000-', 'alias/überweisung', 'for payments', 'cks-1f0e', 'team', '支払い'])
    expect(text).toContain(part);
});
