import { describe, expect, it } from 'vitest';
import type { CoverageEntry } from '../../shared/model/coverage.ts';
import { gaps, reading } from './coverage.ts';
import { restsOn } from './pdf/rests-on.ts';
import { makeReport } from './testing/made-up-report.ts';

function entry(
  operation: string,
  outcome: CoverageEntry['outcome'],
  region: string,
  count: number,
): CoverageEntry {
  return { accountId: '111122223333', region, operation, outcome, count, example: null, action: null };
}

const COVERAGE = [
  entry('kms:ListKeys', 'read', 'eu-west-1', 1),
  entry('kms:ListKeys', 'denied', 'us-east-1', 1),
  entry('kms:ListKeys', 'denied', 'us-west-2', 1),
  entry('kms:DescribeKey', 'read', 'eu-west-1', 995),
  entry('kms:DescribeKey', 'throttledOut', 'eu-west-1', 5),
  entry('kms:ListAliases', 'failed', 'eu-west-1', 1),
];
const { manifest } = makeReport(0);
const partial = { ...manifest, coverage: COVERAGE, scope: { ...manifest.scope, units: 20 } };

describe('coverage in the report', () => {
  it('groups what was not read by operation and outcome', () => {
    expect(gaps(COVERAGE).map(({ operation, outcome, count }) => [operation, outcome, count])).toEqual([
      ['kms:ListKeys', 'denied', 2],
      ['kms:DescribeKey', 'throttledOut', 5],
      ['kms:ListAliases', 'failed', 1],
    ]);
  });

  it('counts units by their listing and details by their keys', () => {
    expect(reading(partial)).toEqual({ units: 20, unitsRead: 18, details: 1000, detailsRead: 995 });
  });

  it('says in words what the statement rests on', () => {
    const [coverage, prices] = restsOn(partial);
    expect(coverage).toBe(
      '18 of 20 units read: 4 accounts in 5 regions. 2 units were not listed (denied); nothing is priced there. 99.5 % of key details read.',
    );
    expect(prices).toBe(
      'AWS list prices of 24 Nov 2026: $1.00 a key; $1.00 more for the first and for the second rotation; $1.60 an HSM-hour.',
    );
  });

  it('never rounds a gap away', () => {
    const nearly = [
      entry('kms:DescribeKey', 'read', 'eu-west-1', 9_999),
      entry('kms:DescribeKey', 'denied', 'eu-west-1', 1),
    ];
    expect(restsOn({ ...manifest, coverage: nearly })[0]).toContain('99.9 % of key details read');
  });

  it('says first that a sample is one', () => {
    expect(restsOn({ ...manifest, sample: true })[0]).toMatch(/^Sample: this organisation.* invented/);
  });
});
