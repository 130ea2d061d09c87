import { expect, test } from 'vitest';
import type { CostStep } from '../../../shared/cost/steps.ts';
import type { KeyMetadata, KeyRecord } from '../../../shared/model/key.ts';
import { NOT_APPLICABLE, read, unread } from '../../../shared/model/outcome.ts';
import { stepPoints, yearTicks } from './chart-data.ts';
import {
  expiryWords,
  familyWords,
  gaps,
  headWord,
  nextWords,
  originWords,
  othersWords,
  rotationWords,
  stepsAlternative,
  stepsTitle,
} from './key-words.ts';

const metadata: KeyMetadata = {
  manager: 'CUSTOMER',
  state: 'Enabled',
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  origin: 'AWS_KMS',
  description: '',
  createdAt: '2025-03-14T00:00:00Z',
  deletionDate: null,
  pendingDeletionWindowDays: null,
  expirationModel: null,
  validTo: null,
  multiRegion: null,
  customKeyStoreId: null,
  clusterId: null,
  xksKeyId: null,
  currentMaterialId: null,
};
const arn = 'arn:aws:kms:eu-west-1:111122223333:key/mrk-1';
const replicaArns = [arn.replace('eu-west-1', 'us-east-1'), arn.replace('eu-west-1', 'eu-central-1')];
const primary: KeyMetadata = { ...metadata, multiRegion: { role: 'PRIMARY', primaryArn: arn, replicaArns } };

function record(part: Partial<KeyRecord>): KeyRecord {
  return {
    arn,
    keyId: 'mrk-1',
    accountId: '111122223333',
    region: 'eu-west-1',
    aliases: [],
    metadata: read(metadata),
    rotationStatus: read({
      enabled: true,
      periodDays: 365,
      nextRotationAt: '2027-03-14T00:00:00Z',
      onDemandStartedAt: null,
    }),
    rotations: read([]),
    tags: read([]),
    ...part,
  };
}

function step(at: string, usd: number, reason: CostStep['reason'], planned = false): CostStep {
  return { at: `${at}T00:00:00Z`, microUsd: usd * 1_000_000, reason, planned, text: reason };
}

const steps = [
  step('2025-03-14', 1, 'created'),
  step('2026-03-14', 2, 'firstRotation'),
  step('2027-03-14', 3, 'secondRotation', true),
  step('2028-03-14', 3, 'capped', true),
];

test('the head says what the key is', () => {
  expect(headWord(record({ metadata: read(primary) }))).toBe('Symmetric key, multi-Region primary');
  expect(headWord(record({ metadata: unread('denied') }))).toBe('Key that could not be described');
});

test('the title of the steps counts what will be charged', () => {
  expect(stepsTitle(steps, 2_000_000)).toBe('One more rotation is charged, then never again');
  const young = [
    step('2026-03-14', 1, 'created'),
    step('2027-03-14', 2, 'firstRotation', true),
    step('2028-03-14', 3, 'secondRotation', true),
  ];
  expect(stepsTitle(young, 1_000_000)).toBe('Two more rotations are charged, then never again');
  expect(
    stepsTitle([step('2026-03-14', 3, 'secondRotation'), step('2027-03-14', 3, 'capped', true)], 3_000_000),
  ).toBe('It costs $3.00 from here on: later rotations are free');
  expect(stepsTitle(steps.slice(0, 1), 1_000_000)).toBe('It costs $1.00; no change is planned');
  const deleted = [step('2026-11-24', 0, 'deletionScheduled'), step('2026-12-01', 0, 'deleted', true)];
  expect(stepsTitle(deleted, 0)).toBe('It costs nothing, and is deleted on 1 Dec 2026');
});

test('the next step has an amount and a date', () => {
  const [, , next] = steps;
  if (next === undefined) throw new Error('no step');
  expect(nextWords({ ...next, changeMicroUsd: 1_000_000 })).toEqual({
    amount: '+$1.00',
    when: 'on 14 Mar 2027',
  });
  expect(nextWords({ ...next, reason: 'deleted', changeMicroUsd: 0 }).amount).toBe('deleted');
  expect(stepsAlternative(steps.slice(1, 3))).toBe(
    'Cost of this key over time. 14 Mar 2026: $2.00 a month, firstrotation; 14 Mar 2027: $3.00 a month, secondrotation, planned.',
  );
});

test('identity in words', () => {
  expect(originWords(metadata, arn)).toBe('AWS KMS, FIPS 140-3 Level 3');
  expect(originWords(metadata, arn.replace('arn:aws:', 'arn:aws-cn:'))).toBe('AWS KMS');
  expect(originWords({ ...metadata, origin: 'AWS_CLOUDHSM', customKeyStoreId: 'cks-1' }, arn)).toBe(
    'CloudHSM key store cks-1',
  );
  expect(familyWords(primary)).toBe('Primary of 2 replicas');
  expect(familyWords({ ...primary, multiRegion: { role: 'REPLICA', primaryArn: arn, replicaArns } })).toBe(
    'Replica, primary in eu-west-1',
  );
  expect(expiryWords({ ...metadata, origin: 'EXTERNAL', validTo: '2027-01-01T00:00:00Z' })).toBe(
    'Material expires on 1 Jan 2027',
  );
  expect(expiryWords(metadata)).toBeNull();
  expect(othersWords([{ kind: 'replica' }, { kind: 'replica' }])).toBe('Two replicas');
  expect(othersWords([{ kind: 'customer' }, { kind: 'replica' }])).toBe('The primary and one replica');
  expect(othersWords([{ kind: 'customer' }])).toBe('The primary');
});

test('rotation in words, what is not known included', () => {
  expect(rotationWords(record({}))).toBe('Every 365 days, next on 14 Mar 2027');
  expect(rotationWords(record({ rotationStatus: NOT_APPLICABLE }))).toBe(
    'Does not apply to this kind of key',
  );
  expect(rotationWords(record({ rotationStatus: unread('denied') }))).toBe('Not read');
  expect(rotationWords(record({ metadata: unread('denied'), rotationStatus: NOT_APPLICABLE }))).toBe(
    'Not known',
  );
});

test('what was not read says what it means and what helps', () => {
  expect(gaps(record({ tags: NOT_APPLICABLE }))).toEqual([]);
  const [denied, part] = gaps(
    record({ rotations: unread('denied'), tags: { status: 'partial', value: [], outcome: 'throttledOut' } }),
  );
  expect(denied).toMatchObject({ what: 'ListKeyRotations: denied', permission: 'kms:ListKeyRotations' });
  expect(denied?.fix).toBe('Allow kms:ListKeyRotations to the reader in the key policy, then scan again.');
  expect(part?.what).toBe('ListResourceTags: throttled by AWS to the end, in part');
});

test('past and future meet today', () => {
  const points = stepPoints(steps, '2026-11-24T00:00:00Z');
  expect(points.map((point) => [point.past, point.future])).toEqual([
    [0, null],
    [1, null],
    [2, null],
    [2, 2],
    [null, 3],
    [null, 3],
    [null, 3],
  ]);
  expect(points.map((point) => point.at)).toEqual(points.map((point) => point.at).toSorted((a, b) => a - b));
  expect(stepPoints([], '2026-11-24T00:00:00Z')).toEqual([]);
});

test('years are evenly chosen', () => {
  expect(
    yearTicks(Date.UTC(2025, 2), Date.UTC(2028, 5), 6).map((at) => new Date(at).getUTCFullYear()),
  ).toEqual([2026, 2027, 2028]);
  expect(yearTicks(Date.UTC(2014, 2), Date.UTC(2028, 5), 6).length).toBeLessThanOrEqual(6);
});
