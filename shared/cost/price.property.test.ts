import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Amount, add, isExact, sum } from '../model/amount.ts';
import type { LineItem } from '../model/cost.ts';
import type { HsmCluster } from '../model/hsm.ts';
import type { KeyManager, KeyMetadata, KeyRecord, MultiRegion, Rotation } from '../model/key.ts';
import { type Detail, read, unread } from '../model/outcome.ts';
import { assumedMicroUsd } from './assumed.ts';
import { ledgerCluster, ledgerKey } from './ledger.ts';
import { RULES } from './rules.ts';
import { costSteps, noStepsReason } from './steps.ts';
import { TEST_BOOK, testCluster, testKey, testMetadata } from './testing.ts';

/** A key as it truly is, and how much of it a reader got to see: 0 nothing, 1 part (or no alias), 2 all. */
interface World {
  readonly metadata: KeyMetadata;
  readonly rotations: readonly Rotation[];
  readonly region: string;
}
interface Sight {
  readonly metadata: 0 | 2;
  readonly rotations: 0 | 1 | 2;
  readonly aliases: 0 | 2;
}

const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);

const dates = fc
  .uniqueArray(fc.integer({ min: 0, max: 600 }), { maxLength: 6 })
  .map((days) => days.sort((a, b) => b - a))
  .map((days) => days.map((day) => new Date(Date.UTC(2025, 3, 1 + day)).toISOString()));

const world: fc.Arbitrary<World> = fc
  .record({
    manager: oneOf<KeyManager>('AWS', 'CUSTOMER', 'CUSTOMER', 'CUSTOMER'),
    state: oneOf('Enabled', 'Disabled', 'PendingDeletion', 'PendingReplicaDeletion', 'Updating', 'New'),
    spec: oneOf('SYMMETRIC_DEFAULT', 'SYMMETRIC_DEFAULT', 'RSA_2048', 'HMAC_256', 'ML_KEM_768', 'NEW_SPEC'),
    origin: oneOf('AWS_KMS', 'AWS_KMS', 'EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE', 'NEW'),
    role: oneOf<MultiRegion['role'] | null>('PRIMARY', 'REPLICA', null),
    rotated: dates,
    region: oneOf('us-east-1', 'us-gov-east-1', 'cn-north-1'),
  })
  .map(({ manager, state, spec, origin, role, rotated, region }) => {
    const fixed = /RSA|HMAC|ML_/.test(spec) || /CLOUDHSM|STORE/.test(origin);
    const multiRegion = role === null ? null : { role, primaryArn: 'arn:p', replicaArns: [] };
    return {
      metadata: testMetadata({ manager, state, spec, origin, multiRegion }),
      rotations: fixed ? [] : rotated.map((date) => ({ date, type: 'AUTOMATIC' as const })),
      region,
    };
  });

const level = fc.record<Sight>({
  metadata: oneOf(0, 2),
  rotations: oneOf(0, 1, 2),
  aliases: oneOf(0, 2),
});

function seen({ metadata, rotations, region }: World, sight: Sight): KeyRecord {
  const half: Detail<readonly Rotation[]> = {
    status: 'partial',
    value: rotations.slice(0, Math.floor(rotations.length / 2)),
    outcome: 'throttledOut',
  };
  const histories = [unread('denied'), half, read(rotations)] as const;
  const alias = metadata.manager === 'AWS' ? 'alias/aws/ebs' : 'alias/own';
  return testKey(undefined, {
    region,
    metadata: sight.metadata === 0 ? unread('denied') : read(metadata),
    rotations: histories[sight.rotations],
    aliases: sight.aliases === 0 ? [] : [alias],
  });
}

const key = fc.tuple(world, level).map(([truth, sight]) => seen(truth, sight));

const cluster: fc.Arbitrary<HsmCluster> = fc
  .record({
    states: fc.array(
      oneOf('ACTIVE', 'DEGRADED', 'CREATE_IN_PROGRESS', 'DELETE_IN_PROGRESS', 'DELETED', 'NEW'),
      {
        maxLength: 5,
      },
    ),
    state: oneOf('ACTIVE', 'UNINITIALIZED', 'MODIFY_IN_PROGRESS'),
    hsmType: oneOf('hsm1.medium', 'hsm2m.medium', 'hsm9.large'),
    region: oneOf('us-east-1', 'us-gov-east-1', 'cn-north-1'),
  })
  .map(({ states, ...rest }) =>
    testCluster(
      states.map((state) => ({ state })),
      rest,
    ),
  );

function high(amount: Amount): number {
  return amount.highMicroUsd ?? Number.POSITIVE_INFINITY;
}

function expectSound(amount: Amount, lines: readonly LineItem[]) {
  expect(amount).toEqual(sum(lines));
  expect(amount.lowMicroUsd).toBe(lines.reduce((total, line) => total + line.lowMicroUsd, 0));
  for (const line of [amount, ...lines]) {
    expect(Number.isSafeInteger(line.lowMicroUsd)).toBe(true);
    expect(line.lowMicroUsd).toBeGreaterThanOrEqual(0);
    expect(high(line)).toBeGreaterThanOrEqual(line.lowMicroUsd);
  }
  for (const line of lines) expect(RULES[line.rule].id).toBe(line.rule);
  expect(assumedMicroUsd(lines)).toBeLessThanOrEqual(amount.lowMicroUsd);
}

describe('any key', () => {
  it('costs the sum of its lines, in whole micro-dollars, never inverted', () => {
    fc.assert(
      fc.property(key, (one) => {
        const { amount, lines } = ledgerKey(one, TEST_BOOK);
        expectSound(amount, lines);
      }),
    );
  });

  it('costs at least nothing and at most three key prices', () => {
    fc.assert(
      fc.property(key, (one) => {
        const { amount } = ledgerKey(one, TEST_BOOK);
        const price = { 'us-east-1': 1_000_000, 'us-gov-east-1': 1_250_000 }[one.region];
        expect(high(amount)).toBeLessThanOrEqual(price === undefined ? Number.POSITIVE_INFINITY : 3 * price);
      }),
    );
  });

  it('is never priced wider by a reader who sees more, and the truth is inside every range', () => {
    fc.assert(
      fc.property(world, level, level, (truth, one, other) => {
        const less: Sight = {
          metadata: one.metadata < other.metadata ? one.metadata : other.metadata,
          rotations: one.rotations < other.rotations ? one.rotations : other.rotations,
          aliases: one.aliases < other.aliases ? one.aliases : other.aliases,
        };
        const amounts = [less, one, { metadata: 2, rotations: 2, aliases: 2 } as const].map(
          (sight) => ledgerKey(seen(truth, sight), TEST_BOOK).amount,
        );
        for (const [index, narrow] of amounts.entries()) {
          const wide = amounts[index - 1];
          if (!wide) continue;
          expect(narrow.lowMicroUsd).toBeGreaterThanOrEqual(wide.lowMicroUsd);
          expect(high(narrow)).toBeLessThanOrEqual(high(wide));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('is exact where everything is read and the price is known', () => {
    fc.assert(
      fc.property(world, (truth) => {
        const full = seen(truth, { metadata: 2, rotations: 2, aliases: 2 });
        if (truth.region === 'cn-north-1') return;
        expect(isExact(ledgerKey(full, TEST_BOOK).amount)).toBe(true);
      }),
    );
  });

  it('does not depend on the order in which its rotations are listed', () => {
    fc.assert(
      fc.property(world, (truth) => {
        const ahead = testKey(truth.metadata, { rotations: read(truth.rotations) });
        const back = testKey(truth.metadata, { rotations: read(truth.rotations.toReversed()) });
        expect(ledgerKey(back, TEST_BOOK).lines).toEqual(ledgerKey(ahead, TEST_BOOK).lines);
      }),
    );
  });

  it('has steps that end at what it costs today, in order of time, or a reason for none', () => {
    fc.assert(
      fc.property(key, (one) => {
        const ledger = ledgerKey(one, TEST_BOOK);
        const past = costSteps(ledger, '2026-11-24T00:00:00.000Z').filter((step) => !step.planned);
        expect(past.length === 0).toBe(noStepsReason(ledger) !== null);
        if (past.length === 0) return;
        expect(past.map(({ at }) => at)).toEqual(past.map(({ at }) => at).sort());
        expect(ledger.amount).toEqual({
          lowMicroUsd: past.at(-1)?.microUsd,
          highMicroUsd: past.at(-1)?.microUsd,
        });
      }),
    );
  });
});

describe('any cluster', () => {
  it('costs the sum of its lines, one for each HSM, never inverted', () => {
    fc.assert(
      fc.property(cluster, (one) => {
        const { amount, lines } = ledgerCluster(one, TEST_BOOK);
        expectSound(amount, lines);
        expect(lines.length).toBe(Math.max(1, one.hsms.length));
      }),
    );
  });
});

describe('any scan', () => {
  const amounts = fc
    .tuple(fc.array(key, { maxLength: 12 }), fc.array(cluster, { maxLength: 4 }))
    .map(([keys, clusters]) => [
      ...keys.map((one) => ledgerKey(one, TEST_BOOK).amount),
      ...clusters.map((one) => ledgerCluster(one, TEST_BOOK).amount),
    ]);

  it('has the same total in any order of its rows', () => {
    fc.assert(
      fc.property(
        amounts.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
        ),
        ([rows, shuffled]) => {
          expect(sum(shuffled)).toEqual(sum(rows));
        },
      ),
    );
  });

  it('adds up from the parts of any partition', () => {
    fc.assert(
      fc.property(amounts, fc.array(fc.nat({ max: 3 })), (rows, places) => {
        const parts = [0, 1, 2, 3].map((part) =>
          sum(rows.filter((_, index) => (places[index] ?? 0) === part)),
        );
        expect(parts.reduce(add)).toEqual(sum(rows));
      }),
    );
  });
});
