import { expect, test } from 'vitest';
import { regionColumns } from './regions.ts';

test('regions stand in groups, in the order given within each', () => {
  const columns = regionColumns([
    'eu-west-1',
    'us-west-2',
    'sa-east-1',
    'us-east-1',
    'eu-central-1',
    'us-east-2',
  ]);
  expect(columns.map(({ region }) => region)).toEqual([
    'us-west-2',
    'us-east-1',
    'us-east-2',
    'eu-west-1',
    'eu-central-1',
    'sa-east-1',
  ]);
  expect(columns.map(({ head }) => head)).toEqual(['United States, us-', null, null, 'eu-', null, 'sa-']);
});

test('names are shortened for a column head', () => {
  const names = ['ap-southeast-1', 'eu-central-2', 'us-gov-west-1', 'il-central-1', 'xx-north-1'];
  expect(regionColumns(names).map(({ region, word, short }) => [region, word, short])).toEqual([
    ['us-gov-west-1', 'gov-west-1', 'usgw1'],
    ['eu-central-2', 'cent.-2', 'euc2'],
    ['ap-southeast-1', 's.east-1', 'apse1'],
    ['il-central-1', 'cent.-1', 'ilc1'],
    ['xx-north-1', 'north-1', 'xxn1'],
  ]);
});
