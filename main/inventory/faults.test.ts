import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNREAD_OUTCOMES } from '../../shared/model/outcome.ts';
import { callError, type FakeKey, type Fault } from './testing/fake-aws.ts';
import { scanned } from './testing/run-scan.ts';

const OPERATIONS = [
  'kms:ListAliases',
  'kms:DescribeKey',
  'kms:GetKeyRotationStatus',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:DescribeCustomKeyStores',
  'cloudhsm:DescribeClusters',
  'tag:GetResources',
] as const;

const KEYS = Array.from(
  { length: 9 },
  (_, index): FakeKey => ({
    id: `k${index}`,
    aliases: [`alias/${index}`],
    tags: [{ key: 'Owner', value: String(index) }],
    rotations: [{ date: '2026-01-01T00:00:00.000Z', type: 'AUTOMATIC' }],
  }),
);

const fault = fc.record({
  operation: fc.constantFrom(...OPERATIONS),
  /** A key, or the number of a page; null meets all. */
  subject: fc.constantFrom(null, 'k1', 'k5', '1', '2'),
  outcome: fc.constantFrom(...UNREAD_OUTCOMES),
  retry: fc.constantFrom('no' as const, 'throttle' as const, 'transient' as const),
  times: fc.integer({ min: 1, max: 12 }),
});

describe('a scan with any mixture of faults', () => {
  it('ends, keeps every row, and accounts for every detail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { maxLength: 6 }), async (faults) => {
        const left = new Map(faults.map((one) => [one, one.times]));
        const meet: Fault = ({ operation, subject }) => {
          const met = faults.find(
            (one) =>
              one.operation === operation && (one.subject ?? subject) === subject && (left.get(one) ?? 0) > 0,
          );
          if (!met) return undefined;
          left.set(met, (left.get(met) ?? 0) - 1);
          return callError(operation, met.outcome, { retry: met.retry });
        };
        const { keys, result, progress } = await scanned({ 'eu-west-1': { keys: KEYS } }, meet);
        expect(keys.map((key) => key.keyId).sort()).toEqual(KEYS.map((key) => key.id));
        const noted = (operation: string, read: boolean) =>
          result.coverage
            .filter((entry) => entry.operation === operation && (entry.outcome === 'read') === read)
            .reduce((sum, entry) => sum + entry.count, 0);
        const described = keys.filter((key) => key.metadata.status === 'read').length;
        expect(noted('kms:DescribeKey', true)).toBe(described);
        expect(noted('kms:DescribeKey', false)).toBe(KEYS.length - described);
        const histories = keys.filter((key) => key.rotations.status === 'read').length;
        expect(noted('kms:ListKeyRotations', true)).toBe(histories);
        expect(noted('kms:ListKeyRotations', false)).toBe(described - histories);
        expect(progress.at(-1)?.keysRead).toBe(KEYS.length);
        expect(result.complete).toBe(
          result.coverage.every(({ outcome }) => outcome === 'read' || outcome === 'notAsked'),
        );
      }),
      { numRuns: 60 },
    );
  });
});
