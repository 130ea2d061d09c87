import { expect, test } from 'vitest';
import type { CoverageEntry } from '../../../shared/model/coverage.ts';
import { countedAs, effect, unreadGroups } from './groups.ts';
import { reach } from './reach.ts';

function entry(fields: Partial<CoverageEntry>): CoverageEntry {
  return {
    accountId: '111122223333',
    region: 'eu-west-1',
    operation: 'kms:ListKeys',
    outcome: 'read',
    count: 1,
    example: null,
    action: null,
    ...fields,
  };
}

const scope = { organisation: null, profiles: [], accounts: [], regions: [], units: 3 };

test('a unit counts as read only where its keys were listed to the end', () => {
  const found = reach({
    scope,
    coverage: [
      entry({}),
      entry({ region: 'us-east-1' }),
      entry({ region: 'us-east-1', outcome: 'throttledOut' }),
      entry({ region: 'sa-east-1', outcome: 'denied' }),
    ],
  });
  expect(found).toMatchObject({ units: 3, unitsRead: 1, details: 4, detailsRead: 2, share: 0.5 });
});

test('a region that is off is no gap', () => {
  const found = reach({
    scope,
    coverage: [
      entry({}),
      entry({ region: 'us-east-1' }),
      entry({ region: 'me-south-1', outcome: 'regionOff' }),
    ],
  });
  expect(found).toMatchObject({ units: 2, unitsRead: 2, share: 1 });
});

test('only all is 100 %', () => {
  const coverage = [
    entry({ operation: 'kms:DescribeKey', count: 99_999 }),
    entry({ operation: 'kms:DescribeKey', outcome: 'denied' }),
  ];
  expect(reach({ scope, coverage }).share).toBe(0.999);
});

test('what hides whole units comes first, and counts add up over units', () => {
  const groups = unreadGroups([
    entry({ operation: 'kms:ListResourceTags', outcome: 'denied', count: 9 }),
    entry({ operation: 'kms:DescribeKey', outcome: 'denied', count: 2, action: 'Allow it' }),
    entry({ operation: 'kms:DescribeKey', outcome: 'denied', count: 3, region: 'us-east-1' }),
    entry({ operation: 'kms:ListKeys', outcome: 'scp' }),
    entry({ operation: 'kms:DescribeKey', count: 600 }),
  ]);
  expect(groups.map(({ operation, count, units }) => [operation, count, units.length])).toEqual([
    ['kms:ListKeys', 1, 1],
    ['kms:DescribeKey', 5, 2],
    ['kms:ListResourceTags', 9, 1],
  ]);
  expect(groups[1]?.action).toBe('Allow it');
});

test('an operation that nobody described still says something true', () => {
  expect(effect({ operation: 'kms:GetKeyPolicy', outcome: 'denied' })).toContain('no amount changes');
  expect(countedAs({ operation: 'kms:DescribeKey' })).toBe('key');
  expect(countedAs({ operation: 'kms:ListAliases' })).toBe('unit');
});
