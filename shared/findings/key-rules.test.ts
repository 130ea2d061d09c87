import { describe, expect, it } from 'vitest';
import { exactly } from '../model/amount.ts';
import { disabledBilled } from './disabled-billed.ts';
import type { PendingDeletion } from './facts.ts';
import { noOwner } from './no-owner.ts';
import { pendingDeletion } from './pending-deletion.ts';
import { readInPart } from './read-in-part.ts';
import { testFacts } from './testing.ts';

function going(deletionDate: string | null, alias: string | null = 'merchant/webhook'): PendingDeletion {
  return {
    arn: 'arn:aws:kms:us-east-1:111122223333:key/1f0e',
    alias,
    accountName: 'merchant-prod',
    deletionDate,
  };
}

describe('pending deletion', () => {
  it('names the key and its date', () => {
    const facts = testFacts({ pendingDeletion: [going('2026-12-01T00:00:00.000Z')] });
    expect(pendingDeletion(facts)).toEqual([
      {
        rule: 'key.pendingDeletion',
        severity: 'medium',
        title: 'One key is pending deletion',
        evidence: 'merchant/webhook · merchant-prod',
        amount: null,
        due: '2026-12-01T00:00:00.000Z',
        target: { view: 'keys', filter: { state: ['PendingDeletion', 'PendingReplicaDeletion'] } },
      },
    ]);
  });

  it('is due with the soonest date, whatever waits for its replicas', () => {
    const keys = [going('2026-12-01T00:00:00.000Z', null), going('2026-12-24T00:00:00.000Z'), going(null)];
    expect(pendingDeletion(testFacts({ pendingDeletion: keys }))[0]).toMatchObject({
      title: 'Three keys are pending deletion',
      evidence: 'first arn:aws:kms:us-east-1:111122223333:key/1f0e · merchant-prod',
      due: '2026-12-01T00:00:00.000Z',
    });
    expect(pendingDeletion(testFacts({ pendingDeletion: [going(null)] }))[0]?.due).toBeNull();
  });

  it('does not take the longest list for all', () => {
    const keys = (length: number) => Array.from({ length }, () => going('2026-12-01T00:00:00.000Z'));
    const title = (length: number) => pendingDeletion(testFacts({ pendingDeletion: keys(length) }))[0]?.title;
    expect(title(99)).toBe('99 keys are pending deletion');
    expect(title(100)).toBe('At least 100 keys are pending deletion');
  });

  it('is silent where no key waits', () => {
    expect(pendingDeletion(testFacts())).toEqual([]);
  });
});

describe('disabled keys', () => {
  it('says what they cost, and that it is assumed', () => {
    const facts = testFacts({ disabledBilled: { keys: 12, amount: exactly(14_000_000) } });
    expect(disabledBilled(facts)).toEqual([
      {
        rule: 'key.disabledBilled',
        severity: 'low',
        title: '12 disabled keys are still billed',
        evidence: 'assumed: AWS exempts only keys scheduled for deletion',
        amount: exactly(14_000_000),
        due: null,
        target: { view: 'keys', filter: { state: ['Disabled'] } },
      },
    ]);
    const one = testFacts({ disabledBilled: { keys: 1, amount: exactly(1_000_000) } });
    expect(disabledBilled(one)[0]?.title).toBe('One disabled key is still billed');
    expect(disabledBilled(testFacts())).toEqual([]);
  });
});

describe('no owner', () => {
  it('opens the customer managed keys without an owner tag', () => {
    const facts = testFacts({ unowned: { keys: 1319, amount: exactly(1_400_000_000) } });
    expect(noOwner(facts)).toEqual([
      {
        rule: 'key.noOwner',
        severity: 'low',
        title: '1,319 billed keys have no owner tag',
        evidence: 'no owner, team, service owner or squad in its tags',
        amount: exactly(1_400_000_000),
        due: null,
        target: {
          view: 'keys',
          filter: { owner: [null], kind: ['customer', 'replica', 'cloudhsm', 'external'] },
        },
      },
    ]);
    expect(noOwner(testFacts())).toEqual([]);
  });
});

describe('read in part', () => {
  it('says how many, with the whole range', () => {
    const amount = { lowMicroUsd: 9_000_000, highMicroUsd: 45_000_000 };
    expect(readInPart(testFacts({ ranged: { keys: 15, amount } }))).toEqual([
      {
        rule: 'key.readInPart',
        severity: 'unknown',
        title: '15 keys were read in part',
        evidence: 'priced from at least to at most',
        amount,
        due: null,
        target: { view: 'keys', filter: { ranged: true } },
      },
    ]);
    expect(readInPart(testFacts())).toEqual([]);
  });

  it('does not blame the reading where a price is missing', () => {
    const amount = { lowMicroUsd: 0, highMicroUsd: null };
    expect(readInPart(testFacts({ ranged: { keys: 1, amount } }))[0]).toMatchObject({
      title: 'One key cannot be priced in full',
      evidence: 'details not read, or no key price for the region',
    });
  });
});
