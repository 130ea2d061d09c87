import { expect, test } from 'vitest';
import { read, unread } from '../../shared/model/outcome.ts';
import { EXAMPLE_METADATA, exampleKey, withSnapshot } from './testing/example.ts';

const disabled = read({ ...EXAMPLE_METADATA, state: 'Disabled' });
const owned = (name: string) => ({ name, basis: { by: 'tag', tagKey: 'Owner' } }) as const;

const KEYS = [
  exampleKey(1, { owner: owned('team-b') }),
  exampleKey(2, { owner: owned('team-b'), key: { metadata: disabled } }),
  exampleKey(3, { owner: owned('team-a'), key: { region: 'us-east-1' } }),
  exampleKey(4, { kind: 'unknown', key: { metadata: unread('denied'), rotations: unread('denied') } }),
];

test('values come with their words, the most frequent first', async () => {
  await withSnapshot({ keys: KEYS }, async (ledger) => {
    const facets = await ledger.facets('latest', {});
    expect(facets.owner).toEqual([
      { value: 'team-b', label: 'team-b', count: 2 },
      { value: 'team-a', label: 'team-a', count: 1 },
      { value: null, label: 'no owner tag', count: 1 },
    ]);
    expect(facets.state).toEqual([
      { value: 'Enabled', label: 'Enabled', count: 2 },
      { value: 'Disabled', label: 'Disabled', count: 1 },
      { value: null, label: 'Not read', count: 1 },
    ]);
    expect(facets.account).toEqual([{ value: '111111111111', label: 'payments-prod', count: 4 }]);
    expect(facets.spec[0]).toEqual({ value: 'SYMMETRIC_DEFAULT', label: 'Symmetric', count: 3 });
    expect(facets.origin[0]).toEqual({ value: 'AWS_KMS', label: 'AWS KMS', count: 3 });
    expect(facets.kind[1]).toEqual({ value: 'unknown', label: 'Not readable', count: 1 });
    expect(facets.rotations[1]).toEqual({ value: 'notRead', label: 'Not read', count: 1 });
  });
});

test('a facet ignores its own clause and heeds the others', async () => {
  await withSnapshot({ keys: KEYS }, async (ledger) => {
    const facets = await ledger.facets('latest', { state: ['Enabled'], owner: ['team-b'] });
    expect(facets.state.map(({ value, count }) => [value, count])).toEqual([
      ['Disabled', 1],
      ['Enabled', 1],
    ]);
    expect(facets.owner.map(({ value, count }) => [value, count])).toEqual([
      ['team-a', 1],
      ['team-b', 1],
    ]);
    expect(facets.region.map(({ value, count }) => [value, count])).toEqual([['eu-west-1', 1]]);
  });
});

test('at most 100 values are listed', async () => {
  const keys = Array.from({ length: 120 }, (_, number) =>
    exampleKey(number, { owner: owned(`team-${number % 110}`) }),
  );
  await withSnapshot({ keys }, async (ledger) => {
    const { owner } = await ledger.facets('latest', {});
    expect(owner).toHaveLength(100);
    expect(owner.slice(0, 10).every(({ count }) => count === 2)).toBe(true);
  });
});
