import { type } from '@orpc/contract';
import { z } from 'zod';
import type { Finding } from '../model/finding.ts';
import type { CostGroups, TrendPoint } from '../model/query.ts';
import type { Manifest } from '../model/snapshot.ts';
import { base, snapshotRef } from './base.ts';

/** What a list of snapshots shows of each; the manifest has the rest. */
export type SnapshotSummary = Pick<
  Manifest,
  'id' | 'sample' | 'asOf' | 'finishedAt' | 'complete' | 'counts' | 'runRate'
> & { readonly organisation: string | null };

/** The opening view's figures, in one answer. */
export interface Overview {
  readonly manifest: Manifest;
  /** The snapshot before it that read the same units; null when there is none. */
  readonly previous: SnapshotSummary | null;
  /** Micro-USD a month of the total that rest on an assumed rule or price. */
  readonly assumedMicroUsd: number;
  /** Keys whose amount is a range. */
  readonly rangedKeys: number;
  /** Keys that are charged more than nothing. */
  readonly billedKeys: number;
  readonly groups: CostGroups;
  readonly trend: readonly TrendPoint[];
  readonly findings: readonly Finding[];
}

const ref = z.object({ snapshot: snapshotRef });

export const snapshots = {
  list: base.output(type<readonly SnapshotSummary[]>()),
  get: base.input(ref).output(type<Manifest>()),
  overview: base.input(ref).output(type<Overview>()),
};
