import type { KeyMetadata, KeyRecord, MultiRegion } from '../../model/key.ts';
import { type Detail, unread } from '../../model/outcome.ts';
import { testRotations } from '../testing.ts';

export const ONE = testRotations('2026-03-14T08:00:00.000Z');
// Newest first, as ListKeyRotations is kept.
export const TWO = testRotations('2026-03-14T08:00:00.000Z', '2025-06-01T08:00:00.000Z');
export const FIVE = testRotations(
  '2026-05-05T08:00:00.000Z',
  '2026-04-04T08:00:00.000Z',
  '2026-03-03T08:00:00.000Z',
  '2026-02-02T08:00:00.000Z',
  '2026-01-01T08:00:00.000Z',
);

const PRIMARY_ARN = 'arn:aws:kms:us-east-1:111122223333:key/mrk-1';
const REPLICA_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/mrk-1';
export const primary: MultiRegion = { role: 'PRIMARY', primaryArn: PRIMARY_ARN, replicaArns: [REPLICA_ARN] };
export const replica: MultiRegion = { role: 'REPLICA', primaryArn: PRIMARY_ARN, replicaArns: [REPLICA_ARN] };

export const DENIED = unread('denied');
export function part<T>(value: T): Detail<T> {
  return { status: 'partial', value, outcome: 'throttledOut' };
}

/** rule, at least, at most (micro-USD), confidence. */
type Line = readonly [rule: string, low: number, high: number | null, confidence: string];
/** A key, its lines, and its total from at least to at most; unsaid parts are those of `testKey`. */
export interface Situation {
  readonly name: string;
  readonly metadata?: Partial<KeyMetadata>;
  readonly key?: Partial<KeyRecord>;
  readonly lines: readonly Line[];
  readonly total: readonly [number, number | null];
}

export const HELD: Line = ['key.held', 1_000_000, 1_000_000, 'A'];
export const HELD_ASSUMED: Line = ['key.held', 1_000_000, 1_000_000, 'I'];
export const FIRST: Line = ['rotation.first', 1_000_000, 1_000_000, 'A'];
export const SECOND: Line = ['rotation.second', 1_000_000, 1_000_000, 'A'];
export const CAPPED: Line = ['rotation.capped', 0, 0, 'A'];
export const ROTATIONS_UNREAD: Line = ['rotation.unreadable', 0, 2_000_000, 'A'];
export const AWS: Line = ['key.awsManaged', 0, 0, 'A'];

export const store = { customKeyStoreId: 'cks-1', clusterId: 'cluster-1' };
