import { read } from '../../model/outcome.ts';
import { testRotations } from '../testing.ts';
import {
  AWS,
  CAPPED,
  FIRST,
  FIVE,
  HELD,
  HELD_ASSUMED,
  ONE,
  primary,
  replica,
  SECOND,
  type Situation,
  TWO,
} from './situation.ts';

/** Keys of which everything was read, at $1.00. By hand from the facts on AWS prices, section 1; each comment names the fact. */
export const KNOWN_KEYS: readonly Situation[] = [
  // "$1 (0 rotations), $2 (1), $3 (2 or more) per month" [A]
  { name: 'enabled, never rotated', lines: [HELD], total: [1_000_000, 1_000_000] },
  {
    name: 'one rotation',
    key: { rotations: read(ONE) },
    lines: [HELD, FIRST],
    total: [2_000_000, 2_000_000],
  },
  {
    name: 'two rotations',
    key: { rotations: read(TWO) },
    lines: [HELD, FIRST, SECOND],
    total: [3_000_000, 3_000_000],
  },
  // "capped at the second rotation, and any subsequent rotations will not be billed" [A]
  {
    name: 'five rotations',
    key: { rotations: read(FIVE) },
    lines: [HELD, FIRST, SECOND, CAPPED],
    total: [3_000_000, 3_000_000],
  },
  {
    name: 'three rotations on demand',
    key: { rotations: read(FIVE.slice(2).map(({ date }) => ({ date, type: 'ON_DEMAND' as const }))) },
    lines: [HELD, FIRST, SECOND, CAPPED],
    total: [3_000_000, 3_000_000],
  },
  // "The cap also applies to keys that existed before" [A]
  {
    name: 'an old key with two rotations before April 2024',
    metadata: { createdAt: '2015-01-01T00:00:00.000Z' },
    key: { rotations: read(testRotations('2018-01-01T00:00:00.000Z', '2016-01-01T00:00:00.000Z')) },
    lines: [HELD, FIRST, SECOND],
    total: [3_000_000, 3_000_000],
  },
  // "Disabled, Creating, Unavailable, PendingImport: still bill $1" [I]; other states likewise assumed
  { name: 'disabled', metadata: { state: 'Disabled' }, lines: [HELD_ASSUMED], total: [1_000_000, 1_000_000] },
  {
    name: 'disabled, rotated twice',
    metadata: { state: 'Disabled' },
    key: { rotations: read(TWO) },
    lines: [HELD_ASSUMED, FIRST, SECOND],
    total: [3_000_000, 3_000_000],
  },
  { name: 'creating', metadata: { state: 'Creating' }, lines: [HELD_ASSUMED], total: [1_000_000, 1_000_000] },
  { name: 'updating', metadata: { state: 'Updating' }, lines: [HELD_ASSUMED], total: [1_000_000, 1_000_000] },
  {
    name: 'pending import',
    metadata: { state: 'PendingImport', origin: 'EXTERNAL' },
    lines: [HELD_ASSUMED],
    total: [1_000_000, 1_000_000],
  },
  {
    name: 'a state that AWS adds later',
    metadata: { state: 'Hibernating' },
    lines: [HELD_ASSUMED],
    total: [1_000_000, 1_000_000],
  },
  // "Free: customer managed keys scheduled for deletion" [A]
  {
    name: 'pending deletion',
    metadata: { state: 'PendingDeletion', deletionDate: '2026-12-01T00:00:00.000Z' },
    lines: [['key.pendingDeletion', 0, 0, 'A']],
    total: [0, 0],
  },
  {
    name: 'pending deletion, rotated twice',
    metadata: { state: 'PendingDeletion' },
    key: { rotations: read(TWO) },
    lines: [['key.pendingDeletion', 0, 0, 'A']],
    total: [0, 0],
  },
  {
    name: 'pending deletion, replica',
    metadata: { state: 'PendingDeletion', multiRegion: replica },
    lines: [['key.pendingDeletion', 0, 0, 'A']],
    total: [0, 0],
  },
  // "PendingReplicaDeletion: treat as scheduled for deletion, $0" [I]
  {
    name: 'primary waiting on its replicas',
    metadata: { state: 'PendingReplicaDeletion', multiRegion: primary },
    key: { rotations: read(ONE) },
    lines: [['key.pendingDeletion', 0, 0, 'I']],
    total: [0, 0],
  },
  // "Free: AWS managed keys" [A]; "rotate yearly and stay free"
  { name: 'AWS managed', metadata: { manager: 'AWS' }, lines: [AWS], total: [0, 0] },
  {
    name: 'AWS managed, rotated five times',
    metadata: { manager: 'AWS' },
    key: { rotations: read(FIVE) },
    lines: [AWS],
    total: [0, 0],
  },
  {
    name: 'AWS managed, disabled',
    metadata: { manager: 'AWS', state: 'Disabled' },
    lines: [AWS],
    total: [0, 0],
  },
  // "each multi-Region primary and each replica" $1 [A]; "each probably carries its own rotation surcharge" [I]
  { name: 'primary', metadata: { multiRegion: primary }, lines: [HELD], total: [1_000_000, 1_000_000] },
  {
    name: 'primary, rotated once',
    metadata: { multiRegion: primary },
    key: { rotations: read(ONE) },
    lines: [HELD, FIRST],
    total: [2_000_000, 2_000_000],
  },
  { name: 'replica', metadata: { multiRegion: replica }, lines: [HELD], total: [1_000_000, 1_000_000] },
  {
    name: 'replica, rotated once',
    metadata: { multiRegion: replica },
    key: { rotations: read(ONE) },
    lines: [HELD, ['rotation.first', 1_000_000, 1_000_000, 'I']],
    total: [2_000_000, 2_000_000],
  },
  {
    name: 'replica, rotated five times',
    metadata: { multiRegion: replica },
    key: { rotations: read(FIVE) },
    lines: [
      HELD,
      ['rotation.first', 1_000_000, 1_000_000, 'I'],
      ['rotation.second', 1_000_000, 1_000_000, 'I'],
      ['rotation.capped', 0, 0, 'I'],
    ],
    total: [3_000_000, 3_000_000],
  },
  // "imported material" $1 [A]; "on-demand rotation of EXTERNAL keys follows the same capped price" [T]
  { name: 'imported', metadata: { origin: 'EXTERNAL' }, lines: [HELD], total: [1_000_000, 1_000_000] },
  {
    name: 'imported, rotated on demand twice',
    metadata: { origin: 'EXTERNAL' },
    key: { rotations: read(TWO) },
    lines: [
      HELD,
      ['rotation.first', 1_000_000, 1_000_000, 'T'],
      ['rotation.second', 1_000_000, 1_000_000, 'T'],
    ],
    total: [3_000_000, 3_000_000],
  },
  // Unknown strings are kept: whether such a key rotates is not known to this version.
  {
    name: 'a spec that AWS adds later, rotated once',
    metadata: { spec: 'AES_512' },
    key: { rotations: read(ONE) },
    lines: [HELD_ASSUMED, ['rotation.first', 1_000_000, 1_000_000, 'I']],
    total: [2_000_000, 2_000_000],
  },
];
