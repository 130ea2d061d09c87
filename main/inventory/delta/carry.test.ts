import { expect, test } from 'vitest';
import type { KeyMetadata, KeyRecord, RotationStatus } from '../../../shared/model/key.ts';
import { NOT_APPLICABLE, read, unread } from '../../../shared/model/outcome.ts';
import { METADATA } from '../testing/fake-aws.ts';
import { mayCarry } from './carry.ts';

const NOW = new Date('2026-11-24T09:12:00Z');
const BEFORE = '2026-11-24T09:11:59.000Z';
const AFTER = '2026-11-24T09:12:01.000Z';
const STATUS: RotationStatus = {
  enabled: true,
  periodDays: 365,
  nextRotationAt: AFTER,
  onDemandStartedAt: null,
};

function key(more: Partial<KeyRecord> = {}, metadata: Partial<KeyMetadata> = {}): KeyRecord {
  return {
    arn: 'arn:aws:kms:eu-west-1:111111111111:key/k-1',
    keyId: 'k-1',
    accountId: '111111111111',
    region: 'eu-west-1',
    aliases: [],
    metadata: read({ ...METADATA, ...metadata }),
    rotationStatus: read(STATUS),
    rotations: read([]),
    tags: unread('denied'),
    ...more,
  };
}

const FAMILY = { role: 'PRIMARY', primaryArn: 'arn:p', replicaArns: [] } as const;

test.each<[string, KeyRecord, boolean]>([
  ['a key that nothing has happened to, its tags unread', key(), true],
  ['a disabled one', key({}, { state: 'Disabled' }), true],
  [
    'one that cannot rotate',
    key({ rotationStatus: NOT_APPLICABLE, rotations: NOT_APPLICABLE }, { spec: 'RSA_2048' }),
    true,
  ],
  ['material that expires later', key({}, { origin: 'EXTERNAL', validTo: AFTER }), true],
  ['material that has expired', key({}, { origin: 'EXTERNAL', validTo: BEFORE }), false],
  ['material that expires now', key({}, { origin: 'EXTERNAL', validTo: NOW.toISOString() }), false],
  ['its rotation is due', key({ rotationStatus: read({ ...STATUS, nextRotationAt: BEFORE }) }), false],
  ['a rotation is running', key({ rotationStatus: read({ ...STATUS, onDemandStartedAt: BEFORE }) }), false],
  ['waiting to be deleted', key({}, { state: 'PendingDeletion', deletionDate: AFTER }), false],
  ['being created', key({}, { state: 'Creating' }), false],
  ['without material', key({}, { state: 'PendingImport' }), false],
  ['in a state that AWS has added', key({}, { state: 'Dreaming' }), false],
  ['of a family', key({}, { multiRegion: FAMILY }), false],
  ['in a key store', key({}, { customKeyStoreId: 'cks-1' }), false],
  ['not described', key({ metadata: unread('denied') }), false],
  ['its history not read', key({ rotations: unread('throttledOut') }), false],
  [
    'its history read in part',
    key({ rotations: { status: 'partial', value: [], outcome: 'failed' } }),
    false,
  ],
])('%s: carried %s', (_what, record, carried) => {
  expect(mayCarry(record, { changed: new Set(['k-2']), now: NOW, depth: 'standard' })).toBe(carried);
});

test('a key that CloudTrail names is read', () => {
  expect(mayCarry(key(), { changed: new Set(['k-1']), now: NOW, depth: 'standard' })).toBe(false);
});

test('a deeper scan than the last one reads what the last one did not', () => {
  const moment = { changed: new Set<string>(), now: NOW, depth: 'full' } as const;
  expect(mayCarry(key(), moment)).toBe(false);
  expect(mayCarry(key({ policy: read('{}'), grants: unread('denied') }), moment)).toBe(false);
  expect(mayCarry(key({ policy: read('{}'), grants: read([]) }), moment)).toBe(true);
});
