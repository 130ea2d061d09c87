import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CoverageEntry } from '../../shared/model/coverage.ts';
import { Coverage, isComplete, why } from './coverage.ts';
import { callError } from './testing/fake-aws.ts';

const HERE = { accountId: '111111111111', region: 'eu-west-1' };

const entry: fc.Arbitrary<CoverageEntry> = fc
  .record({
    accountId: fc.constantFrom('111111111111', '222222222222'),
    region: fc.constantFrom('eu-west-1', 'us-east-1'),
    operation: fc.constantFrom('kms:DescribeKey', 'kms:ListKeys'),
    outcome: fc.constantFrom('read' as const, 'denied' as const, 'throttledOut' as const),
    count: fc.integer({ min: 1, max: 5 }),
    text: fc.constantFrom('a', 'b', 'c'),
  })
  .map(({ text, ...rest }) =>
    rest.outcome === 'read'
      ? { ...rest, example: null, action: null }
      : { ...rest, example: text, action: text },
  );

describe('Coverage', () => {
  it('is the same in whatever order the calls ended, and loses none', () => {
    const shuffled = fc
      .array(entry, { maxLength: 30 })
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        const entries = new Coverage(all).entries();
        expect(new Coverage(other).entries()).toEqual(entries);
        const sum = (list: readonly CoverageEntry[]) => list.reduce((total, one) => total + one.count, 0);
        expect(sum(entries)).toBe(sum(all));
      }),
    );
  });

  it('adds up by unit, operation and outcome, with an example and what helps', () => {
    const coverage = new Coverage();
    coverage.read(HERE, 'kms:DescribeKey');
    coverage.read(HERE, 'kms:DescribeKey');
    coverage.unread(HERE, 'kms:DescribeKey', why(callError('kms:DescribeKey', 'denied'), 'arn:2'));
    coverage.unread(HERE, 'kms:DescribeKey', why(callError('kms:DescribeKey', 'denied'), 'arn:1'));
    const place = { ...HERE, operation: 'kms:DescribeKey' };
    const denied = {
      ...place,
      outcome: 'denied',
      count: 2,
      example: 'arn:1',
      action: 'Allow kms:DescribeKey.',
    };
    expect(coverage.entries()).toEqual([
      denied,
      { ...place, outcome: 'read', count: 2, example: null, action: null },
    ]);
    expect(coverage.gaps()).toEqual([denied]);
  });

  it('is complete without account names and without services that a region lacks, and not otherwise', () => {
    const one = (operation: string, outcome: CoverageEntry['outcome']): CoverageEntry => ({
      ...HERE,
      operation,
      outcome,
      count: 1,
      example: null,
      action: null,
    });
    expect(isComplete([one('kms:ListKeys', 'read')])).toBe(true);
    expect(isComplete([one('cloudhsm:DescribeClusters', 'notAsked')])).toBe(true);
    expect(isComplete([one('organizations:ListAccounts', 'denied')])).toBe(true);
    expect(isComplete([one('organizations:ListAccounts', 'cancelled')])).toBe(false);
    expect(isComplete([one('account:ListRegions', 'denied')])).toBe(false);
    expect(isComplete([one('kms:ListKeys', 'regionOff')])).toBe(false);
  });
});
