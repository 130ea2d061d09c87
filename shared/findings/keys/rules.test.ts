import { describe, expect, it } from 'vitest';
import { testKey } from '../../cost/testing.ts';
import { type Amount, exactly } from '../../model/amount.ts';
import { type KeyMetadata, type KeyRecord, keyKind } from '../../model/key.ts';
import type { LastUse, LastUseGrade } from '../../model/last-use.ts';
import type { LedgerKey } from '../../model/ledger.ts';
import { NOT_APPLICABLE, read, unread } from '../../model/outcome.ts';
import { KEY_RULES } from './rules.ts';

const AS_OF = '2026-11-24T09:12:00.000Z';

interface Situation {
  readonly metadata?: Partial<KeyMetadata>;
  readonly key?: Partial<KeyRecord>;
  readonly owner?: LedgerKey['owner'];
  readonly amount?: Amount;
  readonly use?: Partial<LastUse> & { readonly grade: LastUseGrade };
}

const OWNED: LedgerKey['owner'] = { name: 'payments', basis: { by: 'tag', tagKey: 'owner' } };

/** A key at $1.00 with an owner, used lately, of which nothing is to be said, with one thing changed. */
function said({ metadata = {}, key = {}, owner = OWNED, amount = exactly(1_000_000), use }: Situation) {
  const record = testKey(metadata, key);
  const entry: LedgerKey = { key: record, kind: keyKind(record), owner, lines: [], amount };
  const lastUse: LastUse = {
    at: null,
    operation: null,
    eventId: null,
    trackedSince: null,
    checkedAt: AS_OF,
    idleDays: null,
    outcome: 'read',
    ...(use ?? { grade: 'used', at: '2026-11-21T00:00:00.000Z' }),
  };
  return KEY_RULES.flatMap((rule) => {
    const hit = rule.judge(entry, { asOf: AS_OF, lastUse });
    return hit ? [`${rule.id} ${hit.severity}: ${hit.evidence}`] : [];
  });
}

const rotating = (enabled: boolean, nextRotationAt: string | null = null) => ({
  rotationStatus: read({ enabled, periodDays: 365, nextRotationAt, onDemandStartedAt: null }),
});
const REPLICA = { role: 'REPLICA' as const, primaryArn: 'arn:primary', replicaArns: [] };
const PRIMARY = { role: 'PRIMARY' as const, primaryArn: 'arn:primary', replicaArns: ['arn:replica'] };
const expiring = (validTo: string | null, more: Partial<KeyMetadata> = {}): Situation => ({
  metadata: { origin: 'EXTERNAL', expirationModel: 'KEY_MATERIAL_EXPIRES', validTo, ...more },
});
const FREE = exactly(0);
const AWS_MANAGED: Partial<KeyMetadata> = { manager: 'AWS' };
const NO_OWNER: LedgerKey['owner'] = { name: null, basis: { by: 'none' } };

describe('a key of which nothing is to be said', () => {
  it.each<[string, Situation]>([
    ['an owned, enabled key that is used', {}],
    ['one that rotates', { key: rotating(true, '2027-03-14T08:00:00.000Z') }],
    [
      'an AWS managed key, whatever it is',
      {
        metadata: AWS_MANAGED,
        owner: NO_OWNER,
        amount: FREE,
        key: rotating(false),
        use: { grade: 'neverUsed' },
      },
    ],
  ])('%s', (_, situation) => {
    expect(said(situation)).toEqual([]);
  });
});

describe('pending deletion', () => {
  const going = (deletionDate: string | null, state = 'PendingDeletion'): Situation => ({
    metadata: { state, deletionDate },
    amount: FREE,
    use: { grade: 'unknown' },
  });
  it.each<[string, Situation, string[]]>([
    // 24 Nov 09:12 to 1 Dec 09:12 are seven days.
    [
      'counts down',
      going('2026-12-01T09:12:00.000Z'),
      ['key.pendingDeletion medium: deleted in 7 days, on 1 Dec 2026'],
    ],
    [
      'tomorrow',
      going('2026-11-25T01:00:00.000Z'),
      ['key.pendingDeletion medium: deleted tomorrow, on 25 Nov 2026'],
    ],
    [
      'today',
      going('2026-11-24T23:00:00.000Z'),
      ['key.pendingDeletion medium: deleted today, on 24 Nov 2026'],
    ],
    [
      'yet used',
      { ...going('2026-12-01T09:12:00.000Z'), use: { grade: 'used', at: '2026-11-21T00:00:00.000Z' } },
      ['key.pendingDeletion critical: deleted in 7 days, on 1 Dec 2026, yet used on 21 Nov 2026'],
    ],
    [
      'a primary that waits',
      going(null, 'PendingReplicaDeletion'),
      ['key.pendingDeletion medium: waits for its replicas to be deleted'],
    ],
    // Idle or never used, it is free already: nothing is saved by deleting it.
    [
      'and never used',
      { ...going('2026-12-01T09:12:00.000Z'), use: { grade: 'neverUsed' } },
      ['key.pendingDeletion medium: deleted in 7 days, on 1 Dec 2026'],
    ],
  ])('%s', (_, situation, expected) => {
    expect(said(situation)).toEqual(expected);
  });
});

describe('rotation off', () => {
  const off = rotating(false);
  it('is said of a symmetric key with material of AWS', () => {
    expect(said({ key: off })).toEqual(['key.rotationOff medium: never rotated, automatic rotation is off']);
    const once = { ...off, rotations: read([{ date: '2026-01-01', type: 'ON_DEMAND' }]) };
    expect(said({ key: once })).toEqual(['key.rotationOff medium: rotated once, automatic rotation is off']);
    expect(said({ key: off, metadata: { multiRegion: PRIMARY } })).toHaveLength(1);
    expect(said({ key: { ...off, rotations: unread('denied') } })).toEqual([
      'key.rotationOff medium: history not read in full, automatic rotation is off',
    ]);
  });
  it.each<[string, Partial<KeyMetadata>, Partial<KeyRecord>]>([
    ['an RSA key', { spec: 'RSA_2048', usage: 'SIGN_VERIFY' }, off],
    ['an HMAC key', { spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' }, off],
    ['imported material', { origin: 'EXTERNAL' }, off],
    ['a key in a CloudHSM key store', { origin: 'AWS_CLOUDHSM' }, off],
    ['a key in an external key store', { origin: 'EXTERNAL_KEY_STORE' }, off],
    ['a spec that is not known yet', { spec: 'AES_512' }, off],
    ['a replica, which follows its primary', { multiRegion: REPLICA }, off],
    ['a status that was not read', {}, { rotationStatus: unread('denied') }],
    ['a status that does not apply', {}, { rotationStatus: NOT_APPLICABLE }],
  ])('is not said of %s', (_, metadata, key) => {
    expect(said({ metadata, key })).toEqual([]);
  });
  it('is not said of a disabled key, which does not rotate anyway', () => {
    expect(said({ metadata: { state: 'Disabled' }, key: off })).toEqual([
      'key.disabledBilled low: disabled, and billed',
    ]);
  });
});

describe('rotation overdue', () => {
  it('is said after a week', () => {
    // 10 Nov to 24 Nov are 14 days; the clock times make it 14 whole ones.
    expect(said({ key: rotating(true, '2026-11-10T09:12:00.000Z') })).toEqual([
      'key.rotationOverdue medium: due on 10 Nov 2026, 14 days ago',
    ]);
  });
  it.each<[string, Situation]>([
    ['a week late', { key: rotating(true, '2026-11-17T09:12:00.000Z') }],
    ['due today', { key: rotating(true, '2026-11-24T00:00:00.000Z') }],
    ['without a date', { key: rotating(true, null) }],
    ['a replica', { key: rotating(true, '2026-01-01T00:00:00.000Z'), metadata: { multiRegion: REPLICA } }],
    [
      'pending import',
      { key: rotating(true, '2026-01-01T00:00:00.000Z'), metadata: { state: 'PendingImport' } },
    ],
  ])('is not said of a key that is %s', (_, situation) => {
    expect(said(situation)).toEqual([]);
  });
});

describe('imported material', () => {
  it.each<[string, Situation, string[]]>([
    [
      'expired',
      { ...expiring('2026-11-20T00:00:00.000Z', { state: 'PendingImport' }) },
      ['key.materialExpiring critical: expired on 20 Nov 2026'],
    ],
    // 24 December 09:12 is the 30th day; a minute later is still within it, the 31st is not.
    [
      'in 30 days',
      expiring('2026-12-24T09:12:00.000Z'),
      ['key.materialExpiring high: expires on 24 Dec 2026'],
    ],
    [
      'in 31 days',
      expiring('2026-12-25T09:12:00.000Z'),
      ['key.materialExpiring medium: expires on 25 Dec 2026'],
    ],
    // 22 February is day 90: 6 of November, 31, 31 and 22.
    [
      'in 90 days',
      expiring('2027-02-22T09:12:00.000Z'),
      ['key.materialExpiring medium: expires on 22 Feb 2027'],
    ],
    ['in 91 days', expiring('2027-02-23T09:12:00.000Z'), []],
    ['never', expiring(null, { expirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' }), []],
    ['never imported', expiring(null, { state: 'PendingImport' }), []],
    [
      'of a key that is going',
      {
        ...expiring('2026-12-01T00:00:00.000Z', { state: 'PendingReplicaDeletion' }),
        amount: FREE,
        use: { grade: 'unknown' },
      },
      ['key.pendingDeletion medium: waits for its replicas to be deleted'],
    ],
    [
      'not imported at all',
      { metadata: { expirationModel: 'KEY_MATERIAL_EXPIRES', validTo: '2026-12-01T00:00:00.000Z' } },
      [],
    ],
  ])('%s', (_, situation, expected) => {
    expect(said(situation)).toEqual(expected);
  });
});

describe('what can be saved is said once of a key', () => {
  const never = { grade: 'neverUsed' as const, trackedSince: '2026-06-01T00:00:00.000Z' };
  const idle = { grade: 'idle' as const, at: '2026-04-01T00:00:00.000Z', idleDays: 237 };
  it.each<[string, Situation, string[]]>([
    ['never used', { use: never }, ['key.neverUsed medium: never used, tracked since 1 Jun 2026']],
    ['idle', { use: idle }, ['key.idle low: last used on 1 Apr 2026, 237 days before the check']],
    [
      'a replica never used',
      { use: never, metadata: { multiRegion: REPLICA } },
      ['key.replicaUnused low: never used'],
    ],
    [
      'a replica idle',
      { use: idle, metadata: { multiRegion: REPLICA } },
      ['key.replicaUnused low: last used on 1 Apr 2026'],
    ],
    ['a replica used', { metadata: { multiRegion: REPLICA } }, []],
    [
      'disabled and idle',
      { use: idle, metadata: { state: 'Disabled' } },
      ['key.disabledBilled low: disabled, and billed'],
    ],
    [
      'disabled, of unknown use',
      { use: { grade: 'notAsked' }, metadata: { state: 'Disabled' } },
      ['key.disabledBilled low: disabled, and billed'],
    ],
    [
      'disabled, price unknown',
      { metadata: { state: 'Disabled' }, amount: { lowMicroUsd: 0, highMicroUsd: null } },
      ['key.readInPart unknown: no key price is known for its region'],
    ],
    [
      'no use since tracking began',
      { use: { grade: 'unknown', trackedSince: '2026-06-01T00:00:00.000Z' } },
      ['key.useOlderThanTracking unknown: no use seen since 1 Jun 2026'],
    ],
    [
      'not readable',
      { use: { grade: 'notReadable', outcome: 'denied' } },
      ['key.useNotReadable unknown: not read: denied'],
    ],
    ['not asked', { use: { grade: 'notAsked' } }, ['key.useNotAsked unknown: last use not asked for']],
    ['free', { use: never, amount: FREE }, []],
  ])('%s', (_, situation, expected) => {
    expect(said(situation)).toEqual(expected);
  });
});

describe('owner and reading', () => {
  const range = { lowMicroUsd: 1_000_000, highMicroUsd: 3_000_000 };
  it.each<[string, Situation, string[]]>([
    ['no owner tag', { owner: NO_OWNER }, ['key.noOwner low: no owner, team or cost centre in its tags']],
    ['tags not read', { owner: { name: null, basis: { by: 'unread' } } }, []],
    ['no owner, free', { owner: NO_OWNER, amount: FREE }, []],
    [
      'rotations not read',
      { key: { rotations: unread('denied') }, amount: range },
      ['key.readInPart unknown: rotations were not read'],
    ],
    [
      'not described',
      {
        key: { metadata: unread('denied') },
        amount: { lowMicroUsd: 0, highMicroUsd: 3_000_000 },
        use: { grade: 'notAsked' },
      },
      [
        'key.readInPart unknown: DescribeKey was not answered',
        'key.useNotAsked unknown: last use not asked for',
      ],
    ],
  ])('%s', (_, situation, expected) => {
    expect(said(situation)).toEqual(expected);
  });
});

it('never advises a deletion first', () => {
  for (const { steps } of KEY_RULES) expect(steps[0]).not.toMatch(/^(Then )?(Schedule|Delete)/);
});
